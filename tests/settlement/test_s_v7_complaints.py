"""S-V7, D9: an upheld complaint is charged by itself, and covers the verdict on the same visit (S9)."""

import pytest

from complaints.models import Complaint
from settlement.line_selectors import proposer_of
from tests.settlement.facts import OCTOBER, at, told


@pytest.fixture
def complaint(customer, technician, service_manager):
    """complaint("upheld", visit=…, day=12) -> a complaint about T1 that was decided on that day."""

    def make(state, day=12, month=10, **fields):
        moment = at(day, month=month)
        decided = {} if state == "open" else {
            "checked_at": moment, "justified": state == "upheld", "finding": "属实", "solution": "上门道歉",
            "decided_at": moment, "decided_by": service_manager, "reason": "属实", "told_channel": "phone",
        }  # fmt: skip
        plain = {"complaint_no": "TS1", "customer": customer, "concerns": technician, "channel": "phone"}
        return Complaint.objects.create(
            **{**plain, "what": "态度不好", "state": state, "logged_at": moment, **decided, **fields}
        )

    return make


def test_an_upheld_complaint_is_charged_on_the_day_it_was_decided(complaint, technician, sheet, service_manager):
    complaint("upheld")
    found = sheet(technician)
    assert told(found) == [("S-V7", "TS1", 12, "-50.00")]
    assert proposer_of(found.lines[0]) == service_manager.staff_no


@pytest.mark.parametrize("state", ["open", "rejected"])
def test_others_are_not(complaint, technician, sheet, state):
    complaint(state)
    assert sheet(technician) is None


def test_it_covers_the_verdict_on_its_visit_whatever_month_it_is_decided_in(complaint, technician, make_visit, sheet):
    visit = make_visit(technician, "S1", at(8), verdict="dissatisfied")
    complaint("upheld", day=3, month=11, visit=visit)
    assert told(sheet(technician)) == []
    assert [each.by.source for each in sheet(technician).covered] == ["TS1"]
    assert told(sheet(technician, OCTOBER.following)) == [("S-V7", "TS1", 3, "-50.00")]


def test_one_that_is_about_nobody_charges_nobody(complaint, technician, sheet):
    complaint("upheld", concerns=None)
    assert sheet(technician) is None
