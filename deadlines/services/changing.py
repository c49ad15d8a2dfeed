"""Facts change, and the due time with them: the tier, the start, the working-day calendar (D10)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from deadlines.facts import facts_of
from deadlines.kinds import KINDS
from deadlines.models import Deadline
from deadlines.policies import State
from deadlines.policies.plans import Told
from deadlines.services.ending import held
from deadlines.writing import People, entry_of, happen, news_of, stages_done, work_out
from notices.services import tell
from records.services import record_many
from servicedesk.clock import day_end, day_start

RUNS = (State.RUNNING.value, State.PAUSED.value)
BY_TIER = frozenset(code for code, kind in KINDS.items() if "{tier}" in kind.span.key)
BY_CALENDAR = frozenset(code for code, kind in KINDS.items() if kind.works_by_calendar)


@dataclass(frozen=True)
class Moved:
    """A deadline whose due time is another one now."""

    row: Deadline
    old: datetime


def _on_their_way(rows: Iterable[Deadline], now: datetime) -> list[Deadline]:
    """Those of the held rows that new facts can move. What has come due already happens first, with its true time:
    whether a sweep came by in between changes nothing."""
    rows = list(rows)
    happen(rows, until=now, now=now)
    return [row for row in rows if row.state in RUNS]


def _work_out_again(rows: Sequence[Deadline]) -> list[Moved]:
    """Works every held row out anew and writes those that moved. A stage that has happened does not happen again."""
    done, moved = stages_done(rows), []
    for row, facts in zip(rows, facts_of(rows, waits=True), strict=True):
        old = row.due_at
        work_out(row, facts, done=done.get(row.pk, ()))
        if row.due_at != old:
            moved.append(Moved(row, old))
    Deadline.objects.bulk_update(rows, ["tier", "started_at", "due_at", "plan", "next_at"])
    return moved


def follow_tier(customer, by, now: datetime):
    """The customer's tier changed: what is counted by tier is worked out anew. Part of the transaction that changes the
    tier."""
    rows = Deadline.objects.filter(customer=customer, state__in=RUNS, kind__in=BY_TIER)
    rows = _on_their_way(rows.select_for_update(no_key=True).order_by("pk"), now)
    for row in rows:
        row.tier = customer.tier
    record_many(
        entry_of(moved.row, "moved_by_tier", at=now, by=by, old=moved.old.isoformat(), tier=customer.tier)
        for moved in _work_out_again(rows)
    )


@transaction.atomic
def deadlines_move(
    *, subject: str, subject_id: int, kinds: Collection[str], start: datetime, by, now: datetime, cause: str
) -> list[Deadline]:
    """A deadline is counted from another instant now: an appointment was moved, goods are expected later. Gives those
    that are; none where all are over."""
    rows = _on_their_way(held(subject, [subject_id], kinds), now)
    for row in rows:
        row.started_at = start
    record_many(
        entry_of(moved.row, "moved_by_facts", at=now, by=by, old=moved.old.isoformat(), cause=cause)
        for moved in _work_out_again(rows)
    )
    return rows


@transaction.atomic
def deadlines_revive(*, subject: str, subject_id: int, kinds: Collection[str], by, now: datetime, cause: str):
    """What was cancelled for `cause` holds again, counted from its own start as if it had never stopped. A stage that
    has happened does not happen again; what came due meanwhile comes with the next sweep, with its true time."""
    ended = Deadline.objects.filter(subject=subject, subject_id=subject_id, kind__in=kinds, cause=cause)
    ended = ended.filter(state__in=[State.CANCELLED.value, State.MISSED.value], ended_at__isnull=False)
    rows = list(ended.select_for_update(no_key=True).order_by("pk"))
    done = stages_done(rows)
    for row, facts in zip(rows, facts_of(rows, waits=True), strict=True):
        if row.state == State.CANCELLED:
            row.state = State.RUNNING.value
        row.ended_at, row.cause = None, ""
        work_out(row, facts, done=done.get(row.pk, ()))
    Deadline.objects.bulk_update(rows, ["state", "ended_at", "cause", "due_at", "plan", "next_at"])
    record_many(entry_of(row, "revived", at=now, by=by) for row in rows)


@transaction.atomic
def replan_span(first: date, last: date, by, now: datetime) -> list[tuple[str, str, str, str]]:
    """Days of the working-day calendar changed: works out anew the deadlines counted in working days whose span crosses
    these days, and no others. Tells who has them; gives (number, rule, old, new) of what moved."""
    crossing = Deadline.objects.filter(
        kind__in=BY_CALENDAR, state__in=RUNS, started_at__lte=day_end(last), due_at__gte=day_start(first)
    )
    moved = _work_out_again(_on_their_way(crossing.select_for_update(no_key=True).order_by("pk"), now))
    record_many(entry_of(each.row, "moved_by_calendar", at=now, by=by, old=each.old.isoformat()) for each in moved)
    people = People([(each.row, None) for each in moved], now) if moved else None
    tell(
        (
            news_of(
                each.row, "notice.moved", person,
                key=f"{each.row.pk}:moved:{int(now.timestamp())}", at=now, old=each.old.isoformat(),
            )
            for each in moved
            for person in sorted(people.told(each.row, (Told.OWNER,)))
        ),
        now=now,
    )  # fmt: skip
    return [(each.row.number, each.row.meta.rule, each.old.isoformat(), each.row.due_at.isoformat()) for each in moved]
