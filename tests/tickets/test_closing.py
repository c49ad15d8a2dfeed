"""A job ends solved, unsolved or cancelled, and can be reopened; who may, and what becomes of it."""

from datetime import timedelta

import pytest

from servicedesk.errors import DomainError
from tickets.services import job_close, job_expedite, job_put_back, job_reopen, take_next


@pytest.fixture
def job(waiting_jobs):
    return waiting_jobs(1)[0]


@pytest.fixture
def taken(job, technician, now):
    return take_next(by=technician, now=now)


def close(job, by, now, outcome="solved", work_done="换了电源"):
    return job_close(job_id=job.pk, by=by, now=now, outcome=outcome, work_done=work_done)


def refused(call, *args, **kwargs):
    with pytest.raises(DomainError) as error:
        call(*args, **kwargs)
    return error.value.code


@pytest.mark.parametrize("outcome", ["solved", "unsolved", "cancelled"])
def test_its_technician_closes_it(outcome, taken, technician, now, history):
    job = close(taken, technician, now + timedelta(hours=3), outcome)
    assert (job.status, job.outcome, job.work_done) == ("closed", outcome, "换了电源")
    assert (job.closed_at, job.technician) == (now + timedelta(hours=3), technician)
    assert history(job) == ["job.taken", "job.closed"]


def test_a_manager_closes_anybodys(taken, service_manager, now):
    assert close(taken, service_manager, now).status == "closed"


def test_another_technician_does_not(taken, other_technician, now):
    assert refused(close, taken, other_technician, now) == "job.not_yours"


def test_the_counter_does_not_close_a_job_in_work(taken, counter, now):
    assert refused(close, taken, counter, now, "cancelled") == "job.not_yours"


def test_the_counter_cancels_a_waiting_job(job, counter, now):
    assert close(job, counter, now, "cancelled", "客户来电取消").outcome == "cancelled"


def test_nobody_but_a_manager_says_that_an_untouched_job_is_solved(job, counter, technician, service_manager, now):
    for person in (counter, technician):
        assert refused(close, job, person, now, "solved") == "job.outcome"
    assert close(job, service_manager, now, "solved", "电话里解决").outcome == "solved"


def test_what_was_done_is_needed(taken, technician, now):
    assert refused(close, taken, technician, now, work_done=" \n ") == "job.reason_missing"


def test_an_outcome_that_there_is_none_of(taken, technician, now):
    assert refused(close, taken, technician, now, outcome="vanished") == "job.outcome"


def test_closing_twice(taken, technician, now, history):
    close(taken, technician, now)
    assert refused(close, taken, technician, now) == "job.moved_meanwhile"
    assert history(taken).count("job.closed") == 1


def test_reopened_it_waits_at_its_first_arrival(make_customer, make_job, technician, now, queue_numbers, words_of):
    customer = make_customer()
    other = make_job(customer, repeat=True, opened_at=now - timedelta(days=2))
    job = make_job(customer, opened_at=now - timedelta(days=3), closed_at=now - timedelta(days=1), outcome="solved")
    job = job_reopen(job_id=job.pk, by=technician, now=now, reason="又坏了")
    assert (job.status, job.outcome, job.closed_at, job.technician, job.reopened) == ("waiting", "", None, None, 1)
    assert queue_numbers() == [job.job_no, other.job_no]
    assert words_of(job) == ["Reopened, so tried before and not solved (T4). Reason: 又坏了"]


def test_reopening_needs_a_closed_job_and_a_reason(job, technician, service_manager, counter, now):
    assert refused(job_reopen, job_id=job.pk, by=technician, now=now, reason="x") == "job.moved_meanwhile"
    close(job, service_manager, now)
    assert refused(job_reopen, job_id=job.pk, by=technician, now=now, reason="") == "job.reason_missing"
    assert refused(job_reopen, job_id=job.pk, by=counter, now=now, reason="x") == "job.not_yours"


def test_reopened_everybody_may_be_given_it(job, technician, service_manager, now):
    take_next(by=technician, now=now)
    job_put_back(job_id=job.pk, by=technician, now=now, reason="不会")
    close(job, service_manager, now)
    job_reopen(job_id=job.pk, by=service_manager, now=now, reason="又坏了")
    assert take_next(by=technician, now=now).pk == job.pk


def test_closing_ends_an_expedite(job, service_manager, now):
    job_expedite(job_id=job.pk, by=service_manager, now=now, reason="x", until=now + timedelta(hours=1))
    assert close(job, service_manager, now).expedite_reason == ""
    reopened = job_reopen(job_id=job.pk, by=service_manager, now=now, reason="又坏了")
    assert reopened.rank >= 160


def test_the_brand_that_became_known_meanwhile_counts(make_customer, make_machine, make_job, service_manager, now):
    from customers.services import machine_update

    machine = make_machine(make_customer(), brand_class="compatible")
    job = make_job(machine.customer, machine=machine, closed_at=now, outcome="solved")
    machine_update(machine_id=machine.pk, by=service_manager, now=now, brand_class="brand")
    assert job_reopen(job_id=job.pk, by=service_manager, now=now, reason="x").brand_class == "brand"
