"""T5: "take the next" gives each technician the first job that they may do."""

from datetime import timedelta

import pytest

from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from tickets.services import job_assign, job_hand_over, job_put_back, take_next


def test_the_first_of_the_queue_is_taken(waiting_jobs, technician, now, history):
    first, _second = waiting_jobs(2)
    job = take_next(by=technician, now=now)
    assert (job.pk, job.status, job.technician, job.taken_at) == (first.pk, "taken", technician, now)
    first.refresh_from_db()
    assert (first.status, first.technician, first.taken_at) == ("taken", technician, now)
    assert history(first) == ["job.taken"]


def test_what_is_not_given_back_at_once_can_be_read(waiting_jobs, technician, now):
    waiting_jobs(1)
    job = take_next(by=technician, now=now)
    assert job.fault == "不开机"
    assert job.customer.name == "李雷"


def test_all_are_taken_in_order_and_then_none(waiting_jobs, technician, other_technician, now):
    jobs = waiting_jobs(6)
    takers = [technician, other_technician] * 3
    assert [take_next(by=taker, now=now).pk for taker in takers] == [job.pk for job in jobs]
    assert take_next(by=technician, now=now) is None


def test_an_empty_queue_gives_none(technician, now):
    assert take_next(by=technician, now=now) is None


@pytest.mark.parametrize(("works_on", "expected"), [("both", 0), ("hardware", 1), ("software", 0)])
def test_only_of_the_domain_they_work_on(works_on, expected, waiting_jobs, make_staff, now):
    jobs = [*waiting_jobs(1, domain="software", severity="major"), *waiting_jobs(1, domain="hardware")]
    technician = make_staff("T8", roles={"technician"}, works_on=works_on)
    assert take_next(by=technician, now=now).pk == jobs[expected].pk


def test_nothing_of_their_domain_is_none(waiting_jobs, make_staff, now):
    waiting_jobs(2, domain="software")
    technician = make_staff("T8", roles={"technician"}, works_on="hardware")
    assert take_next(by=technician, now=now) is None


def test_what_one_put_back_is_not_given_to_them_again(waiting_jobs, technician, other_technician, now):
    first, second = waiting_jobs(2)
    take_next(by=technician, now=now)
    job_put_back(job_id=first.pk, by=technician, now=now, reason="没有配件")
    assert take_next(by=technician, now=now).pk == second.pk
    assert take_next(by=technician, now=now) is None
    assert take_next(by=other_technician, now=now).pk == first.pk


def test_through_other_hands_it_may_come_again(waiting_jobs, technician, other_technician, now):
    (job,) = waiting_jobs(1)
    for taker in (technician, other_technician, technician):
        assert take_next(by=taker, now=now).pk == job.pk
        job_put_back(job_id=job.pk, by=taker, now=now, reason="不会修")


def test_an_assignment_ends_a_put_back(waiting_jobs, technician, other_technician, service_manager, now):
    (job,) = waiting_jobs(1)
    take_next(by=technician, now=now)
    job_put_back(job_id=job.pk, by=technician, now=now, reason="没有配件")
    job_assign(job_id=job.pk, by=service_manager, now=now, to=technician, reason="配件到了")
    job_hand_over(job_id=job.pk, by=service_manager, now=now, to=other_technician, reason="他外出了")
    job_put_back(job_id=job.pk, by=other_technician, now=now, reason="明天再修")
    assert take_next(by=technician, now=now).pk == job.pk


@pytest.mark.parametrize("role", ["counter", "service_manager", "company_manager"])
def test_only_technicians_take(role, cast, waiting_jobs, now):
    waiting_jobs(1)
    with pytest.raises(DomainError) as refused:
        take_next(by=cast[role], now=now)
    assert refused.value.code == "job.not_a_technician"


@pytest.mark.parametrize(
    ("active_from", "active_to", "may"),
    [(0, None, True), (None, 0, True), (1, None, False), (None, -1, False)],
)
def test_only_on_days_they_are_employed(active_from, active_to, may, waiting_jobs, make_staff, now):
    waiting_jobs(1)
    days = {"active_from": active_from, "active_to": active_to}
    fields = {name: local_date(now) + timedelta(days=away) for name, away in days.items() if away is not None}
    technician = make_staff("T8", roles={"technician"}, **fields)
    if may:
        assert take_next(by=technician, now=now) is not None
    else:
        with pytest.raises(DomainError):
            take_next(by=technician, now=now)


def test_it_costs_four_queries_at_most(waiting_jobs, technician, now, django_assert_max_num_queries):
    waiting_jobs(30)
    assert technician.roles
    with django_assert_max_num_queries(5):  # the claim, who owes the answer, the history, a savepoint in tests
        assert take_next(by=technician, now=now)
