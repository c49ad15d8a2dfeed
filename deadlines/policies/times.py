"""When something is due: clock hours, days that end at 23:59:59, working days, and pauses in between. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from rulebook.policies import SPECS, Calendar, Terms, Unit
from servicedesk.clock import day_end, from_local, local_date

CLOCK_UNITS = {Unit.HOURS: timedelta(hours=1), Unit.MINUTES: timedelta(minutes=1)}
MORNING = time(9, 0)  # when a warning that belongs to a day comes


@dataclass(frozen=True)
class Wait:
    """A time in which we waited for the customer (D10)."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def covers(self, day: date) -> bool:
        """Whether the day does not count: every day after the one on which the wait began, through the one on which it
        ended."""
        return local_date(self.start) < day <= local_date(self.end)


@dataclass(frozen=True)
class Span:
    """How long something may take: a number of the rulebook, by whose unit it is counted. `key` may hold {tier}.

    `clock` names the number with the time of day at which a day-based span ends; without it that is 23:59:59.
    """

    key: str
    clock: str = ""

    def key_for(self, tier: str) -> str:
        """The number of the rulebook that holds for a customer of this tier."""
        return self.key.format(tier=tier)

    def unit(self, tier: str) -> Unit:
        return SPECS[self.key_for(tier)].unit


@dataclass(frozen=True)
class Facts:
    """All that a due time depends on. `working_days` is asked for spans of working days only."""

    start: datetime
    terms: Terms
    working_days: Calendar | None = None
    waits: Sequence[Wait] = ()  # as they followed each other
    tier: str = ""


def number_of(key: str, facts: Facts):
    """The number of the rulebook under which the deadline began."""
    return getattr(facts.terms, key.format(tier=facts.tier))


def is_clock_span(span: Span, facts: Facts) -> bool:
    """Whether clock hours or minutes are counted, not days."""
    return span.unit(facts.tier) in CLOCK_UNITS


def due_at(span: Span, facts: Facts) -> datetime:
    """The last instant that is in time.

    Clock hours run day and night, and stand still while we wait for the customer. Days end at 23:59:59 of the last day
    or at the span's time of day; the day after the start is day 1.
    """
    number, unit = number_of(span.key, facts), span.unit(facts.tier)
    if unit in CLOCK_UNITS:
        return facts.start + number * CLOCK_UNITS[unit] + sum((wait.length for wait in facts.waits), timedelta())
    last = nth_day(number, facts, working=unit == Unit.WORKING_DAYS)
    return at_clock(last, span.clock, facts) if span.clock else day_end(last)


def nth_day(number: int, facts: Facts, *, working: bool = False) -> date:
    """The `number`-th day after the start that counts: working days where they are asked for, and none of the days of
    a wait. 0 is the day of the start.

    A wait that began on that day carries it on to the day on which it ended, or the next that is worked: nothing is
    over while it waits.
    """
    day = local_date(facts.start)
    while number > 0:
        day += timedelta(days=1)
        number -= counts(day, facts, working=working)
    return _carried_on(day, facts, working=working)


def _carried_on(day: date, facts: Facts, *, working: bool) -> date:
    while any(wait.covers(day + timedelta(days=1)) for wait in facts.waits):
        day += timedelta(days=1)
        day = facts.working_days.next_working(day) if working else day
    return day


def counts(day: date, facts: Facts, *, working: bool) -> bool:
    """Whether a day after the start is counted."""
    if any(wait.covers(day) for wait in facts.waits):
        return False
    return not working or facts.working_days.is_working(day)


def at_clock(day: date, key: str, facts: Facts) -> datetime:
    """The time of day that a number of the rulebook names, in the morning without one."""
    return from_local(datetime.combine(day, number_of(key, facts) if key else MORNING))


def skipped_days(span: Span, facts: Facts, due: datetime) -> list[date]:
    """The days between start and due that were not counted, for whoever asks how the date came about."""
    if is_clock_span(span, facts):
        return []
    working = span.unit(facts.tier) == Unit.WORKING_DAYS
    first, last = local_date(facts.start), local_date(due)
    days = (first + timedelta(days=each) for each in range(1, (last - first).days + 1))
    return [day for day in days if not counts(day, facts, working=working)]
