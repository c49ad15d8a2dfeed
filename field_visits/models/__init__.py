"""Visits with their receipts, and spare units with their loans."""

from field_visits.models.spares import Loan, SpareUnit
from field_visits.models.visits import NOTED, CalendarLink, ReceiptVersion, Visit, VisitQuerySet, WordLink, new_token

__all__ = [
    "NOTED",
    "CalendarLink",
    "Loan",
    "ReceiptVersion",
    "SpareUnit",
    "Visit",
    "VisitQuerySet",
    "WordLink",
    "new_token",
]
