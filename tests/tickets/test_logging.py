"""A job is logged: its number, its facts, its place, once however often it is sent."""

import re
from datetime import datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from records.policies import is_well_formed
from records.services import once
from servicedesk.clock import from_local
from servicedesk.errors import DomainError
from tickets.models import Job


def test_a_number_of_the_month_with_a_check_character(log_job, counter):
    job = log_job(counter)
    assert re.fullmatch(r"G2610\d{5}[0-9A-Z]", job.job_no)
    assert is_well_formed(job.job_no)


def test_the_number_follows_the_shops_month(log_job, counter):
    first_minute = from_local(datetime(2026, 11, 1, 0, 0))  # still October in UTC
    assert log_job(counter, at=first_minute).job_no.startswith("G2611")


def test_it_waits_and_is_in_the_history(log_job, counter, now, history):
    job = log_job(counter)
    assert (job.status, job.opened_at, job.opened_by) == ("waiting", now, counter)
    assert history(job) == ["job.opened"]


def test_the_machines_brand_counts_before_what_was_said(log_job, counter, make_customer, make_machine):
    machine = make_machine(make_customer(), brand_class="brand")
    job = log_job(counter, customer=machine.customer, machine=machine, brand_class="compatible")
    assert job.brand_class == "brand"


def test_what_was_said_counts_where_the_machine_does_not_say(log_job, counter, make_customer, make_machine):
    machine = make_machine(make_customer(), brand_class="")
    assert log_job(counter, customer=machine.customer, machine=machine, brand_class="brand").brand_class == "brand"
    assert log_job(counter, brand_class="compatible").brand_class == "compatible"
    assert log_job(counter).brand_class == ""


def test_another_customers_machine_is_refused(log_job, counter, make_customer, make_machine):
    machine = make_machine(make_customer(name="韩梅梅"))
    with pytest.raises(DomainError) as refused:
        log_job(counter, customer=make_customer(name="李雷"), machine=machine)
    assert (refused.value.code, refused.value.field) == ("job.machine_of_another", "machine")


def test_a_fault_is_needed(log_job, counter):
    with pytest.raises(DomainError) as refused:
        log_job(counter, fault="   ")
    assert (refused.value.code, refused.value.field) == ("job.reason_missing", "fault")


@pytest.mark.parametrize("facts", [{"domain": "magic"}, {"severity": ""}, {"purpose": "fun"}, {"brand_class": "x"}])
def test_what_a_column_cannot_hold_is_refused_before_it_is_written(facts, log_job, counter):
    with pytest.raises(ValidationError):
        log_job(counter, **facts)
    assert not Job.objects.exists()


def test_nothing_is_half_written(log_job, counter):
    from records.models import Entry, Series

    with pytest.raises(DomainError):
        log_job(counter, fault="x" * 501)
    assert not Entry.objects.filter(subject="job").exists()
    assert not Series.objects.filter(key="G2610").exists()


def test_sent_twice_it_is_one_job(log_job, counter, make_customer, now):
    key, customer = uuid4(), make_customer()
    made = [
        once(key=key, subject="job", at=now, make=lambda: log_job(counter, customer=customer)) for _each in range(2)
    ]
    assert [new for _pk, new in made] == [True, False]
    assert made[0][0] == made[1][0]
    assert Job.objects.count() == 1
