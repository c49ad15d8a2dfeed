"""Two steps on one job at the same instant: one wins, the other is told, and the job stands as the winner left it."""

from functools import partial

import pytest

from customers.services import customer_update
from records.models import Entry
from servicedesk.errors import DomainError
from tests.tickets.racing import at_once
from tickets.models import Job
from tickets.policies import rank
from tickets.services import (
    job_assign,
    job_close,
    job_hand_over,
    job_open,
    job_put_back,
    job_set_repeat,
    job_update,
    take_next,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 12


def losers(results):
    return [result.code for result in results if isinstance(result, DomainError)]


def test_two_assign_the_same_job(waiting_jobs, service_manager, technician, other_technician, now):
    for job in waiting_jobs(ROUNDS):
        give = partial(job_assign, job_id=job.pk, by=service_manager, now=now, reason="x")
        results = at_once(partial(give, to=technician), partial(give, to=other_technician))
        assert losers(results) == ["job.moved_meanwhile"]
        assert Entry.objects.of("job", job.pk).count() == 1


def test_one_closes_while_another_hands_over(waiting_jobs, service_manager, technician, other_technician, now):
    for _job in waiting_jobs(ROUNDS):
        job = take_next(by=technician, now=now)
        step = {"job_id": job.pk, "now": now, "seen": job.standing}
        results = at_once(
            partial(job_close, by=technician, outcome="solved", work_done="x", **step),
            partial(job_hand_over, by=service_manager, to=other_technician, reason="x", **step),
        )
        assert losers(results) == ["job.moved_meanwhile"]
        assert Entry.objects.of("job", job.pk).count() == 2


def test_put_back_twice(waiting_jobs, technician, now):
    for job in waiting_jobs(ROUNDS):
        Job.objects.filter(pk=job.pk).update(status="taken", technician=technician, taken_at=now)
        back = partial(job_put_back, job_id=job.pk, by=technician, now=now, reason="x")
        assert losers(at_once(back, back)) == ["job.moved_meanwhile"]


def test_two_corrections_never_leave_a_wrong_place(waiting_jobs, counter, technician, now):
    for job in waiting_jobs(ROUNDS):
        at_once(
            partial(job_update, job_id=job.pk, by=counter, now=now, severity="major"),
            partial(job_set_repeat, job_id=job.pk, by=technician, now=now, repeat=True, reason="x"),
        )
        job = Job.objects.select_related("customer").get(pk=job.pk)
        assert job.rank == rank(job.factors)


def test_a_new_tier_meets_corrections_and_new_jobs(make_customer, make_job, counter, technician, now):
    for _round in range(ROUNDS):
        customer = make_customer("other")
        job = make_job(customer)
        facts = {"domain": "hardware", "severity": "major", "purpose": "work", "fault": "x"}
        at_once(
            partial(customer_update, customer_id=customer.pk, by=counter, now=now, tier="network"),
            partial(job_update, job_id=job.pk, by=counter, now=now, severity="major"),
            partial(job_open, by=technician, now=now, customer=customer, **facts),
        )
        jobs = list(Job.objects.filter(customer=customer).select_related("customer"))
        assert len(jobs) == 2
        assert [each.rank for each in jobs] == [rank(each.factors) for each in jobs]
