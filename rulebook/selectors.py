"""What is in force: the numbers of a day, the working-day calendar, and how they came about."""

from datetime import date, timedelta

from django.db.models import Max

from rulebook import holidays
from rulebook.models import CalendarDay, CalendarYear, Parameter
from rulebook.policies import Calendar, Terms, declared_through, overlaid, terms_with

WARN_AHEAD = timedelta(days=60)
AS_WRITTEN = "rulebook"


def terms_on(day: date) -> Terms:
    """The numbers in force on a local day: the rulebook's own with every change laid over that holds by then."""
    return terms_with(Parameter.objects.in_force_on(day).values_list("key", "value"))


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


def calendar() -> Calendar:
    """The shop's working days: the official notices known here, overlaid by the days that managers marked."""
    declared = frozenset(CalendarYear.objects.values_list("year", flat=True))
    return overlaid(
        holidays.built_in(),
        marks=CalendarDay.objects.values_list("day", "is_working"),
        valid_through=declared_through(holidays.LAST_YEAR, declared),
    )


def calendar_warning(today: date) -> date | None:
    """The last day whose holiday notice is known, once it comes within 60 days; None while there is time."""
    declared = frozenset(CalendarYear.objects.values_list("year", flat=True))
    known = declared_through(holidays.LAST_YEAR, declared)
    return known if today + WARN_AHEAD > known else None
