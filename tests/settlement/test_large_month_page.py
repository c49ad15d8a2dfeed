"""The manager's page of a large month: some of its people at a time, and nothing of the others is worked out."""

import pytest
import time_machine

from settlement import month_page_selectors
from settlement.models import Decision
from tests.settlement.facts import AFTER, OCTOBER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october", "large")]
URL = f"/settlement/{OCTOBER}/"


@pytest.fixture
def large(monkeypatch, make_staff, make_visit):
    """C1, M1, S1, T1, T2 and T30–T33, three on a page; T31 has a deduction to be decided on."""
    monkeypatch.setattr(month_page_selectors, "LIVE_MOST", 3)
    monkeypatch.setattr(month_page_selectors, "PEOPLE", 3)
    for place in range(4):
        person = make_staff(f"T3{place}", f"新人{place}", roles={"technician"})
        make_visit(person, f"S3{place}", verdict="dissatisfied" if place == 1 else "satisfied")
    with time_machine.travel(AFTER, tick=False):
        yield


@pytest.fixture
def page(client_of, service_manager, counter, company_manager):
    def load(path=URL, **data) -> str:
        client = client_of(service_manager)
        answer = client.post(path, data, follow=True) if data else client.get(path, follow=True)
        return answer.content.decode()

    return load


def test_it_shows_some_people_and_leads_to_the_others(page):
    first, second, last = (page(f"{URL}?people={number}") for number in (1, 2, 99))
    assert "page 1 of 3" in first
    assert ('href="?people=2" rel="next"' in first, "技术员小丁" in first) == (True, False)
    assert ("技术员小丁" in second, "Proposed deductions (2)" in second, "新人1" in second) == (True, True, False)
    assert ("新人1" in last, "Proposed deductions (1)" in last, 'rel="next"' in last) == (True, True, False)


def test_only_these_peoples_sheets_are_worked_out(page, monkeypatch):
    asked = []
    real = month_page_selectors.open_work

    def look(month, *, people, now):
        asked.append([person.staff_no for person in people])
        return real(month, people=people, now=now)

    monkeypatch.setattr(month_page_selectors, "open_work", look)
    page(f"{URL}?people=2")
    assert asked == [["T1", "T2", "T30"]]


def test_deciding_comes_back_to_the_same_people_and_rule(page):
    told = {"lines": "T1|S-V3|S2|", "verdict": "confirmed", "reason": "核对过"}
    assert f"{URL}decide/?rule=S-V3&amp;people=2" in page(f"{URL}?people=2&rule=S-V3")
    after = page(f"{URL}decide/?rule=S-V3&people=2", **told)
    assert ("Decided: 1." in after, "page 2 of 3" in after, "S-R5" in after) == (True, True, True)
    assert Decision.objects.count() == 1


def test_the_closing_looks_at_everybody_and_leads_to_what_is_open(page, decide, technician, other_technician):
    for person in (technician, other_technician):
        decide(person)
    assert f'href="{URL}close/"' in page()
    found = page(f"{URL}close/")
    assert ("cannot be closed now" in found, "page 3 of 3" in found, "新人1" in found) == (True, True, True)
