"""Working days follow the public-holiday calendar with its make-up workdays; beyond it, Monday to Friday."""

from datetime import date

import pytest

from rulebook.selectors import calendar, calendar_warning

pytestmark = pytest.mark.django_db
MAKE_UP_DAYS_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


@pytest.mark.parametrize("day", MAKE_UP_DAYS_2026)
def test_make_up_days_are_worked(day):
    day = date.fromisoformat(f"2026-{day}")
    assert day.weekday() >= 5
    assert calendar().is_working(day)


def test_no_other_weekend_of_2026_is_worked():
    working_days = calendar()
    weekends = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    worked = [f"{day:%m-%d}" for day in weekends if day.weekday() >= 5 and working_days.is_working(day)]
    assert worked == MAKE_UP_DAYS_2026


def test_the_week_of_national_day_is_off():
    working_days = calendar()
    assert not any(working_days.is_working(date(2026, 10, day)) for day in range(1, 8))
    assert working_days.is_working(date(2026, 9, 30))
    assert working_days.is_working(date(2026, 10, 8))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over the whole week of National Day
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # Thursday, Friday and the Saturday that makes up
        (date(2026, 9, 30), 4, date(2026, 10, 12)),
        (date(2026, 10, 3), 1, date(2026, 10, 8)),  # from within it
        (date(2026, 10, 8), 0, date(2026, 10, 8)),
    ],
)
def test_working_days_are_added_across_national_day(start, count, end):
    assert calendar().add_working_days(start, count) == end


def test_the_next_working_day_of_a_working_day_is_itself():
    assert calendar().next_working(date(2026, 10, 10)) == date(2026, 10, 10)
    assert calendar().next_working(date(2026, 10, 1)) == date(2026, 10, 8)


def test_an_unknown_year_is_monday_to_friday():
    working_days = calendar()
    assert working_days.valid_through == date(2026, 12, 31)
    assert working_days.is_working(date(2027, 10, 1))  # a Friday that will be National Day
    assert not working_days.is_working(date(2027, 10, 9))


@pytest.mark.parametrize(
    ("today", "warned"),
    [(date(2026, 11, 1), None), (date(2026, 11, 2), date(2026, 12, 31)), (date(2027, 3, 1), date(2026, 12, 31))],
)
def test_the_warning_comes_60_days_before_the_data_ends(today, warned):
    assert calendar_warning(today) == warned


def test_reading_the_calendar_takes_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        calendar()
