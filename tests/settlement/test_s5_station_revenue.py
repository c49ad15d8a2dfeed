"""S5, V6: money made at the station is entered by who takes it and counts once finance has signed for it."""

import re
from decimal import Decimal

import pytest
import time_machine

from records.models import Entry
from servicedesk.errors import DomainError
from settlement.models import Revenue
from settlement.services import revenue_add, revenue_sign
from tests.settlement.facts import LATER, OCTOBER, at, told

pytestmark = pytest.mark.django_db


def entered(person, amount="120", moment=None) -> Revenue:
    moment = moment or at(8)
    told = {"on": moment.date(), "amount": Decimal(amount), "note": "重装系统", "by": person, "now": moment}
    return revenue_add(person=person, **told)


def refused(step) -> str:
    with pytest.raises(DomainError) as error:
        step()
    return error.value.code


def test_it_counts_from_the_day_on_which_finance_signs(technician, finance, sheet):
    revenue = entered(technician, moment=at(30))
    assert sheet(technician) is None
    revenue_sign(revenue_id=revenue.pk, by=finance, now=at(2, month=11))
    assert sheet(technician) is None
    assert told(sheet(technician, OCTOBER.following)) == [("S5", revenue.revenue_no, 2, "12.00")]
    assert list(Entry.objects.order_by("pk").values_list("code", "by__staff_no")) [-2:] == [
        ("revenue.entered", "T1"), ("revenue.signed", "F1"),
    ]  # fmt: skip


def test_it_is_signed_for_once_and_never_by_who_made_it(technician, finance):
    revenue = entered(technician)
    assert refused(lambda: revenue_sign(revenue_id=revenue.pk, by=technician, now=LATER)) == "revenue.own"
    revenue_sign(revenue_id=revenue.pk, by=finance, now=LATER)
    assert refused(lambda: revenue_sign(revenue_id=revenue.pk, by=finance, now=LATER)) == "revenue.signed_meanwhile"


def test_nothing_is_entered_ahead_or_of_nothing(technician):
    assert refused(lambda: entered(technician, amount="0")) == "revenue.nothing"
    late = {"person": technician, "amount": Decimal(1), "note": "", "by": technician}
    assert refused(lambda: revenue_add(on=at(9).date(), now=at(8), **late)) == "revenue.ahead"


@pytest.fixture
def page(client_of):
    """page(person) -> (their browser, what the page says)."""

    def look(person):
        client = client_of(person)
        with time_machine.travel(LATER, tick=False):
            return client, client.get("/settlement/revenue/").content.decode()

    return look


def test_a_technician_enters_it_once_however_often_the_form_is_sent(page, technician):
    client, shown = page(technician)
    fields = {"key": re.search(r'name="key" value="([^"]+)"', shown)[1], "person": technician.pk, "amount": "80.50"}
    for _time in range(2):
        with time_machine.travel(LATER, tick=False):
            assert client.post("/settlement/revenue/", {**fields, "on": "2026-11-20"}).status_code == 302
    assert list(Revenue.objects.values_list("person", "amount")) == [(technician.pk, Decimal("80.50"))]


def test_finance_signs_for_what_others_see_only_of_themselves(page, technician, other_technician, finance):
    revenue = entered(technician)
    assert revenue.revenue_no not in page(other_technician)[1]
    assert f"{revenue.revenue_no}/sign/" not in page(technician)[1]
    client, shown = page(finance)
    assert f"/settlement/revenue/{revenue.revenue_no}/sign/" in shown
    assert "Enter money taken" not in shown
    with time_machine.travel(LATER, tick=False):
        for _time in range(2):
            assert client.post(f"/settlement/revenue/{revenue.revenue_no}/sign/").status_code == 302
    assert Revenue.objects.get().handed_in_on == LATER.date()
    assert Entry.objects.filter(code="revenue.signed").count() == 1


def test_what_is_wrong_is_said_and_nothing_entered(page, technician):
    client, shown = page(technician)
    key = re.search(r'name="key" value="([^"]+)"', shown)[1]
    with time_machine.travel(LATER, tick=False):
        fields = {"key": key, "person": technician.pk, "amount": "5", "on": "2026-11-21"}
        answer = client.post("/settlement/revenue/", fields)
    assert "This day has not come yet." in answer.content.decode()
    assert not Revenue.objects.exists()
