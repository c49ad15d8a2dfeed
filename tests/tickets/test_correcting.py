"""Facts of an open job are corrected: its place follows (T2), the history tells what changed, nobody is overwritten."""

import pytest

from servicedesk.errors import DomainError
from tickets.services import job_close, job_update


def test_each_corrected_fact_moves_the_job(log_job, counter, now, queue_numbers):
    first = log_job(counter, domain="software")
    other = log_job(counter, domain="software")
    for fact in ({"brand_class": "brand"}, {"domain": "hardware"}, {"severity": "major"}):
        job_update(job_id=other.pk, by=counter, now=now, **fact)
        assert queue_numbers() == [other.job_no, first.job_no]
    job_update(job_id=other.pk, by=counter, now=now, purpose="entertainment")
    assert queue_numbers() == [first.job_no, other.job_no]


def test_the_history_tells_what_changed(log_job, counter, now, words_of):
    job = log_job(counter)
    job_update(job_id=job.pk, by=counter, now=now, severity="major", fault="蓝屏")
    told = words_of(job)[-1]
    assert told.startswith("Corrected. ")
    assert "Severity: Ordinary → Major" in told
    assert "Fault: 不开机 → 蓝屏" in told


def test_nothing_changed_is_nothing_written(log_job, counter, now, history):
    job = log_job(counter)
    job_update(job_id=job.pk, by=counter, now=now, severity="ordinary", fault=" 不开机 ")
    assert history(job) == ["job.opened"]


def test_the_machines_brand_counts_once_it_is_named(log_job, counter, make_customer, make_machine, now):
    machine = make_machine(make_customer(), brand_class="brand")
    job = log_job(counter, customer=machine.customer, brand_class="compatible")
    assert job_update(job_id=job.pk, by=counter, now=now, machine=machine).brand_class == "brand"


def test_the_machine_can_be_taken_away_again(log_job, counter, make_customer, make_machine, now):
    machine = make_machine(make_customer())
    job = log_job(counter, customer=machine.customer, machine=machine)
    assert job_update(job_id=job.pk, by=counter, now=now, machine=None).machine is None


def test_another_customers_machine_is_refused(log_job, counter, make_customer, make_machine, now):
    job = log_job(counter)
    with pytest.raises(DomainError) as refused:
        job_update(job_id=job.pk, by=counter, now=now, machine=make_machine(make_customer(name="别人")))
    assert refused.value.code == "job.machine_of_another"


def test_a_machine_that_moved_away_since_stays_with_its_job(log_job, counter, make_customer, make_machine, now):
    from customers.services import machine_update

    machine = make_machine(make_customer())
    job = log_job(counter, customer=machine.customer, machine=machine)
    machine_update(machine_id=machine.pk, by=counter, now=now, customer=make_customer(name="新主人"))
    assert job_update(job_id=job.pk, by=counter, now=now, machine=machine, severity="major").severity == "major"


def test_two_who_correct_at_once(log_job, counter, technician, now):
    job = log_job(counter)
    seen = job.wording
    job_update(job_id=job.pk, by=counter, now=now, fault="蓝屏", seen=seen)
    with pytest.raises(DomainError) as refused:
        job_update(job_id=job.pk, by=technician, now=now, fault="死机", seen=seen)
    assert refused.value.code == "job.moved_meanwhile"


def test_a_closed_job_is_not_corrected(log_job, counter, service_manager, now):
    job = log_job(counter)
    job_close(job_id=job.pk, by=service_manager, now=now, outcome="solved", work_done="x")
    with pytest.raises(DomainError) as refused:
        job_update(job_id=job.pk, by=counter, now=now, severity="major")
    assert refused.value.code == "job.moved_meanwhile"


def test_the_company_manager_does_not_correct(log_job, counter, company_manager, now):
    job = log_job(counter)
    with pytest.raises(DomainError) as refused:
        job_update(job_id=job.pk, by=company_manager, now=now, severity="major")
    assert refused.value.code == "job.not_yours"


def test_only_the_facts_are_for_correcting(log_job, counter, now):
    job = log_job(counter)
    with pytest.raises(TypeError):
        job_update(job_id=job.pk, by=counter, now=now, rank=0)
