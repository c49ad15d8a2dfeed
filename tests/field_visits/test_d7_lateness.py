"""D7: the agreed time and 15 minutes; or the delay was explained to the customer beforehand."""

from datetime import UTC, datetime, timedelta

import pytest

from field_visits.policies.timing import Lateness, Slot, arrival_due, believed, clashes, clashing, lateness
from rulebook.policies import Terms

AGREED = datetime(2026, 10, 15, 1, 0, tzinfo=UTC)


def minutes(count):
    return AGREED + timedelta(minutes=count)


def told(*, arrived=None, explained=None, now=60, terms=None):
    return lateness(
        agreed_at=AGREED,
        arrived_at=None if arrived is None else minutes(arrived),
        explained_at=None if explained is None else minutes(explained),
        now=minutes(now),
        terms=terms or Terms(),
    )


@pytest.mark.parametrize(
    ("arrived", "explained", "expected"),
    [
        (-5, None, Lateness.IN_TIME),
        (15, None, Lateness.IN_TIME),  # exactly then is in time
        (16, None, Lateness.LATE),
        (16, 0, Lateness.EXPLAINED),  # at the agreed time is still beforehand
        (16, 1, Lateness.LATE),
        (90, -30, Lateness.EXPLAINED),
        (10, -30, Lateness.IN_TIME),
    ],
)
def test_d7_arrival(arrived, explained, expected):
    assert told(arrived=arrived, explained=explained, now=200) == expected


def test_d7_a_visit_to_which_nobody_came_is_late_once_its_time_is_over():
    assert told(now=15) == Lateness.AHEAD
    assert told(now=16) == Lateness.LATE
    assert told(now=16, explained=-1) == Lateness.EXPLAINED


def test_d7_the_grace_is_a_number_of_the_rulebook():
    terms = Terms(visit_grace_minutes=30)
    assert arrival_due(AGREED, terms=terms) == minutes(30)
    assert told(arrived=30, terms=terms) == Lateness.IN_TIME


def test_a_visit_that_begins_as_another_ends_does_not_clash():
    first, second = Slot("a", minutes(0), minutes(60)), Slot("b", minutes(60), minutes(120))
    third = Slot("c", minutes(119), minutes(180))
    assert clashing(second, [first, second, third]) == [third]
    assert clashes([third, first, second]) == {"b", "c"}


def test_a_short_visit_within_a_long_one_clashes_and_so_does_the_next():
    slots = [
        Slot("long", minutes(0), minutes(120)),
        Slot("in", minutes(10), minutes(20)),
        Slot("x", minutes(60), minutes(70)),
    ]
    assert clashes(slots) == {"long", "in", "x"}


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [(-30, -30), (0, 0), (1, 0), (3, 0), (-3 * 24 * 60 - 1, 0)],
)
def test_a_tap_is_dated_by_the_phone_as_far_as_that_can_be_true(ahead, expected):
    assert believed(minutes(ahead), now=AGREED) == minutes(expected)
    assert believed(None, now=AGREED) == AGREED
