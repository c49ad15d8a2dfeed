"""manage.py demo: an empty desk gets a month that looks real, one sign-in per role, and the same ones again later."""

import io
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from time_machine import travel

from customers.models import Customer, Machine
from field_visits.models import SpareUnit, Visit
from records.models import Entry
from returns.models import Paper, ReturnedItem
from servicedesk.clock import from_local
from staff.models import User
from staff.policies import Role
from tickets.models import Job
from workbook.demo import FILE, demo
from workbook.demo_data import DemoMonth
from workbook.services import take_in
from workbook.writer import filled_workbook

pytestmark = pytest.mark.django_db


def run_demo() -> str:
    out = io.StringIO()
    call_command("demo", stdout=out, lang="en")
    return out.getvalue()


@pytest.fixture
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.mark.usefixtures("_own_folder")
def test_an_empty_desk_becomes_a_shop(now):
    with travel(now, tick=False):
        said = run_demo()
    lines = [line.split() for line in said.splitlines()[1:]]
    assert [line[2] for line in lines] == [role.value for role in Role]
    for number, password, role, *_label in lines:
        assert role in User.objects.get(staff_no=number).roles
        with travel(now + timedelta(minutes=1), tick=False):
            client = Client()
            client.post("/sign-in/", {"username": number, "password": password})
            assert client.get("/").status_code == 200  # neither sent to sign in nor to a new password
    _it_looks_real(now)
    path = settings.DATA_DIR / FILE
    assert path.stat().st_mode & 0o777 == 0o600

    with travel(now + timedelta(days=3), tick=False):
        assert run_demo() == said
    path.unlink()
    with pytest.raises(CommandError, match="holds data already"):
        run_demo()


def _it_looks_real(now):
    states = Counter(Job.objects.values_list("status", flat=True))
    assert 20 <= states["waiting"] <= 32
    assert states["taken"] >= 3
    assert states["closed"] >= 25
    assert Job.objects.waiting().exclude(expedite_reason="").count() >= 2
    assert Job.objects.filter(repeat=True, repeat_source="found").exists()
    assert Job.objects.filter(answered_at__isnull=False).exists()
    assert 60 <= Customer.objects.count() <= 80
    assert 110 <= Machine.objects.count() <= 150
    assert 60 <= ReturnedItem.objects.count() <= 90
    assert ReturnedItem.objects.in_house().exists()
    assert Paper.objects.filter(kind="voucher").count() >= 20
    assert Visit.objects.filed().count() >= 40
    assert {"agreed", "out", "on_site"} <= set(Visit.objects.values_list("state", flat=True))
    assert SpareUnit.objects.count() >= 4
    on_their_way = set(ReturnedItem.objects.in_house().values_list("state", flat=True))
    assert on_their_way >= {
        "chosen", "handing_over", "with_technician", "quoted", "at_supplier", "outside", "ready",
    }  # fmt: skip
    assert set(Customer.objects.values_list("tier", flat=True)) == {
        "agent", "industry", "network", "quasi_industry", "other",
    }  # fmt: skip
    newest = max(Job.objects.latest("opened_at").opened_at, ReturnedItem.objects.latest("received_at").received_at)
    assert now - timedelta(days=1) < newest <= now
    assert not Job.objects.filter(closed_at__gt=now).exists()
    assert not Entry.objects.filter(at__gt=now).exists()


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 1, 2, 0),
        datetime(2026, 12, 31, 9, 5),
        datetime(2028, 2, 29, 23, 59),
        datetime(2027, 1, 1, 12, 0),
    ],
)
def test_the_month_has_no_faults_whenever_it_is_made(moment):
    now = from_local(moment)
    month = io.BytesIO(filled_workbook(DemoMonth(now).sheets()))
    assert take_in(month, file_name="demo.xlsx", by=None, now=now).faults == []


def test_a_desk_in_use_is_left_alone(make_customer, tmp_path, now, contents):
    make_customer()
    before = contents()
    with pytest.raises(Exception, match="holds data already|已"):
        demo(now=now, folder=tmp_path)
    assert contents() == before
    assert not (tmp_path / FILE).exists()


def test_sign_ins_of_another_desk_open_nothing_here(counter, tmp_path, now):
    (tmp_path / FILE).write_text("counter C1 abcd-efgh-jkmn\n")
    with pytest.raises(Exception, match="holds data already|已"):
        demo(now=now, folder=tmp_path)


def test_a_crash_while_filling_leaves_the_desk_empty(now, tmp_path, monkeypatch, contents):
    before = contents()
    monkeypatch.setattr("workbook.demo.LastWeek.play", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo(now=now, folder=tmp_path)
    assert contents() == before
    assert not (tmp_path / FILE).exists()
