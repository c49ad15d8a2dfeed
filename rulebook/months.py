"""A year of the working-day calendar as twelve grids of weeks."""

import calendar as weeks_of
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rulebook.holidays import holiday_of
from rulebook.labels import HOLIDAY_LABELS
from rulebook.models import CalendarDay
from rulebook.policies import Calendar

WORK, WEEKEND, OFF, MAKE_UP = "work", "weekend", "off", "make_up"
SATURDAY = 5


@dataclass(frozen=True)
class Cell:
    """A day of the grid: what it is, the holiday or note it is named after, and whether it can still be marked."""

    day: date
    kind: str
    name: object
    is_today: bool
    is_open: bool


@dataclass(frozen=True)
class Span:
    """Days in a row that are off, or worked, under one name."""

    first: date
    last: date
    kind: str
    name: object


@dataclass(frozen=True)
class Month:
    """A month: its weeks from Monday, None where a neighbouring month's days would stand, and its named days."""

    first: date
    weeks: list[list[Cell | None]]
    spans: list[Span]


def months_of(year: int, *, calendar: Calendar, marks: Mapping[date, CalendarDay], today: date) -> list[Month]:
    """The twelve months of a year."""
    return [_month(year, number, calendar, marks, today) for number in range(1, 13)]


def _month(year: int, number: int, calendar: Calendar, marks: Mapping[date, CalendarDay], today: date) -> Month:
    weeks = [
        [_cell(day, calendar, marks, today) if day.month == number else None for day in week]
        for week in weeks_of.Calendar().monthdatescalendar(year, number)
    ]
    cells = [cell for week in weeks for cell in week if cell]
    return Month(date(year, number, 1), weeks, _spans(cells))


def _cell(day: date, calendar: Calendar, marks: Mapping[date, CalendarDay], today: date) -> Cell:
    mark, holiday = marks.get(day), holiday_of(day)
    if calendar.is_working(day):
        kind = MAKE_UP if day.weekday() >= SATURDAY else WORK
    else:
        kind = OFF if day.weekday() < SATURDAY or mark or holiday else WEEKEND
    name = mark.note if mark else HOLIDAY_LABELS.get(holiday.value, "") if holiday else ""
    return Cell(day, kind, name, is_today=day == today, is_open=day >= today)


def _spans(cells: list[Cell]) -> list[Span]:
    spans: list[Span] = []
    for cell in cells:
        if not cell.name:
            continue
        before = spans[-1] if spans else None
        follows = before and before.last + timedelta(days=1) == cell.day
        if follows and (before.kind, before.name) == (cell.kind, cell.name):
            spans[-1] = Span(before.first, cell.day, cell.kind, cell.name)
        else:
            spans.append(Span(cell.day, cell.day, cell.kind, cell.name))
    return spans
