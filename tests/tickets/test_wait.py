"""T6: how far a job is expected to wait, at the pace of the last 14 days."""

from datetime import timedelta

import pytest

from tickets.policies.waits import AnswerState, Pace, expected_wait, pace_of, will_miss
from tickets.queue_selectors import late, pace_now

HOUR = timedelta(hours=1)


def test_a_place_times_the_time_between_two_jobs():
    pace = Pace(left=28, span=timedelta(days=14))
    assert pace.per_job == 12 * HOUR
    assert [expected_wait(place, pace=pace) for place in (1, 2, 10)] == [12 * HOUR, 24 * HOUR, 120 * HOUR]


def test_without_a_pace_there_is_no_guess(now):
    assert pace_of(0, since=now - timedelta(days=14), first_logged=None, now=now) is None
    assert expected_wait(1, pace=None) is None


def test_a_young_desk_is_measured_from_its_first_job(now):
    since = now - timedelta(days=14)
    assert pace_of(6, since=since, first_logged=now - timedelta(days=3), now=now).per_job == 12 * HOUR
    assert pace_of(6, since=since, first_logged=now - HOUR, now=now).per_job == 4 * HOUR  # a day at least
    assert pace_of(14, since=since, first_logged=now - timedelta(days=400), now=now).per_job == 24 * HOUR


def test_what_left_the_queue_lately(make_customer, make_job, technician, now, db):
    customer, long_ago = make_customer(), now - timedelta(days=40)
    make_job(customer, opened_at=long_ago, closed_at=now - timedelta(days=13))
    make_job(customer, opened_at=long_ago, technician=technician, taken_at=now - timedelta(days=1))
    make_job(customer, opened_at=long_ago, closed_at=now - timedelta(days=15))
    make_job(customer, opened_at=long_ago, technician=technician, taken_at=now - timedelta(days=20))
    make_job(customer, opened_at=now)
    assert pace_now(now) == Pace(2, timedelta(days=14))


def test_of_a_thousand_and_more_the_last_thousand_tell_the_pace(make_customer, make_job, now, monkeypatch):
    monkeypatch.setattr("tickets.queue_selectors.BOUND", 4)
    customer = make_customer()
    for each in range(6):
        make_job(customer, opened_at=now - timedelta(days=2), closed_at=now - each * HOUR)
    assert pace_now(now) == Pace(4, 3 * HOUR)


@pytest.mark.parametrize(
    ("state", "wait", "expected"),
    [
        (AnswerState.IN_TIME, 9 * HOUR, False),
        (AnswerState.IN_TIME, 10 * HOUR, False),
        (AnswerState.IN_TIME, 11 * HOUR, True),
        (AnswerState.IN_TIME, None, False),
        (AnswerState.LATE, None, True),
        (AnswerState.ANSWERED, 11 * HOUR, False),
        (AnswerState.ANSWERED_LATE, 11 * HOUR, False),
    ],
)
def test_who_will_miss_their_time(state, wait, expected, now):
    assert will_miss(state=state, due=now + 10 * HOUR, wait=wait, now=now) is expected


@pytest.fixture
def slow_desk(make_customer, make_job, now):
    """One job in seven days leaves the queue; two agents' jobs, then a household's, all logged an hour ago."""
    customer, hour_ago = make_customer(name="旧"), now - HOUR
    for days in (3, 10):
        make_job(customer, opened_at=now - timedelta(days=40), closed_at=now - timedelta(days=days))
    return [make_job(make_customer(tier), opened_at=hour_ago) for tier in ("agent", "other")]


def test_a_manager_sees_those_that_will_miss_it(slow_desk, client_of, service_manager, at_now):
    page = client_of(service_manager).get("/queue/late/")
    assert [row.job for row in page.context["late"].rows] == slow_desk
    assert "Will be late" in page.content.decode()


def test_a_quick_desk_misses_nothing(make_customer, make_job, now):
    customer = make_customer()
    for hours in range(40):
        make_job(customer, opened_at=now - timedelta(days=2), closed_at=now - hours * HOUR)
    make_job(customer, opened_at=now)
    assert late(now=now).rows == []


def test_late_and_soon_oldest_first_in_work_or_waiting(make_customer, make_job, technician, counter, now):
    customer = make_customer()
    soon = make_job(customer, opened_at=now - 21 * HOUR)
    overdue = make_job(customer, opened_at=now - 30 * HOUR)
    in_work = make_job(customer, opened_at=now - 26 * HOUR, technician=technician)
    make_job(customer, opened_at=now - 5 * HOUR)
    make_job(
        customer, opened_at=now - 30 * HOUR, answered_at=now, answer="x", answer_channel="phone", answered_by=counter
    )
    make_job(customer, opened_at=now - 40 * HOUR, closed_at=now - 1 * HOUR)
    found = late(now=now)
    assert [(row.job.pk, str(row.answer)) for row in found.rows][:3] == [
        (overdue.pk, "late"),
        (in_work.pk, "late"),
        (soon.pk, "soon"),
    ]


def test_jobs_that_nobody_is_handed(waiting_jobs, technician, service_manager, now, make_staff, client_of, at_now):
    from tickets.services import job_put_back, take_next

    (job,) = waiting_jobs(1)
    take_next(by=technician, now=now)
    job_put_back(job_id=job.pk, by=technician, now=now, reason="x")
    make_staff("T5", roles={"technician"}, works_on="software")
    assert [row.job.pk for row in late(now=now).stuck] == [job.pk]
    assert "Nobody is handed these" in client_of(service_manager).get("/queue/late/").content.decode()
    make_staff("T6", roles={"technician"}, works_on="hardware")
    assert late(now=now).stuck == []


def test_a_fixed_number_of_queries(slow_desk, client_of, service_manager, at_now, django_assert_num_queries):
    client = client_of(service_manager)
    # session, user, permissions (2); pace (3), places, jobs, numbers of the rules, put-backs, stuck ones
    with django_assert_num_queries(15):
        client.get("/queue/late/")
