"""What the month on the home page costs: nothing for whom it does not concern, as many queries for any number of people
and receipts, and no counting where there are very many."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from settlement import home_selectors
from settlement.home_selectors import month_now
from settlement.services import objection_add
from tests.settlement.facts import CLOSED_AT, OCTOBER, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]


def test_those_whom_the_month_does_not_concern_are_spared_it(counter, warehouse, django_assert_num_queries):
    for person in (counter, warehouse):
        person.may("file_visit")  # what a person may is read once a request
        with django_assert_num_queries(0):
            assert month_now(person, now=CLOSED_AT) == home_selectors.MonthNow([], None, 0)


def test_of_a_month_with_very_many_receipts_nothing_is_counted_here(home, service_manager, technician, monkeypatch):
    monkeypatch.setattr(home_selectors, "LIVE_MOST", 2)
    told = {"month": OCTOBER, "key": ("T1", "S-V3", "S2", ""), "text": "客户写错了", "by": technician}
    objection_add(**told, now=CLOSED_AT)
    page = home(service_manager)
    assert "The page of the month counts what is to be decided." in page
    assert "Objections to answer: 1" in page
    assert "Close the month" not in page


@pytest.mark.parametrize("role", ["technician", "service_manager", "company_manager", "finance"])
def test_more_people_and_receipts_take_no_more_queries(cast, role, make_staff, make_visit):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            month_now(cast[role], now=CLOSED_AT)
        return len(found)

    cast[role].may("file_visit")  # what a person may is read once a request
    before = queries()
    for place in range(6):
        person = make_staff(f"T9{place}", "新人", roles={"technician"})
        for who in (person, cast["technician"]):
            make_visit(who, f"S9{who.pk}{place}", at(12 + place), verdict="dissatisfied", revenue=Decimal(20))
    assert queries() == before
