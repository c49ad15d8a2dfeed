"""The sweep: what has come due happens, once, in bounded transactions, however many sweep at once (D11)."""

from datetime import datetime

from django.db import transaction

from deadlines.models import Deadline
from deadlines.writing import happen
from notices.services import gather

BATCH = 200


def sweep(*, now: datetime, telling: bool = True) -> int:
    """Carries out every stage whose time has come; gives how many deadlines it touched.

    Two that sweep at once share the work: each steps over what the other holds. What is caught up after an outage keeps
    its true time. When nothing is left, what people are told leaves for their channels: not earlier, so that an outage
    ends with one digest for each of them.
    """
    touched = 0
    while batch := _sweep_some(now):
        touched += batch
    if telling and not Deadline.objects.due_now(now).exists():
        gather(now=now)
    return touched


@transaction.atomic
def _sweep_some(now: datetime) -> int:
    rows = list(Deadline.objects.due_now(now).select_for_update(skip_locked=True, no_key=True)[:BATCH])
    happen(rows, until=now, now=now)
    return len(rows)
