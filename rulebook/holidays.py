"""The built-in working-day calendar: the official holiday notices of the years that chinesecalendar knows.

Its functions raise NotImplementedError past its last year, so its tables are read instead.
"""

from datetime import date
from functools import cache

from chinese_calendar.constants import Holiday, holidays, workdays

from rulebook.policies import Calendar

FIRST_YEAR = min(holidays).year
LAST_YEAR = max(holidays).year


@cache
def built_in() -> Calendar:
    """The calendar without any day that the shop entered itself."""
    return Calendar(
        days_off=frozenset(day for day in holidays if day.weekday() < 5),
        make_up_days=frozenset(day for day in workdays if day.weekday() >= 5),
        valid_through=date(LAST_YEAR, 12, 31),
    )


def holiday_of(day: date) -> Holiday | None:
    """The public holiday that makes this a day off or that this make-up day is worked for; None on ordinary days."""
    name = holidays.get(day) or workdays.get(day)
    return Holiday(name) if name else None
