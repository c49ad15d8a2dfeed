"""D10: met, missed, explained, cancelled."""

from datetime import date, timedelta

import pytest

from deadlines.services import deadlines_cancel, deadlines_explain, deadlines_meet, sweep

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def meet(counter):
    def act(row, at, now=None):
        deadlines_meet(
            subject=row.subject, subject_id=row.subject_id, kinds=[row.kind], by=counter, now=now or at, at=at
        )

    return act


def test_done_exactly_at_the_due_time_is_met(begin, meet, fresh, marks, now):
    row = begin()
    meet(row, now + 24 * HOUR)
    assert (fresh(row).state, row.ended_at, row.next_at) == ("met", now + 24 * HOUR, None)
    sweep(now=now + 100 * HOUR)
    assert marks(row) == []


def test_done_a_second_later_is_missed_even_before_the_sweep_came_by(begin, meet, fresh, marks, story, now):
    row = begin()
    meet(row, now + 24 * HOUR + timedelta(seconds=1))
    assert (fresh(row).state, row.ended_at) == ("missed", now + 24 * HOUR + timedelta(seconds=1))
    assert ("missed", now + 24 * HOUR) in marks(row)
    assert story(row)[-1] == "deadline.met_late"


def test_a_miss_that_was_none_as_a_late_signal_tells_becomes_met(begin, meet, fresh, now):
    row = begin("arrival", number="V1")
    sweep(now=now + HOUR)
    assert fresh(row).state == "missed"
    meet(row, now + timedelta(minutes=10), now + 2 * HOUR)
    assert fresh(row).state == "met"


def test_explained_in_time_ends_it_and_nothing_is_missed(begin, fresh, marks, counter, now):
    row = begin("goods_back", number="F1")
    soon = now + timedelta(days=9)
    deadlines_explain(
        subject="item", subject_id=row.subject_id, kinds=["goods_back"], by=counter, now=soon,
        cause="等厂家配件", estimate=date(2026, 11, 3),
    )  # fmt: skip
    assert (fresh(row).state, row.cause, row.estimate) == ("explained", "等厂家配件", date(2026, 11, 3))
    sweep(now=now + timedelta(days=30))
    assert all(stage.startswith("warn") for stage, _at in marks(row))


def test_explained_too_late_stays_missed_with_the_date_that_was_named(begin, fresh, counter, now):
    row = begin("goods_back", number="F1")
    late = now + timedelta(days=11)
    deadlines_explain(
        subject="item", subject_id=row.subject_id, kinds=["goods_back"], by=counter, now=late,
        cause="等厂家配件", estimate=date(2026, 11, 3),
    )  # fmt: skip
    assert (fresh(row).state, row.ended_at, row.estimate) == ("missed", None, date(2026, 11, 3))


def test_cancelled_with_its_cause(begin, fresh, story, counter, now):
    row = begin()
    deadlines_cancel(subject="job", subject_id=row.subject_id, by=counter, now=now + HOUR, cause="客户撤回")
    assert (fresh(row).state, row.cause) == ("cancelled", "客户撤回")
    assert story(row) == ["deadline.cancelled"]


def test_a_second_round_stands_beside_the_first(begin, fresh, meet, story, now):
    first = begin(subject_id=77)
    second = begin(subject_id=77, start=now + 2 * HOUR)
    assert (first.cycle, second.cycle) == (1, 2)
    assert story(second) == ["deadline.again"]
    meet(first, now + 3 * HOUR)  # one answer is one for both
    assert (fresh(first).state, fresh(second).state) == ("met", "met")


def test_imported_history_starts_nothing_that_had_ended_and_warns_nobody_of_what_is_past(
    begin, marks, told, counter, now
):
    assert begin(start=now - 25 * HOUR, at=now, imported=True) is None
    row = begin(start=now - 22 * HOUR, at=now, imported=True)
    sweep(now=now + HOUR)
    assert (marks(row), told(counter)) == ([], [])
    sweep(now=now + 3 * HOUR)
    assert [stage for stage, _at in marks(row)] == ["missed", "escalated"]
