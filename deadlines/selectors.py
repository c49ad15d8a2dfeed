"""Reading deadlines: the boards, the page that explains one date, those of a thing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from deadlines.facts import facts_of
from deadlines.kinds import EVERYBODYS_SEEN_WITH, KINDS, SEEN_WITH
from deadlines.models import Deadline, Mark, Pause
from deadlines.policies import SOON, Stage, Standing, State, standing
from deadlines.policies.times import skipped_days
from notices.models import Notice
from records.models import Entry
from rulebook.holidays import holiday_of
from rulebook.labels import HOLIDAY_LABELS, WEEKDAYS, shown
from rulebook.models import CalendarDay
from servicedesk.clock import day_end, local_date
from staff.models import User

ROWS = 100  # of each part of the board
BOUND = 1000  # counts are exact up to here


@dataclass(frozen=True)
class Filters:
    """What the board is narrowed to; empty is everything. `person` is a staff number, or "me"."""

    person: str = ""
    kind: str = ""
    tier: str = ""


@dataclass(frozen=True)
class Row:
    """A deadline as lists show it."""

    deadline: Deadline
    standing: Standing
    left: timedelta

    @property
    def late(self) -> timedelta | None:
        """By how much it is missed."""
        return -self.left if self.standing == Standing.MISSED else None


@dataclass(frozen=True)
class Part:
    """One part of the board: its rows, how many there are, and whether there are more than are counted."""

    standing: Standing
    rows: list[Row]
    count: int
    more: bool


def kinds_seen_by(user) -> list[str]:
    """The codes of the kinds whose things this person may see, in the order of the table."""
    return [code for code, kind in KINDS.items() if user.may(SEEN_WITH[kind.subject])]


def seen_by(user):
    """The deadlines that this person may see: of a technician's visits their own and nobody else's."""
    seen = kinds_seen_by(user)
    hidden = {subject for subject, action in EVERYBODYS_SEEN_WITH.items() if not user.may(action)}
    return Deadline.objects.filter(~Q(subject__in=hidden) | Q(owner=user), kind__in=seen)


def rows_of(deadlines: Collection[Deadline], *, now: datetime) -> list[Row]:
    """The deadlines as rows, in the order given."""
    end = day_end(local_date(now))
    return [
        Row(each, standing(state=each.state, due=each.due_at, end_of_today=end, now=now), each.due_at - now)
        for each in deadlines
    ]


def board(user, *, filters: Filters, now: datetime) -> list[Part]:
    """What is missed, about to be missed, due later today, and what waits for the customer, each the earliest first."""
    found = _narrowed(user, filters)
    end = day_end(local_date(now))
    running = ~Q(state=State.PAUSED.value)
    parts = {
        Standing.MISSED: found.filter(running, due_at__lt=now),
        Standing.SOON: found.filter(running, due_at__gte=now, due_at__lte=now + SOON),
        Standing.TODAY: found.filter(running, due_at__gt=now + SOON, due_at__lte=end),
        Standing.PAUSED: found.filter(~running),
    }
    return [_part(which, rows, now) for which, rows in parts.items()]


def _narrowed(user, filters: Filters):
    found = seen_by(user).unfinished()
    if filters.kind in KINDS:
        found = found.filter(kind=filters.kind)
    if filters.person == "me":
        found = found.filter(Q(owner=user) | Q(role__in=sorted(user.roles)))
    elif filters.person:
        found = found.filter(owner__staff_no=filters.person)
    if filters.tier:
        found = found.filter(customer__tier=filters.tier)
    return found.select_related("customer", "owner").order_by("due_at", "pk")


def _part(which: Standing, found, now: datetime) -> Part:
    count = found[: BOUND + 1].count()
    return Part(which, rows_of(found[:ROWS], now=now), min(count, BOUND), count > BOUND)


def people_with_deadlines() -> list[User]:
    """Who has something to do by a date, by number."""
    held = Deadline.objects.unfinished().filter(owner__isnull=False).order_by().values("owner").distinct()
    return list(User.objects.filter(pk__in=held).by_number())


def deadlines_of(subject: str, subject_id: int, *, now: datetime) -> list[Row]:
    """Every deadline of a thing, for its own page: the unfinished first, the earliest due at the front."""
    rows = sorted(Deadline.objects.of(subject, subject_id), key=lambda row: (row.ended_at is not None, row.due_at))
    return rows_of(rows, now=now)


def next_of(subject: str, subject_ids: Collection[int], *, now: datetime) -> dict[int, Row]:
    """What is due next of each of these things, by the thing's id; of those without anything, nothing."""
    found = Deadline.objects.unfinished().of(subject, *subject_ids)
    return {row.deadline.subject_id: row for row in reversed(rows_of(found, now=now))}


