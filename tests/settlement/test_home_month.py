"""The month on the home page: a technician's own, a manager's open month, what finance signs."""

from datetime import date
from decimal import Decimal

import pytest

from settlement.home_selectors import month_now
from settlement.models import Incident
from settlement.services import month_close, objection_add, revenue_add
from tests.settlement.facts import CLOSED_AT, OCTOBER, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]


@pytest.fixture
def close(technician, other_technician, decide):
    def make(by):
        for person in (technician, other_technician):
            decide(person, now=CLOSED_AT)
        month_close(month=OCTOBER, by=by, now=CLOSED_AT)

    return make


def test_a_technician_sees_what_there_is_what_is_unpaid_and_what_is_proposed(home, technician, other_technician):
    page = home(technician, at(20))
    for text in ("2026-10", "−44.00", "the customer was dissatisfied 1", "−50.00", "Look at what is proposed"):
        assert text in page
    assert "S-R5" not in page  # of the other one
    assert "Decide on what is proposed" not in page
    assert "S-V3" not in home(other_technician, at(20))


def test_a_month_that_is_over_stays_there_until_it_is_closed(technician, company_manager, close):
    close(company_manager)
    for moment, months in ((CLOSED_AT, ["2026-11"]), (at(3, month=12), ["2026-11", "2026-12"])):
        assert [str(each.month) for each in month_now(technician, now=moment).own] == months


def test_a_manager_is_told_what_to_do_next_until_the_month_is_closed(
    home, technician, service_manager, company_manager, close
):
    for person in (service_manager, company_manager):
        page = home(person)
        for text in ("2026-10 is over and still open.", "Deductions to decide on: 2", "Decide on what is proposed"):
            assert text in page
    told = {"month": OCTOBER, "key": ("T1", "S-V3", "S2", ""), "text": "客户写错了", "by": technician}
    objection = objection_add(**told, now=CLOSED_AT)
    page = home(service_manager)
    assert "Objections to answer: 1" in page
    assert "Answer objections" in page
    objection.delete()
    close(company_manager)
    page = home(service_manager)
    assert "2026-11" in page
    assert "is over and still open" not in page
    assert "Look at the month" in page


def test_r2_what_the_service_manager_does_not_close_is_the_company_managers_alone(
    home, service_manager, company_manager, enter, close
):
    enter("S-R5", service_manager, by=company_manager)
    close(service_manager)
    assert "2026-10" not in home(service_manager)
    page = home(company_manager)
    assert "2026-10 is over and still open." in page
    assert "Deductions to decide on: 1" in page


def test_r2_who_proposed_a_line_is_not_asked_to_answer_the_objection(
    home, other_technician, service_manager, company_manager
):
    incident = Incident.objects.get()
    key = ("T2", "S-R5", incident.incident_no, "")
    objection_add(month=OCTOBER, key=key, text="单据补过", by=other_technician, now=CLOSED_AT)
    assert "Answer objections" in home(company_manager)
    page = home(service_manager)  # who entered it
    assert "Objections to answer: 1" in page
    assert "Answer objections" not in page
    assert "Decide on what is proposed" in page


def test_a_month_with_everything_decided_is_to_be_closed(home, technician, other_technician, service_manager, decide):
    for person in (technician, other_technician):
        decide(person, now=CLOSED_AT)
    assert "Close the month" in home(service_manager)


def test_s5_finance_has_the_money_to_sign_for_and_managers_see_that_it_waits(
    home, finance, service_manager, technician, make_visit
):
    told = {"on": date(2026, 10, 9), "amount": Decimal(80), "note": ""}
    for person in (technician, finance):  # nobody signs for their own
        revenue_add(person=person, by=person, now=at(9), **told)
    make_visit(technician, "S8", at(12), revenue=Decimal(50))
    page = home(finance)
    assert "<strong>1</strong>sums made at the station to sign for" in page
    assert "<strong>1</strong>receipts with money to sign for" in page
    page = home(service_manager)
    assert "finance has not signed for: 2" in page
    assert "Receipts whose money is not handed in: 1" in page
