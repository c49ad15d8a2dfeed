"""S9 across a closing (S7): goods that turn late once the month is closed give back what was charged for dragging."""

from datetime import timedelta

import pytest

from settlement.services import month_close
from tests.settlement.facts import CLOSED_AT, LATER, OCTOBER, at


@pytest.fixture
def dragged(technician, customer, enter):
    """dragged(received): goods that came in then and went nowhere; their holder is charged on 30 October."""
    from returns.models import ReturnedItem

    def make(received):
        item = ReturnedItem.objects.create(
            item_no="F1", customer=customer, product="主板", category="board", condition="faulty",
            received_at=received, received_by=technician,
        )  # fmt: skip
        return enter("S-R6", technician, day=30, item=item)

    return make


@pytest.fixture
def close(technician, decide, company_manager):
    """Decides on October and closes it, two hours apart: nothing of October is touched from then on."""

    def make():
        decide(technician, now=CLOSED_AT - timedelta(hours=2))
        month_close(month=OCTOBER, by=company_manager, now=CLOSED_AT)

    return make


def told(sheet) -> list[tuple]:
    return [(line.rule.value, line.source, line.of, f"{line.amount:.2f}") for line in sheet.lines]


def test_s9_lateness_after_the_closing_covers_what_was_charged_before_it(technician, dragged, close, sheet):
    incident = dragged(at(25))
    close()
    assert told(sheet(technician, OCTOBER, LATER)) == [("S-R6", incident.incident_no, "", "-10.00")]
    assert told(sheet(technician, OCTOBER.following, LATER)) == [
        ("S-R6", incident.incident_no, "2026-10", "10.00"),
        ("S-R4", "F1", "", "-10.00"),
        ("S-R4", "F1", "", "-10.00"),
    ]


def test_s9_before_the_limit_has_passed_nothing_is_given_back(technician, dragged, close, sheet):
    dragged(at(25))
    close()
    assert sheet(technician, OCTOBER.following, at(4, 12, month=11)) is None
