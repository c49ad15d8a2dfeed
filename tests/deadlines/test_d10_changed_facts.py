"""D10: when the tier, the start or the calendar changes, the due time is worked out anew and the history says so."""

from datetime import date, datetime, timedelta

import pytest

from customers.services import customer_update
from deadlines.services import deadlines_move, sweep
from records.models import Entry
from rulebook.services import day_mark, number_change
from servicedesk.clock import from_local

pytestmark = pytest.mark.django_db


def test_another_tier_moves_what_is_counted_by_tier(begin, fresh, make_customer, service_manager, now):
    number_change(
        key="onsite_hours_network", value="2", valid_from=date(2026, 10, 16), reason="合同", by=service_manager, now=now
    )
    customer, start = make_customer("other"), now + timedelta(days=2)
    onsite = begin("onsite", number="V1", customer_id=customer.pk, tier="other", start=start)
    answer = begin("answer", customer_id=customer.pk, tier="other", start=start)
    customer_update(customer_id=customer.pk, by=service_manager, now=start, tier="network")
    assert fresh(onsite).due_at == start + timedelta(hours=2)
    assert fresh(answer).due_at == start + timedelta(hours=24)
    entry = Entry.objects.of("visit", onsite.subject_id).get(code="deadline.moved_by_tier")
    assert entry.data["old"] == (start + timedelta(hours=48)).isoformat()


def test_a_moved_appointment_moves_what_hangs_on_it(begin, fresh, counter, story, now):
    row = begin("arrival", number="V1", start=now + timedelta(hours=2))
    later = now + timedelta(days=1)
    deadlines_move(
        subject="visit",
        subject_id=row.subject_id,
        kinds=["arrival"],
        start=later,
        by=counter,
        now=now,
        cause="客户改期",
    )
    assert fresh(row).due_at == later + timedelta(minutes=15)
    assert story(row) == ["deadline.moved_by_facts"]


@pytest.fixture
def two_checks(begin):
    """One check that spans Friday 16 October, and one that begins after it."""
    early = begin("complaint_check", number="T1")
    return early, begin("complaint_check", number="T2", start=from_local(datetime(2026, 10, 19, 9)))


def test_a_day_off_moves_only_what_spans_it_and_lists_it(two_checks, fresh, service_manager, counter, told, now):
    spans, later = two_checks
    before = later.due_at
    day_mark(day=date(2026, 10, 16), is_working=False, note="店庆", by=service_manager, now=now)
    assert fresh(spans).due_at == from_local(datetime(2026, 10, 21, 23, 59, 59))
    assert fresh(later).due_at == before
    moved = Entry.objects.get(subject="calendar", code="calendar.moved").data["moved"]
    assert [(number, rule) for number, rule, _old, _new in moved] == [("T1", "D9")]
    assert told(counter) == ["notice.moved"]


def test_a_day_that_changes_nothing_moves_nothing(two_checks, service_manager, now):
    day_mark(day=date(2026, 12, 25), is_working=False, note="圣诞", by=service_manager, now=now)
    assert not Entry.objects.filter(code__in=["calendar.moved", "deadline.moved_by_calendar"]).exists()


def test_what_is_missed_already_stays_where_it_was(begin, fresh, service_manager, now):
    row = begin("complaint_check", number="T1")
    late = now + timedelta(days=6)
    sweep(now=late)
    day_mark(day=date(2026, 10, 21), is_working=False, note="停电", by=service_manager, now=late)
    assert (fresh(row).state, row.due_at) == ("missed", from_local(datetime(2026, 10, 20, 23, 59, 59)))


def test_what_is_over_is_missed_before_new_facts_move_it_though_no_sweep_came_by(begin, fresh, marks, counter, now):
    row = begin("arrival", number="V1")
    late = now + timedelta(hours=1)
    about = {"subject": "visit", "subject_id": row.subject_id, "kinds": ["arrival"], "by": counter, "now": late}
    deadlines_move(**about, start=now + timedelta(days=1), cause="客户改期")
    assert (fresh(row).state, row.due_at) == ("missed", now + timedelta(minutes=15))
    assert ("missed", now + timedelta(minutes=15)) in marks(row)