def mine(user, *, now: datetime, limit: int = 5) -> list[Row]:
    """What this person has to see to next, missed ones first."""
    found = _narrowed(user, Filters(person="me")).filter(~Q(state=State.PAUSED.value))
    return rows_of(found.filter(due_at__lte=day_end(local_date(now) + timedelta(days=1)))[:limit], now=now)


def done_since(notices: Iterable[Notice]) -> set[int]:
    """The ids of those notices whose deadline has ended since they were told."""
    about = {notice.pk: notice.data["deadline"] for notice in notices if "deadline" in notice.data}
    if not about:
        return set()
    ended = set(Deadline.objects.filter(pk__in=about.values(), ended_at__isnull=False).values_list("pk", flat=True))
    return {notice for notice, deadline in about.items() if deadline in ended}


# Explain this date


@dataclass(frozen=True)
class StageTold:
    """A stage on the way: when it comes or came, and when the desk carried it out; None while it is ahead."""

    stage: str
    at: datetime
    done_at: datetime | None


@dataclass(frozen=True)
class Explanation:
    """How a due time came about."""

    row: Row
    number_key: str
    number: str
    pauses: list[Pause]
    waited: timedelta
    skipped: list[tuple[date, object]]
    stages: list[StageTold]
    history: list[Entry]


def explain(deadline: Deadline, *, now: datetime) -> Explanation:
    """Start, counted hours or days, pauses, skipped days, rule and version of the numbers; and what has happened."""
    (facts,) = facts_of([deadline], waits=True)
    span = deadline.meta.span
    key = span.key_for(deadline.tier)
    pauses = list(deadline.pauses.select_related("began_by").order_by("began_at"))
    entries = Entry.objects.of(deadline.subject, deadline.subject_id).filter(code__startswith="deadline.")
    return Explanation(
        row=rows_of([deadline], now=now)[0],
        number_key=key,
        number=shown(key, getattr(facts.terms, key)),
        pauses=pauses,
        waited=sum(((pause.ended_at or now) - pause.began_at for pause in pauses), timedelta()),
        skipped=_why_skipped(skipped_days(span, facts, deadline.due_at)),
        stages=_stages(deadline),
        history=[each for each in entries.select_related("by") if each.data.get("deadline") == deadline.pk],
    )


def _stages(deadline: Deadline) -> list[StageTold]:
    done = {mark.stage: mark for mark in Mark.objects.filter(deadline=deadline)}
    told = [StageTold(mark.stage, mark.at, mark.done_at) for mark in done.values()]
    told += [StageTold(each.stage.value, each.at, None) for each in deadline.planned if each.stage not in done]
    return sorted(told, key=lambda each: (each.at, list(Stage).index(each.stage)))


def _why_skipped(days: list[date]) -> list[tuple[date, object]]:
    """Each day that did not count with its reason: the shop's own mark, the holiday, or the weekday."""
    marked = dict(CalendarDay.objects.filter(day__in=days, is_working=False).values_list("day", "note"))
    return [(day, marked.get(day) or _holiday(day) or (WEEKDAYS[day.weekday()][1])) for day in days]


def _holiday(day: date) -> object:
    holiday = holiday_of(day)
    return HOLIDAY_LABELS.get(holiday.value) if holiday else None
