"""S7: what is found after a month was closed becomes a line of the first open month, marked with its own month."""

from datetime import datetime
from decimal import Decimal

import pytest

from servicedesk.clock import from_local
from settlement.models import ClosedSheet
from settlement.policies import Month
from settlement.services import incident_withdraw, month_close
from tests.settlement.facts import CLOSED_AT, LATER, OCTOBER, at

NOVEMBER, DECEMBER = OCTOBER.following, OCTOBER.following.following


@pytest.fixture
def closed(october, technician, other_technician, decide, company_manager):
    for person in (technician, other_technician):
        decide(person, now=CLOSED_AT)
    month_close(month=OCTOBER, by=company_manager, now=CLOSED_AT)


def carried(sheet) -> list[tuple]:
    if sheet is None:
        return []
    return [(line.rule.value, line.source, line.of, f"{line.amount:.2f}") for line in sheet.lines if line.of]


@pytest.mark.usefixtures("closed")
def test_nothing_found_nothing_carried(technician, sheet):
    assert sheet(technician, NOVEMBER, LATER) is None


@pytest.mark.usefixtures("closed")
def test_a_late_receipt_is_paid_in_the_next_month_and_october_stays(technician, make_visit, sheet):
    before = sheet(technician, OCTOBER, LATER)
    make_visit(technician, "S7", at(20), fare_out=Decimal(3), entered_at=LATER)
    assert sheet(technician, OCTOBER, LATER) == before
    assert carried(sheet(technician, NOVEMBER, LATER)) == [
        ("S1", "S7", "2026-10", "3.00"), ("S2", "S7", "2026-10", "2.00"),
    ]  # fmt: skip
    assert carried(sheet(technician, DECEMBER, LATER)) == []


@pytest.mark.usefixtures("closed")
def test_an_incident_taken_back_gives_its_amount_back(other_technician, service_manager, sheet):
    from settlement.models import Incident

    incident = Incident.objects.get()
    incident_withdraw(incident_id=incident.pk, reason="弄错了", by=service_manager, now=LATER)
    assert carried(sheet(other_technician, NOVEMBER, LATER)) == [("S-R5", incident.incident_no, "2026-10", "5.00")]


@pytest.mark.usefixtures("closed")
def test_a_receipt_found_falsified_loses_what_it_earned(technician, service_manager, enter, sheet):
    from field_visits.models import Visit

    enter("S-V6", technician, day=15, month=11, visit=Visit.objects.get(receipt_no="S1"))
    assert carried(sheet(technician, NOVEMBER, LATER)) == [
        ("S1", "S1", "2026-10", "-4.00"), ("S2", "S1", "2026-10", "-2.00"),
    ]  # fmt: skip


@pytest.mark.usefixtures("closed")
def test_once_carried_it_is_not_carried_again(technician, make_visit, company_manager, sheet):
    make_visit(technician, "S7", at(20), fare_out=Decimal(3), entered_at=LATER)
    end = at(3, 12, month=12)
    month_close(month=NOVEMBER, by=company_manager, now=end)
    assert ClosedSheet.objects.get(person=technician, month=NOVEMBER.first).total == Decimal(5)
    assert carried(sheet(technician, DECEMBER, end)) == []


@pytest.mark.usefixtures("closed")
def test_a_late_deduction_is_decided_on_in_its_new_month(technician, make_visit, decide, company_manager, sheet):
    make_visit(technician, "S7", at(20), verdict="dissatisfied", entered_at=LATER)
    assert carried(sheet(technician, NOVEMBER, LATER)) == [("S-V3", "S7", "2026-10", "-50.00")]
    decide(technician, "waived", month=NOVEMBER, now=LATER)
    assert carried(sheet(technician, NOVEMBER, LATER)) == []


def test_worked_example_5_closed_in_between(technician, customer, company_manager, decide, sheet):
    from returns.models import ReturnedItem

    ReturnedItem.objects.create(
        item_no="F1", customer=customer, product="主板", category="board", condition="faulty",
        received_at=from_local(datetime(2026, 10, 1, 9, 0)), received_by=technician,
    )  # fmt: skip
    middle = at(15)
    decide(technician, now=middle)
    month_close(month=OCTOBER, by=company_manager, now=middle)
    assert sheet(technician, OCTOBER, LATER).total == Decimal(-10)
    assert carried(sheet(technician, NOVEMBER, LATER)) == [("S-R4", "F1", "2026-10", "-10.00")]


@pytest.mark.usefixtures("closed")
def test_the_month_before_the_first_closing_carries_nothing(technician, make_visit, sheet):
    make_visit(technician, "S7", at(20, month=9), fare_out=Decimal(3), entered_at=LATER)
    assert carried(sheet(technician, NOVEMBER, LATER)) == []
    assert sheet(technician, Month(2026, 9), LATER).total == Decimal(5)
