"""The manager's month: what each role sees, many deductions decided at once, as many queries for any staff."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from settlement.models import Decision
from tests.settlement.facts import AFTER, OCTOBER, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october", "afterwards")]
URL = f"/settlement/{OCTOBER}/"


@pytest.fixture
def afterwards():
    with time_machine.travel(AFTER, tick=False):
        yield


def page_of(client, query="") -> str:
    return client.get(URL + query).content.decode()


def test_managers_see_and_decide_and_nobody_else_comes_in(client_of, cast):
    answers = {role: client_of(person).get(URL).status_code for role, person in cast.items()}
    assert {role for role, status in answers.items() if status == 200} == {"service_manager", "company_manager"}
    assert set(answers.values()) == {200, 403}


def test_it_lists_what_is_proposed_and_what_is_still_open(client_of, service_manager):
    page = page_of(client_of(service_manager))
    for text in ("Proposed deductions (2)", "S-V3", "S-R5", "Deductions to decide on: 2", "Totals below zero: 2"):
        assert text in page
    assert "Close the month" not in page


def test_r2_the_service_manager_sees_who_decides_on_their_own(client_of, service_manager, company_manager, make_visit):
    make_visit(service_manager, "S9", verdict="dissatisfied")
    own, above = (page_of(client_of(person)) for person in (service_manager, company_manager))
    assert "Nobody decides on a line of their own (R2)." in own
    assert 'value="S1|S-V3|S9|"' not in own
    assert 'value="S1|S-V3|S9|"' in above


def proposals(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="lines" value="')[1:]]


@pytest.mark.parametrize("verdict", ["confirmed", "waived"])
def test_s8_many_of_a_kind_are_decided_at_once(client_of, service_manager, technician, make_visit, verdict):
    for place in range(5):
        make_visit(technician, f"S2{place}", at(12), verdict="dissatisfied")
    client = client_of(service_manager)
    page = page_of(client, "?rule=S-V3")
    lines = proposals(page)
    assert len(lines) == page.count(" checked>") == 6  # of one kind, and ticked already
    answer = client.post(f"{URL}decide/", {"lines": lines, "verdict": verdict, "reason": "核对过"})
    assert answer.status_code == 302
    assert list(Decision.objects.values_list("rule", "verdict").distinct()) == [("S-V3", verdict)]
    assert Decision.objects.count() == 6
    assert "Proposed deductions (1)" in page_of(client)


def test_s8_without_a_reason_nothing_is_decided_and_the_ticks_stay(client_of, service_manager):
    client = client_of(service_manager)
    line = proposals(page_of(client))[0]
    page = client.post(f"{URL}decide/", {"lines": [line], "verdict": "waived", "reason": " "}).content.decode()
    assert "Say why." in page
    assert page.count(" checked>") == 1
    assert not Decision.objects.exists()


def queries(client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        page_of(client)
    return len(found)


def test_it_asks_the_database_as_often_for_twenty_people_as_for_two(client_of, service_manager, make_staff, make_visit):
    client = client_of(service_manager)
    page_of(client)
    few = queries(client)
    for place in range(10, 30):
        make_visit(make_staff(f"T{place}", roles={"technician"}), f"V{place}", at(11), verdict="dissatisfied")
    assert queries(client) == few
