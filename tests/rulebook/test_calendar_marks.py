"""Managers mark days off or worked and declare a year complete; past days stay as they were."""

from datetime import date

import pytest

from records.models import Entry
from rulebook.models import CalendarDay, CalendarYear
from rulebook.selectors import calendar, calendar_warning
from rulebook.services import year_declare, year_reopen
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 15)


def test_a_day_off_of_the_shop_is_not_counted(mark):
    mark(date(2026, 12, 31))
    assert not calendar().is_working(date(2026, 12, 31))
    assert calendar().add_working_days(date(2026, 12, 30), 1) == date(2027, 1, 1)


def test_a_weekend_can_be_worked_and_unmarked_again(mark):
    saturday = date(2026, 11, 7)
    mark(saturday, worked=True)
    assert calendar().is_working(saturday)
    mark(saturday)
    assert not calendar().is_working(saturday)
    assert CalendarDay.objects.count() == 1


def test_a_whole_holiday_is_marked_at_once(mark):
    assert mark(date(2027, 10, 1), date(2027, 10, 7), note="国庆节") == 7
    assert calendar().next_working(date(2027, 10, 1)) == date(2027, 10, 8)


@pytest.mark.parametrize(
    ("first", "last", "note", "code"),
    [
        (date(2026, 10, 14), None, "迟了", "calendar.past_day"),
        (date(2026, 10, 14), date(2026, 10, 20), "迟了", "calendar.past_day"),
        (TODAY, None, "  ", "calendar.note_missing"),
        (date(2026, 11, 2), date(2026, 11, 1), "倒了", "calendar.span"),
        (date(2026, 11, 1), date(2026, 12, 2), "太长", "calendar.span"),
        (TODAY, date.max, "太长", "calendar.span"),
        (date(2029, 1, 1), None, "太远", "calendar.too_far"),
    ],
)
def test_what_cannot_be_marked(mark, first, last, note, code):
    with pytest.raises(DomainError) as caught:
        mark(first, last, note=note)
    assert caught.value.code == code
    assert not CalendarDay.objects.exists()
    assert not Entry.objects.filter(subject="calendar").exists()


def test_today_can_still_be_marked(mark):
    mark(TODAY, note="台风")
    assert not calendar().is_working(TODAY)


def test_every_mark_is_in_the_history_of_its_year(mark, company_manager):
    mark(date(2026, 12, 31), date(2027, 1, 3), note="元旦")
    for year in (2026, 2027):
        entry = Entry.objects.of("calendar", year).get()
        assert (entry.code, entry.by) == ("calendar.off", company_manager)
        assert entry.data == {"days": "2026-12-31 – 2027-01-03", "note": "元旦"}


def test_a_declared_year_moves_the_end_of_the_data(mark, company_manager, now):
    mark(date(2027, 10, 1), note="国庆节")
    year_declare(year=2027, by=company_manager, now=now)
    assert calendar().valid_through == date(2027, 12, 31)
    assert calendar_warning(date(2026, 11, 22)) is None
    assert Entry.objects.of("calendar", 2027).last().code == "calendar.declared"


@pytest.mark.parametrize(
    ("year", "code"), [(2026, "calendar.year_known"), (2027, "calendar.year_empty"), (2028, "calendar.year_gap")]
)
def test_a_year_is_declared_in_turn_and_not_empty(company_manager, now, year, code):
    with pytest.raises(DomainError) as caught:
        year_declare(year=year, by=company_manager, now=now)
    assert caught.value.code == code
    assert not CalendarYear.objects.exists()


def test_a_year_is_declared_once(mark, company_manager, now):
    mark(date(2027, 10, 1))
    year_declare(year=2027, by=company_manager, now=now)
    with pytest.raises(DomainError):
        year_declare(year=2027, by=company_manager, now=now)
    assert CalendarYear.objects.count() == 1


def test_a_declaration_can_be_taken_back(mark, company_manager, now):
    mark(date(2027, 10, 1))
    year_declare(year=2027, by=company_manager, now=now)
    year_reopen(year=2027, by=company_manager, now=now)
    assert calendar().valid_through == date(2026, 12, 31)
    assert not calendar().is_working(date(2027, 10, 1))


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_year_that_nobody_declared_cannot_be_reopened(company_manager, now, year):
    with pytest.raises(DomainError) as caught:
        year_reopen(year=year, by=company_manager, now=now)
    assert caught.value.code == "calendar.not_declared"


def test_a_gap_ends_what_is_known(company_manager, now):
    CalendarYear.objects.create(year=2028, by=company_manager, at=now)
    assert calendar().valid_through == date(2026, 12, 31)
