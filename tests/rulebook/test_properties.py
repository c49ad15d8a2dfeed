"""What must hold for every value and every day, not only for the examples."""

from datetime import date, time, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rulebook.holidays import built_in
from rulebook.policies import DEFAULTS, SPECS, Calendar, Unit, decoded, encoded, overlaid, terms_with

TWO_PLACES = {Unit.YUAN, Unit.PERCENT}
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def values_of(key):
    spec = SPECS[key]
    if spec.unit in TWO_PLACES:
        return st.decimals(spec.least, spec.most, places=2)
    if spec.unit == Unit.CLOCK:
        return st.builds(time, st.integers(0, 23), st.integers(0, 59))
    return st.integers(spec.least, spec.most)


keys_with_values = st.sampled_from(list(SPECS)).flatmap(lambda key: st.tuples(st.just(key), values_of(key)))
calendars = st.builds(
    Calendar,
    days_off=st.frozensets(DAYS, max_size=40),
    make_up_days=st.frozensets(DAYS.filter(lambda day: day.weekday() >= 5), max_size=10),
    valid_through=st.just(date(2026, 12, 31)),
)


@given(keys_with_values)
def test_a_number_comes_back_from_the_database_as_it_went_in(pair):
    key, value = pair
    assert decoded(key, encoded(value)) == value


@given(keys_with_values)
def test_a_change_touches_its_own_number_alone(pair):
    key, value = pair
    changed = terms_with([(key, encoded(value))])
    assert getattr(changed, key) == value
    assert {other for other in SPECS if getattr(changed, other) != getattr(DEFAULTS, other)} <= {key}


@given(st.sampled_from(list(SPECS)), st.text(max_size=30))
def test_text_is_a_number_within_bounds_or_a_value_error(key, text):
    try:
        value = decoded(key, text)
    except ValueError:
        return
    assert isinstance(value, (int, Decimal, time))
    assert SPECS[key].least <= value <= SPECS[key].most


@given(calendars, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_more_working_days_end_later(calendar, day, fewer, more):
    fewer, more = sorted((fewer, more))
    assert calendar.add_working_days(day, fewer) <= calendar.add_working_days(day, more)


@given(calendars, DAYS, DAYS, st.integers(0, 30))
def test_a_later_start_never_ends_earlier(calendar, one, other, count):
    one, other = sorted((one, other))
    assert calendar.add_working_days(one, count) <= calendar.add_working_days(other, count)


@given(calendars, DAYS, st.integers(1, 30))
def test_working_days_are_counted_exactly(calendar, day, count):
    end = calendar.add_working_days(day, count)
    passed = [day + timedelta(days=step) for step in range(1, (end - day).days + 1)]
    assert calendar.is_working(end)
    assert sum(calendar.is_working(each) for each in passed) == count


@given(st.dictionaries(DAYS, st.booleans(), max_size=30))
def test_a_mark_of_the_shop_always_wins_and_touches_no_other_day(marks):
    base = built_in()
    calendar = overlaid(base, marks=marks.items(), valid_through=base.valid_through)
    assert all(calendar.is_working(day) == is_worked for day, is_worked in marks.items())
    elsewhere = {day + timedelta(days=1) for day in marks} - set(marks)
    assert all(calendar.is_working(day) == base.is_working(day) for day in elsewhere)
