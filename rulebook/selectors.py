"""What is in force: the numbers of a day, the working-day calendar, and how they came about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max

from records.models import Entry
from rulebook import holidays
from rulebook.labels import NUMBER_LABELS, UNIT_LABELS, shown
from rulebook.models import CalendarDay, CalendarYear, Parameter
from rulebook.policies import (
    DEFAULTS,
    SPECS,
    Calendar,
    Spec,
    Terms,
    declared_through,
    overlaid,
    terms_with,
    typed,
)

WARN_AHEAD = timedelta(days=60)
AS_WRITTEN = "rulebook"


def terms_on(day: date) -> Terms:
    """The numbers in force on a local day: the rulebook's own with every change laid over that holds by then."""
    return terms_with(Parameter.objects.in_force_on(day).values_list("key", "value"))


def terms_for(days: Iterable[date]) -> dict[date, Terms]:
    """The numbers in force on each of the local days, read at once, for lists whose rows began on different days."""
    wanted = set(days)
    if not wanted:
        return {}
    rows = list(Parameter.objects.in_force_on(max(wanted)).values_list("valid_from", "key", "value"))
    return {day: terms_with((key, text) for since, key, text in rows if since <= day) for day in wanted}


def terms_version(day: date) -> str:
    """Names the numbers in force on a day, for decisions to keep: the date of the last change, "2026-12-01".

    "rulebook" while nothing has changed. Changes only ever begin in the future, so `terms_on` of that date
    gives the same numbers for ever.
    """
    last = Parameter.objects.in_force_on(day).aggregate(last=Max("valid_from"))["last"]
    return last.isoformat() if last else AS_WRITTEN


def changes(key: str):
    """Every change of one number, withdrawn ones too, the latest date first, with the people who made them."""
    return Parameter.objects.filter(key=key).select_related("by", "withdrawn_by").order_by("-valid_from", "-pk")


@dataclass(frozen=True)
class Value:
    """A value of a number and the day from which it holds; None for the rulebook's own."""

    key: str
    value: object
    since: date | None

    def __str__(self):
        return shown(self.key, self.value)


@dataclass(frozen=True)
class Number:
    """A number as it stands on one day."""

    key: str
    spec: Spec
    now: Value
    next: Value | None

    @property
    def label(self):
        return NUMBER_LABELS[self.key]

    @property
    def unit(self):
        return UNIT_LABELS[self.spec.unit]

    @property
    def written(self) -> Value:
        """What the rulebook said before anything was changed."""
        return Value(self.key, getattr(DEFAULTS, self.key), None)

    @property
    def bounds(self) -> tuple[str, str]:
        return shown(self.key, self.spec.least), shown(self.key, self.spec.most)


def numbers_on(day: date) -> dict[str, Number]:
    """Every number as it stands on a day: its value, since when, and the next change that is planned after it."""
    now = {key: Value(key, getattr(DEFAULTS, key), None) for key in SPECS}
    following: dict[str, Value] = {}
    rows = Parameter.objects.standing().filter(key__in=SPECS).order_by("valid_from", "pk")
    for key, text, since in rows.values_list("key", "value", "valid_from"):
        value = Value(key, typed(key, text), since)
        if since <= day:
            now[key] = value
        else:
            following.setdefault(key, value)
    return {key: Number(key, spec, now[key], following.get(key)) for key, spec in SPECS.items()}


def history(number: Number, today: date) -> list[tuple[Parameter, str]]:
    """Every change of a number, latest first, each with its state (a key of `CHANGE_STATES`)."""
    return [(change, _state(change, number, today)) for change in changes(number.key)]


def _state(change: Parameter, number: Number, today: date) -> str:
    if change.withdrawn_at:
        return "withdrawn"
    if change.valid_from > today:
        return "planned"
    return "in_force" if change.valid_from == number.now.since else "past"


def calendar() -> Calendar:
    """The shop's working days: the official notices known here, overlaid by the days that managers marked."""
    declared = frozenset(CalendarYear.objects.values_list("year", flat=True))
    return overlaid(
        holidays.built_in(),
        marks=CalendarDay.objects.values_list("day", "is_working"),
        valid_through=declared_through(holidays.LAST_YEAR, declared),
    )


def warning_for(valid_through: date, today: date) -> date | None:
    """`valid_through` when `today` comes within 60 days of it, else None."""
    return valid_through if today + WARN_AHEAD > valid_through else None


def calendar_warning(today: date) -> date | None:
    """The last day whose holiday notice is known, once it comes within 60 days; None while there is time.

    For the home page of managers: hand it to `rulebook/_calendar_warning.html` under this name.
    """
    declared = frozenset(CalendarYear.objects.values_list("year", flat=True))
    return warning_for(declared_through(holidays.LAST_YEAR, declared), today)


def marks_of(year: int) -> dict[date, CalendarDay]:
    """The days of a year that managers marked."""
    return {mark.day: mark for mark in CalendarDay.objects.filter(day__year=year)}


def year_step(year: int, valid_through: date, today: date) -> str:
    """What a manager can do with a year now: "declare" it complete, "reopen" the declaration, or nothing ("")."""
    if year == valid_through.year + 1:
        return "declare"
    if year == valid_through.year and year > holidays.LAST_YEAR and year >= today.year:
        return "reopen"
    return ""


def moved_at(now: datetime) -> list[Entry]:
    """What a change of the calendar made at this instant moved."""
    return list(Entry.objects.filter(subject="calendar", code="calendar.moved", at=now))
