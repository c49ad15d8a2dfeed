"""Receipts as they lie in the desk once they are filed."""

from datetime import timedelta

from field_visits.models import Visit
from records.services import record


def filed_receipt(technician, customer, number: str, left, *, entered_at=None, **fields) -> Visit:
    """A filed, complete receipt of a satisfied customer, with its entry in the history."""
    plain = {
        "state": "filed", "filed_at": left, "is_history": True, "customer": customer, "contact": "周",
        "address": "学院路1", "machine_count": 1, "site_kind": "office_single", "domain": "hardware",
        "fault": "不开机", "work_done": "换电源", "result": "solved", "verdict": "satisfied", "signed": True,
        "shoe_covers": "na", "arrived_at": left - timedelta(minutes=30), "left_at": left,
    }  # fmt: skip
    visit = Visit.objects.create(receipt_no=number, technician=technician, **{**plain, **fields})
    record(subject="visit", subject_id=visit.pk, code="visit.imported", at=entered_at or left)
    return visit
