"""Signs that deserve a look, listed for the manager as hints, never as verdicts."""

from datetime import UTC, datetime, timedelta

import pytest

from field_visits.policies.hints import Sign, Trace, hints

START = datetime(2026, 10, 15, 1, 0, tzinfo=UTC)


def at(minutes):
    return START + timedelta(minutes=minutes)


def trace(visit, **facts):
    times = {"departed_at": at(-20), "arrived_at": at(0), "left_at": at(50), "word_at": at(48), "filed_at": at(51)}
    return Trace(**{"visit": visit, "technician": "T1", "customer": visit, "signature": visit, **times, **facts})


def signs(*traces):
    return [(hint.visit, hint.sign, hint.other) for hint in hints(traces)]


def test_an_ordinary_receipt_has_none():
    assert signs(trace("a")) == []


@pytest.mark.parametrize(
    ("facts", "sign"),
    [
        ({"word_at": at(51)}, Sign.QUICK_VERDICT),
        ({"departed_at": at(1)}, Sign.ARRIVED_FIRST),
        ({"departed_at": None}, Sign.NO_DEPARTURE),
        ({"changed_after_word": True}, Sign.CHANGED_AFTER_WORD),
        ({"filed_at": at(50 + 24 * 60 + 1)}, Sign.FILED_LATE),
    ],
)
def test_what_a_receipt_shows_by_itself(facts, sign):
    assert signs(trace("a", **facts)) == [("a", sign, "")]


def test_history_that_was_brought_in_was_not_filed_here():
    assert signs(trace("a", word_at=at(51), here=False)) == []


def test_the_same_drawn_signature_twice_names_the_first():
    others = {"technician": "T2", "signature": "a", "arrived_at": at(500), "left_at": at(550), "filed_at": at(551)}
    assert signs(trace("a"), trace("b", word_at=at(549), **others)) == [("b", Sign.SAME_SIGNATURE, "a")]


def test_one_technician_is_not_at_two_places_at_once():
    other = {"arrived_at": at(40), "left_at": at(90), "word_at": at(80), "filed_at": at(91)}
    assert signs(trace("a"), trace("b", **other)) == [("b", Sign.OVERLAP, "a")]
    assert signs(trace("a"), trace("b", technician="T2", **other)) == []


@pytest.mark.parametrize(
    ("gap", "facts", "seen"),
    [
        (4, {}, True),
        (5, {}, False),
        (14, {"outside": True}, True),
        (15, {"outside": True}, False),
        (1, {"customer": "a"}, False),  # the next room of the same customer
    ],
)
def test_a_way_that_nobody_travels_in_that_time(gap, facts, seen):
    times = {
        "departed_at": at(51),
        "arrived_at": at(50 + gap),
        "left_at": at(120),
        "word_at": at(110),
        "filed_at": at(121),
    }
    expected = [("b", Sign.IMPOSSIBLE_TRAVEL, "a")] if seen else []
    assert [
        hint for hint in signs(trace("a"), trace("b", **{**times, **facts})) if hint[1] != Sign.ARRIVED_FIRST
    ] == expected
