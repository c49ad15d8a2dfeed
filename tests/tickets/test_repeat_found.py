"""T4: the desk finds repeats among the jobs it knows; staff set or clear them with a reason."""

from datetime import timedelta

import pytest

from servicedesk.errors import DomainError
from tickets.services import job_close, job_reopen, job_set_repeat, job_update


@pytest.fixture
def machine(make_customer, make_machine):
    return make_machine(make_customer())


@pytest.fixture
def repaired(machine, make_job, now):
    """A hardware job on the machine, repaired 30 days ago."""
    closed_at = now - timedelta(days=30)
    return make_job(machine.customer, machine=machine, opened_at=closed_at, closed_at=closed_at, outcome="solved")


def test_a_job_that_comes_back_is_found(log_job, counter, machine, repaired, words_of):
    job = log_job(counter, customer=machine.customer, machine=machine)
    assert (job.repeat, job.repeat_source) == (True, "found")
    assert words_of(job) == [
        f"Logged as tried before and not solved (T4). It came back 30 days after the repair in job {repaired.job_no}."
    ]


def test_the_other_domain_is_another_fault(log_job, counter, machine, repaired):
    assert not log_job(counter, customer=machine.customer, machine=machine, domain="software").repeat


def test_another_machine_is_another_fault(log_job, counter, machine, repaired, make_machine):
    other = make_machine(machine.customer)
    assert not log_job(counter, customer=machine.customer, machine=other).repeat


def test_without_a_machine_nothing_is_found(log_job, counter, machine, repaired):
    assert not log_job(counter, customer=machine.customer).repeat


def test_the_place_follows_what_was_found(log_job, counter, machine, repaired, queue_numbers):
    first_time = log_job(counter, customer=machine.customer, at=repaired.closed_at)
    came_back = log_job(counter, customer=machine.customer, machine=machine)
    assert queue_numbers() == [came_back.job_no, first_time.job_no]


@pytest.mark.parametrize("said", [True, False])
def test_staff_say_it_themselves_with_a_reason(said, log_job, counter, machine, repaired):
    job = log_job(counter, customer=machine.customer, machine=machine, repeat=said, repeat_reason="电话里问过")
    assert (job.repeat, job.repeat_source, job.repeat_reason) == (said, "set", "电话里问过")


def test_saying_it_without_a_reason_is_refused(log_job, counter, machine):
    with pytest.raises(DomainError) as refused:
        log_job(counter, customer=machine.customer, machine=machine, repeat=True, repeat_reason="  ")
    assert (refused.value.code, refused.value.field) == ("job.reason_missing", "repeat_reason")


def test_what_was_set_by_hand_holds_when_facts_are_corrected(log_job, counter, machine, repaired, now):
    job = log_job(counter, customer=machine.customer)
    job_set_repeat(job_id=job.pk, by=counter, now=now, repeat=False, reason="换了硬盘，是新故障")
    job = job_update(job_id=job.pk, by=counter, now=now, machine=machine)
    assert job.repeat is False


def test_naming_the_machine_later_finds_it_too(log_job, counter, machine, repaired, now, words_of):
    job = log_job(counter, customer=machine.customer)
    job = job_update(job_id=job.pk, by=counter, now=now, machine=machine)
    assert job.repeat is True
    assert "Tried before: No → Yes" in words_of(job)[-1]


def test_setting_and_clearing_moves_the_job_and_is_told(log_job, counter, queue_numbers, words_of, now):
    first, second = log_job(counter), log_job(counter)
    job_set_repeat(job_id=second.pk, by=counter, now=now, repeat=True, reason="来过两次")
    assert queue_numbers() == [second.job_no, first.job_no]
    job_set_repeat(job_id=second.pk, by=counter, now=now, repeat=False, reason="弄错了")
    assert queue_numbers() == [first.job_no, second.job_no]
    assert words_of(second)[1:] == [
        "Set to tried before and not solved. Reason: 来过两次",
        "Set to coming for the first time. Reason: 弄错了",
    ]


def test_a_reopened_job_was_tried_whatever_was_said_before(log_job, counter, technician, service_manager, now):
    job = log_job(counter, repeat=False, repeat_reason="第一次来")
    job_close(job_id=job.pk, by=service_manager, now=now, outcome="solved", work_done="清灰")
    job = job_reopen(job_id=job.pk, by=technician, now=now, reason="客户说没修好")
    assert (job.repeat, job.repeat_source, job.repeat_reason) == (True, "found", "")


def test_an_open_job_learns_of_one_closed_unsolved(log_job, counter, service_manager, machine, now, words_of):
    first = log_job(counter, customer=machine.customer, machine=machine)
    second = log_job(counter, customer=machine.customer, machine=machine, at=now + timedelta(minutes=1))
    assert second.repeat is False
    job_close(job_id=first.pk, by=service_manager, now=now + timedelta(hours=1), outcome="unsolved", work_done="无件")
    second.refresh_from_db()
    assert second.repeat is True
    assert first.job_no in words_of(second)[-1]


def test_a_judgement_by_hand_does_not_learn(log_job, counter, service_manager, machine, now):
    first = log_job(counter, customer=machine.customer, machine=machine)
    second = log_job(counter, customer=machine.customer, machine=machine, repeat=False, repeat_reason="另一处")
    job_close(job_id=first.pk, by=service_manager, now=now, outcome="unsolved", work_done="无件")
    second.refresh_from_db()
    assert second.repeat is False
