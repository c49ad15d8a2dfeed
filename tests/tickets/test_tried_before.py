"""T4: what counts as tried before and not solved, every branch and edge of the 180 days."""

from datetime import datetime, timedelta

import pytest

from rulebook.policies import Terms
from servicedesk.clock import from_local
from tickets.policies import Earlier, Tried, is_repeat, repeat_evidence

OPENED = from_local(datetime(2026, 10, 15, 10, 0))


def repeated(*earlier, opened_at=OPENED, terms=None):
    return is_repeat(earlier, opened_at=opened_at, terms=terms or Terms())


def closed(days=0, outcome="solved", **more):
    return Earlier(outcome, OPENED - timedelta(days=days), more.get("reopened", 0))


def test_nothing_earlier_is_no_repeat():
    assert not repeated()


@pytest.mark.parametrize(
    ("days", "expected"), [(0, True), (1, True), (179, True), (180, True), (181, False), (900, False)]
)
def test_within_180_days_of_a_repair(days, expected):
    assert repeated(closed(days)) is expected


def test_days_are_local_calendar_days():
    just_before_midnight = from_local(datetime(2026, 4, 17, 23, 59, 59))
    just_after_midnight = from_local(datetime(2026, 4, 18, 0, 0, 0))
    at_dawn = from_local(datetime(2026, 10, 15, 0, 0, 0))
    at_night = from_local(datetime(2026, 10, 15, 23, 59, 59))
    for opened_at in (at_dawn, at_night):
        assert repeated(Earlier("solved", just_after_midnight, 0), opened_at=opened_at)
        assert not repeated(Earlier("solved", just_before_midnight, 0), opened_at=opened_at)


def test_closed_unsolved_counts_whenever_it_was():
    assert repeated(closed(900, outcome="unsolved"))


def test_reopened_counts_even_while_it_is_open():
    assert repeated(Earlier("", None, 1))
    assert repeated(closed(900, reopened=1))


def test_a_cancelled_job_is_no_repair():
    assert not repeated(closed(1, outcome="cancelled"))


def test_an_open_job_is_no_repair():
    assert not repeated(Earlier("", None, 0))


def test_a_job_closed_after_this_one_came_is_no_repair_before_it():
    assert not repeated(Earlier("solved", OPENED + timedelta(hours=1), 0))


def test_history_without_an_outcome_counts_as_a_repair():
    assert repeated(closed(180, outcome=""))


def test_one_witness_among_many_is_enough():
    assert repeated(closed(500), closed(1, outcome="cancelled"), closed(180))


def test_the_window_is_the_rulebooks_number():
    assert not repeated(closed(91), terms=Terms(repeat_days=90))
    assert repeated(closed(90), terms=Terms(repeat_days=90))


def test_the_evidence_names_the_job_and_the_days():
    found = repeat_evidence([Earlier("solved", OPENED - timedelta(days=30), 0, "G7")], opened_at=OPENED, terms=Terms())
    assert (found.tried, found.job_no, found.days) == (Tried.CAME_BACK, "G7", 30)
