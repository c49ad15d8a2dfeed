"""D10: a deadline pauses only while we wait for the customer, with a reason; the pause is kept and moves the date."""

from datetime import timedelta

import pytest

from deadlines.services import (
    deadline_pause,
    deadline_resume,
    deadlines_explain,
    deadlines_meet,
    deadlines_pause,
    deadlines_resume,
    sweep,
)
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_while_paused_nothing_happens(begin, fresh, marks, counter, now):
    row = begin()
    deadline_pause(deadline_id=row.pk, by=counter, now=now + HOUR, reason="客户出差，等他回话")
    sweep(now=now + 100 * HOUR)
    assert (fresh(row).state, row.next_at, marks(row)) == ("paused", None, [])


def test_what_was_waited_is_added_and_told(begin, fresh, story, counter, now):
    row = begin()
    deadline_pause(deadline_id=row.pk, by=counter, now=now + HOUR, reason="等客户")
    deadline_resume(deadline_id=row.pk, by=counter, now=now + 31 * HOUR)
    assert (fresh(row).state, row.due_at) == ("running", now + 54 * HOUR)
    deadline_pause(deadline_id=row.pk, by=counter, now=now + 32 * HOUR, reason="又等")
    deadline_resume(deadline_id=row.pk, by=counter, now=now + 33 * HOUR)
    assert fresh(row).due_at == now + 55 * HOUR
    assert story(row) == ["deadline.paused", "deadline.resumed"] * 2
    assert sum((each.ended_at - each.began_at for each in row.pauses.all()), timedelta()) == 31 * HOUR


def test_a_warning_that_has_happened_does_not_come_again(begin, marks, counter, now):
    row = begin()
    sweep(now=now + 21 * HOUR)
    deadline_pause(deadline_id=row.pk, by=counter, now=now + 21 * HOUR, reason="等客户")
    deadline_resume(deadline_id=row.pk, by=counter, now=now + 51 * HOUR)
    sweep(now=now + 53 * HOUR)
    assert [stage for stage, _at in marks(row)] == ["warn"]
    sweep(now=now + 55 * HOUR)
    assert [stage for stage, _at in marks(row)] == ["warn", "missed", "escalated"]


def test_a_reason_is_needed(begin, counter, now):
    row = begin()
    with pytest.raises(DomainError) as error:
        deadline_pause(deadline_id=row.pk, by=counter, now=now + HOUR, reason="  ")
    assert error.value.code == "deadline.reason_missing"


@pytest.mark.parametrize(("kind", "after"), [("handover", HOUR), ("arrival", timedelta(0)), ("answer", 25 * HOUR)])
def test_what_does_not_depend_on_the_customer_or_is_over_cannot_wait_for_him(begin, counter, now, kind, after):
    row = begin(kind)
    with pytest.raises(DomainError) as error:
        deadline_pause(deadline_id=row.pk, by=counter, now=now + after, reason="等客户")
    assert error.value.code == "deadline.not_running"


def test_a_step_of_the_thing_stops_all_that_can_wait(begin, fresh, counter, now):
    back, late, ready = (begin(kind, subject_id=5, number="F5") for kind in ("goods_back", "goods_late", "told_ready"))
    deadlines_pause(subject="item", subject_id=5, by=counter, now=now + HOUR, reason="等客户答复报价")
    assert [fresh(row).state for row in (back, late, ready)] == ["paused", "paused", "running"]
    deadlines_resume(subject="item", subject_id=5, by=counter, now=now + timedelta(days=2))
    assert fresh(back).due_at - now > timedelta(days=12)


def test_only_what_waits_can_run_on(begin, counter, now):
    with pytest.raises(DomainError) as error:
        deadline_resume(deadline_id=begin().pk, by=counter, now=now)
    assert error.value.code == "deadline.not_paused"


@pytest.mark.parametrize("end", ["meet", "explain"])
def test_what_waits_beyond_its_due_time_is_still_in_time(begin, fresh, marks, counter, now, end):
    row = begin()
    deadline_pause(deadline_id=row.pk, by=counter, now=now + HOUR, reason="客户出差")
    about = {"subject": "job", "subject_id": row.subject_id, "kinds": ["answer"], "by": counter, "now": now + 50 * HOUR}
    deadlines_meet(**about) if end == "meet" else deadlines_explain(**about, cause="等配件")
    assert fresh(row).state == {"meet": "met", "explain": "explained"}[end]
    assert (row.ended_at, row.due_at) == (now + 50 * HOUR, now + 73 * HOUR)  # the wait of 49 hours is kept and added
    assert row.pauses.get().ended_by == counter
    sweep(now=now + 200 * HOUR)
    assert marks(row) == []


def test_what_waits_on_its_last_day_is_not_missed_when_it_runs_on(begin, fresh, marks, counter, now):
    row, last = begin("spare", number="F1"), now + timedelta(days=7)
    sweep(now=last)
    deadline_pause(deadline_id=row.pk, by=counter, now=last, reason="等客户")
    deadline_resume(deadline_id=row.pk, by=counter, now=last + timedelta(days=3))
    sweep(now=last + timedelta(days=3))
    assert (fresh(row).state, [stage for stage, _at in marks(row)]) == ("running", ["warn"])
