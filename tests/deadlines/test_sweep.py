"""D11: each stage happens once, dated with its true time, whatever runs twice or late."""

from datetime import timedelta

import pytest

from deadlines.models import Deadline
from deadlines.services import deadlines_meet, sweep

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_d1_warns_four_hours_before_then_misses_and_goes_up(begin, counter, service_manager, fresh, marks, told, now):
    row = begin("answer")
    due = now + 24 * HOUR
    sweep(now=due - 4 * HOUR - timedelta(seconds=1))
    assert marks(row) == []
    sweep(now=due - 4 * HOUR)
    assert marks(row) == [("warn", due - 4 * HOUR)]
    assert (told(counter), told(service_manager)) == (["notice.warn"], [])
    sweep(now=due)  # exactly then is in time
    assert fresh(row).state == "running"
    sweep(now=due + timedelta(seconds=1))
    assert fresh(row).state == "missed"
    assert marks(row)[1:] == [("missed", due), ("escalated", due)]
    assert (told(counter)[1:], told(service_manager)) == (["notice.missed"], ["notice.escalated"])


def test_running_it_again_changes_nothing(begin, counter, marks, told, story, now):
    row = begin("answer")
    for _run in range(3):
        sweep(now=now + 30 * HOUR)
    assert [stage for stage, _at in marks(row)] == ["warn", "missed", "escalated"]
    assert story(row) == ["deadline.warn", "deadline.missed", "deadline.escalated"]
    assert sorted(told(counter)) == ["notice.digest", "notice.missed", "notice.warn"]


def test_after_an_outage_everything_has_its_true_time(begin, marks, story, now):
    from records.models import Entry

    row = begin("goods_back", number="F1")
    later = now + timedelta(days=13)
    sweep(now=later)
    assert [stage for stage, _at in marks(row)] == ["warn", "warn_again", "missed", "escalated"]
    assert all(mark.done_at == later for mark in row.marks.all())
    dates = list(Entry.objects.of("item", row.subject_id).values_list("at", flat=True))
    assert dates == [at for _stage, at in marks(row)]


def test_what_is_not_due_or_has_ended_is_not_looked_at(begin, django_assert_num_queries, counter, now):
    running, met = begin(), begin()
    deadlines_meet(subject="job", subject_id=met.subject_id, kinds=["answer"], by=counter, now=now + HOUR)
    assert set(Deadline.objects.due_now(now + 20 * HOUR)) == {running}


def test_a_sweep_with_nothing_to_do_asks_what_is_due_and_what_leaves(begin, django_assert_max_num_queries, now):
    begin()
    with django_assert_max_num_queries(6):
        sweep(now=now)


def test_more_than_one_batch(begin, counter, now, monkeypatch):
    monkeypatch.setattr("deadlines.services.sweeping.BATCH", 3)
    rows = [begin() for _each in range(8)]
    assert sweep(now=now + 21 * HOUR) == 8
    assert counter.notices.count() == len(rows)


def test_the_queries_of_a_sweep_do_not_grow_with_what_is_open(begin, django_assert_max_num_queries, now):
    for _each in range(20):
        begin(start=now + 100 * HOUR)
    for _each in range(10):
        begin()
    with django_assert_max_num_queries(16):
        sweep(now=now + 21 * HOUR)


def test_where_nobody_has_it_a_manager_is_told(begin, service_manager, told, now):
    begin(owner_id=None)
    sweep(now=now + 21 * HOUR)
    assert told(service_manager) == ["notice.warn"]


def test_who_has_left_is_not_told(begin, make_staff, service_manager, told, now):
    gone = make_staff("T8", roles={"technician"}, active_to=(now + timedelta(hours=10)).date())
    begin(owner_id=gone.pk)
    sweep(now=now + 21 * HOUR)
    assert told(gone) == []
    assert told(service_manager) == ["notice.warn"]


def test_somebody_who_has_it_and_manages_is_told_of_a_miss_once(begin, service_manager, told, now):
    begin(owner_id=service_manager.pk)
    sweep(now=now + 25 * HOUR)
    assert told(service_manager) == ["notice.warn", "notice.missed"]
