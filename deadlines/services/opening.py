"""A deadline begins, and changes hands with its thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Max

from deadlines.facts import facts_of
from deadlines.kinds import KINDS
from deadlines.models import Deadline
from deadlines.writing import GIVEN, entry_of, news_of, notice_key, work_out
from notices.services import tell
from records.services import record_many
from rulebook.selectors import terms_version
from servicedesk.clock import local_date

BATCH = 1000
HOLD = "UPDATE deadlines_deadline SET owner_id = %s WHERE subject = %s AND subject_id = %s AND ended_at IS NULL"


@dataclass(frozen=True)
class New:
    """What a deadline begins with. `start` is the event it is counted from; `role` is for what waits for no one by
    name."""

    kind: str
    subject_id: int
    number: str
    start: datetime
    customer_id: int | None = None
    owner_id: int | None = None
    role: str = ""
    tier: str = ""


def deadlines_open(news: Sequence[New], *, by, now: datetime, imported: bool = False) -> list[Deadline]:
    """Begins a round of each, in the transaction of what happened. A thing that had a round of the kind before gets the
    next one, and its history says so.

    Of `imported` history only what is still ahead begins, and nobody is warned of what lies behind.
    """
    rows = [_row(new) for new in news]
    versions = {day: terms_version(day) for day in {local_date(row.started_at) for row in rows}}
    rounds = {} if imported else _rounds(rows)
    for row, facts in zip(rows, facts_of(rows), strict=True):
        row.cycle = rounds.get((row.subject, row.subject_id, row.kind), 0) + 1
        row.terms_version = versions[local_date(row.started_at)]
        work_out(row, facts, after=now if imported else None)
    if imported:
        rows = [row for row in rows if row.due_at >= now]
    Deadline.objects.bulk_create(rows, batch_size=BATCH)
    record_many(entry_of(row, "again", at=now, by=by) for row in rows if row.cycle > 1)
    return rows


def _row(new: New) -> Deadline:
    return Deadline(
        kind=new.kind,
        subject=KINDS[new.kind].subject,
        subject_id=new.subject_id,
        number=new.number,
        customer_id=new.customer_id,
        owner_id=new.owner_id,
        role=new.role,
        tier=new.tier,
        started_at=new.start,
    )


def _rounds(rows: Sequence[Deadline]) -> dict[tuple, int]:
    """How many rounds each thing has had of its kind."""
    found: dict[tuple, int] = {}
    for subject in {row.subject for row in rows}:
        ids = {row.subject_id for row in rows if row.subject == subject}
        known = Deadline.objects.filter(subject=subject, subject_id__in=ids).order_by()
        for subject_id, kind, last in known.values_list("subject_id", "kind").annotate(last=Max("cycle")):
            found[subject, subject_id, kind] = last
    return found


def owner_tell(*, subject: str, subject_id: int, by, now: datetime):
    """Tells whoever has the thing what is due next of it, each person once, in the transaction that gave it to them;
    nobody is told of what they took on themself."""
    row = Deadline.objects.unfinished().of(subject, subject_id).first()
    if row is None or row.owner_id in (None, by.pk if by else None):
        return
    tell([news_of(row, "notice.given", row.owner_id, key=notice_key(row, GIVEN), at=now)], now=now)


def deadlines_hold(*, subject: str, subject_ids: Sequence[int], owner_id: int | None):
    """The things have passed into somebody's hands: what is still to be done of them is theirs."""
    with connection.cursor() as cursor:  # "take the next" waits for this, so it is said in plain SQL
        cursor.executemany(HOLD, [(owner_id, subject, subject_id) for subject_id in subject_ids])
