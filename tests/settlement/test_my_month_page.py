"""The page of a person's month: own lines alone, what is unpaid and why, an objection once."""

import re

import pytest

from settlement.models import Objection
from tests.settlement.facts import AFTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october", "afterwards")]


@pytest.fixture
def afterwards():
    import time_machine

    with time_machine.travel(AFTER, tick=False):
        yield


def page_of(client, month="2026-10") -> str:
    return client.get(f"/month/?month={month}").content.decode()


def test_it_shows_every_line_with_rule_and_record(client_of, technician):
    page = page_of(client_of(technician))
    for text in ("S1", "S2", "S-V3", "−44.00", "the customer was dissatisfied", "Proposed"):
        assert text in page


def test_a_person_sees_only_own_lines(client_of, technician, other_technician):
    page = page_of(client_of(other_technician))
    assert "S-R5" in page
    assert "S-V3" not in page
    answer = client_of(other_technician).get(f"/settlement/2026-10/sheets/{technician.staff_no}/")
    assert answer.status_code == 403


def object_to(client, line="T1|S-V3|S2|", text="客户写错了"):
    key = re.search(r'name="key" value="([^"]+)"', page_of(client))[1]
    return client.post("/month/2026-10/object/", {"key": key, "line": line, "text": text})


def test_an_objection_is_made_once_and_shown(client_of, technician):
    client = client_of(technician)
    assert object_to(client).status_code == 302
    assert Objection.objects.get().text == "客户写错了"
    again = client.post(
        "/month/2026-10/object/",
        {"key": "6f1f58a0-0000-4000-8000-000000000000", "line": "T1|S-V3|S2|", "text": "再说一次"},
    )
    assert "You have objected to this line already" in again.content.decode()
    assert Objection.objects.count() == 1


def test_what_was_written_is_not_lost_when_it_is_refused(client_of, technician):
    page = object_to(client_of(technician), line="T1|S-V3|S9|", text="写了很久的话").content.decode()
    assert "This line is not there any more" in page
    assert "What you wrote: 写了很久的话" in page


@pytest.mark.parametrize("line", ["T2|S-R5|x|", "nonsense", "T1|S2|S1|", "T1|S-V3|S9|"])
def test_nobody_objects_to_what_is_not_theirs_or_not_there(client_of, technician, line):
    assert object_to(client_of(technician), line=line).status_code == 200
    assert Objection.objects.count() == 0


def test_what_is_no_month_is_not_found(client_of, technician):
    assert client_of(technician).get("/month/?month=2026-13").status_code == 404


def test_the_page_asks_a_fixed_number_of_times(client_of, technician, make_visit, django_assert_max_num_queries):
    client = client_of(technician)
    page_of(client)
    for number in range(10, 30):
        make_visit(technician, f"S{number}")
    with django_assert_max_num_queries(32):
        page_of(client)
