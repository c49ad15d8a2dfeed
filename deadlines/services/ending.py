"""What a deadline asked for has been done, explained, or does not hold any more (D10)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from deadlines.facts import facts_of
from deadlines.models import Deadline, Pause
from deadlines.policies import State
from deadlines.writing import entry_of, happen, notice_keys, stages_done, work_out
from notices.services import causes_read
from records.services import record_many


def held(subject: str, subject_ids: Collection[int], kinds: Collection[str] = ()) -> list[Deadline]:
    """The unfinished deadlines of these things, held until the transaction ends, in the order of their ids."""
    rows = Deadline.objects.unfinished().filter(subject=subject, subject_id__in=subject_ids)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return list(rows.select_for_update(no_key=True).order_by("pk"))


@transaction.atomic
def deadlines_meet(
    *, subject: str, subject_id: int, kinds: Collection[str], by, now: datetime, at: datetime | None = None
) -> list[Deadline]:
    """It was done, at `at` (now, unless a signal came late). In time: met. Later: the miss happens first if nothing had
    marked it yet, and stays; what is left is that it is done. While we wait for the customer nothing is late.

    A miss that was marked although it had been done in time, as told only now, becomes met; the mark stays in the
    history.
    """
    at = at or now
    rows = held(subject, [subject_id], kinds)
    late, waiting = _late(rows, at), _waiting(rows)
    happen([row for row in late if row.next_at], until=at, now=now)
    for row in rows:
        if row not in late:
            row.state = State.MET.value
        row.ended_at, row.next_at = at, None
    _finish(rows, waiting, by, now)
    record_many(entry_of(row, "met_late", at=at, by=by) for row in late)
    return rows


@transaction.atomic
def deadlines_explain(
    *,
    subject: str,
    subject_id: int,
    kinds: Collection[str],
    by,
    now: datetime,
    cause: str,
    estimate: date | None = None,
) -> list[Deadline]:
    """The customer was told why it takes longer and roughly how long, and it is reported. Before the due time that
    settles it; what is missed already stays so, with the date that was named."""
    rows = held(subject, [subject_id], kinds)
    late, waiting = _late(rows, now), _waiting(rows)
    happen([row for row in late if row.next_at], until=now, now=now)
    explained = [row for row in rows if row not in late]
    for row in rows:
        row.estimate = estimate
    for row in explained:
        row.state, row.ended_at, row.next_at, row.cause = State.EXPLAINED.value, now, None, cause[:300]
    _finish(rows, waiting, by, now)
    told = estimate.isoformat() if estimate else ""
    record_many(entry_of(row, "explained", at=now, by=by, cause=row.cause, estimate=told) for row in explained)
    return rows


@transaction.atomic
def deadlines_cancel(
    *, subject: str, subject_id: int, by, now: datetime, cause: str, kinds: Collection[str] = ()
) -> list[Deadline]:
    """What the deadline was for does not hold any more, with the cause. A missed one stays missed, and is finished."""
    rows = held(subject, [subject_id], kinds)
    waiting = _waiting(rows)
    happen([row for row in rows if row.next_at and now > row.due_at], until=now, now=now)
    for row in rows:
        if row.state != State.MISSED:
            row.state = State.CANCELLED.value
        row.ended_at, row.next_at, row.cause = now, None, cause[:300]
    _finish(rows, waiting, by, now)
    record_many(entry_of(row, "cancelled", at=now, by=by, cause=row.cause) for row in rows)
    return rows


def _late(rows: list[Deadline], at: datetime) -> list[Deadline]:
    """What was over at that instant. What waits for the customer is not: its due time moves on by what is waited."""
    return [row for row in rows if row.state != State.PAUSED and at > row.due_at]


def _waiting(rows: list[Deadline]) -> list[Deadline]:
    return [row for row in rows if row.state == State.PAUSED]


def _finish(rows: list[Deadline], waiting: list[Deadline], by, now: datetime):
    """Writes how the rows ended; `waiting` are those of them that waited for the customer until now."""
    _waits_end([row for row in waiting if row.ended_at], by, now)
    Deadline.objects.bulk_update(rows, ["state", "ended_at", "due_at", "plan", "next_at", "cause", "estimate"])
    ended = [row for row in rows if row.ended_at]
    # Who has done it, and whose it was, need not be told of it any more.
    people = {row.owner_id for row in ended} | {by.pk if by else None}
    causes_read(people=people - {None}, keys=[key for row in ended for key in notice_keys(row)], now=now)


def _waits_end(rows: list[Deadline], by, now: datetime):
    """The wait ends with the deadline; what was waited is added, so that the date can be explained afterwards."""
    if not rows:
        return
    Pause.objects.filter(deadline__in=[row.pk for row in rows], ended_at__isnull=True).update(ended_at=now, ended_by=by)
    done = stages_done(rows)
    for row, facts in zip(rows, facts_of(rows, waits=True), strict=True):
        work_out(row, facts, done=done.get(row.pk, ()))
