"""S8 across a closing (S7): what the open month waives no longer counts in the closed one that it reached into."""

from decimal import Decimal

import pytest

from settlement.services import month_close
from tests.settlement.facts import CLOSED_AT, LATER, OCTOBER, at

NOVEMBER = OCTOBER.following


@pytest.fixture
def close(company_manager):
    """Closes October: nothing of October is touched from then on."""

    def make():
        month_close(month=OCTOBER, by=company_manager, now=CLOSED_AT)

    return make


def told(sheet) -> list[tuple]:
    return [(line.rule.value, line.source, line.of, f"{line.amount:.2f}") for line in sheet.lines]


def test_s9_a_complaint_waived_after_the_closing_covers_the_verdict_no_more(
    technician, make_visit, enter, decide, close, sheet
):
    visit = make_visit(technician, "S1", at(20), verdict="dissatisfied")
    make_visit(technician, "S2", at(21))
    incident = enter("S-V7", technician, day=1, month=11, visit=visit)
    close()
    assert [line.rule.value for line in sheet(technician, OCTOBER, LATER).lines] == ["S2"]
    assert told(sheet(technician, NOVEMBER, LATER)) == [("S-V7", incident.incident_no, "", "-50.00")]
    decide(technician, "waived", month=NOVEMBER, now=LATER)
    assert told(sheet(technician, NOVEMBER, LATER)) == [("S-V3", "S1", "2026-10", "-50.00")]


def test_a_receipt_is_one_again_where_its_falsehood_is_waived_after_the_closing(
    technician, make_visit, enter, decide, close, sheet
):
    visit = make_visit(technician, "S1", at(20), fare_out=Decimal(4))
    enter("S-V6", technician, day=1, month=11, visit=visit)
    close()
    assert sheet(technician, OCTOBER, LATER).lines == ()
    decide(technician, "waived", month=NOVEMBER, now=LATER)
    assert told(sheet(technician, NOVEMBER, LATER)) == [
        ("S1", "S1", "2026-10", "4.00"),
        ("S2", "S1", "2026-10", "2.00"),
    ]
