"""T5 under concurrency: two technicians who ask at the same instant never get the same job, and none is lost."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.db import transaction

from records.services import record
from tests.tickets.racing import assert_each_once_in_order, at_once, in_processes, takes_until_empty
from tickets.models import Job
from tickets.policies import Factors, rank
from tickets.services import take_next

pytestmark = pytest.mark.django_db(transaction=True)

KINDS = [("hardware", "major", "work"), ("software", "ordinary", "entertainment"), ("hardware", "ordinary", "work")]


@pytest.fixture
def fill(make_customer, now):
    """fill(n) -> n waiting jobs of mixed ranks and arrivals, in queue order."""

    def make(count):
        customers = [make_customer(tier) for tier in ("agent", "network", "other")]
        jobs = []
        for each in range(count):
            customer, (domain, severity, purpose) = customers[each % 3], KINDS[each % 7 % 3]
            factors = Factors(False, customer.tier, purpose, severity, each % 5 == 0, domain, "brand")
            jobs.append(
                Job(
                    job_no=f"G{each:06}",
                    customer=customer,
                    domain=domain,
                    severity=severity,
                    purpose=purpose,
                    repeat=factors.repeat,
                    brand_class="brand",
                    fault="不开机",
                    rank=rank(factors),
                    opened_at=now - timedelta(minutes=each * 7 % 500),
                )
            )
        Job.objects.bulk_create(jobs)
        return list(Job.objects.waiting().in_queue_order())

    return make


@pytest.fixture
def takers(make_staff):
    def make(count):
        return [make_staff(f"T{each}", roles={"technician"}, password=None) for each in range(count)]

    return make


@pytest.mark.postgres
def test_16_takers_empty_a_queue_of_2000(fill, takers, now):
    jobs, people = fill(2000), takers(16)
    all_takes = at_once(*(partial(takes_until_empty, person.pk, now) for person in people))
    assert_each_once_in_order(all_takes, jobs)


@pytest.mark.postgres
def test_without_the_conditional_update_they_do_get_the_same_job(fill, takers, now):
    """The negative control: the same takers, reading the head and then saving it, as the ORM would have it."""
    jobs, people = fill(50), takers(16)
    met = threading.Barrier(16)

    def take_naively(*, by, now):
        with transaction.atomic():
            job = Job.objects.takeable_by(by).in_queue_order().first()
            if job is not None and not met.broken and job.pk == jobs[0].pk:
                met.wait(30)
                met.abort()
            if job is None:
                return None
            job.status, job.technician, job.taken_at = "taken", by, now
            job.save()
            record(subject="job", subject_id=job.pk, code="job.taken", by=by, at=now)
            return job

    all_takes = at_once(*(partial(_tolerant, take_naively, person.pk, now) for person in people))
    with pytest.raises(AssertionError, match="taken twice"):
        assert_each_once_in_order(all_takes, jobs)


def _tolerant(take, taker_id, now):
    def retaken(**arguments):
        try:
            return take(**arguments)
        except threading.BrokenBarrierError:
            return take(**arguments)

    return takes_until_empty(taker_id, now, retaken)


@pytest.mark.skipif(not settings.IS_SQLITE, reason="SQLite's own locking")
def test_4_processes_empty_a_queue_on_sqlite(fill, takers, now):
    jobs, people = fill(400), takers(4)
    all_takes = in_processes(people, now)
    assert not [each for each in all_takes if isinstance(each, str)], "database is locked"
    assert_each_once_in_order(all_takes, jobs)


@pytest.mark.postgres
def test_a_job_that_another_lets_go_again_is_not_lost(fill, takers, now):
    """The only waiting job is being taken by somebody whose transaction fails: who asks meanwhile waits and gets it."""
    (job,) = fill(1)
    first, second = takers(2)
    holding, asked = threading.Event(), threading.Event()

    def take_and_fail():
        with transaction.atomic():
            assert take_next(by=first, now=now).pk == job.pk
            holding.set()
            asked.wait(30)
            transaction.set_rollback(True)

    def take_meanwhile():
        holding.wait(30)
        threading.Timer(0.3, asked.set).start()
        return take_next(by=second, now=now)

    failed, taken = at_once(take_and_fail, take_meanwhile)
    assert failed is None
    assert taken.pk == job.pk


@pytest.mark.postgres
def test_nobody_is_told_that_nothing_waits_while_the_last_job_is_held(fill, takers, now, monkeypatch):
    monkeypatch.setattr("tickets.queue_services.TRIES", 2)
    (job,) = fill(1)
    (taker,) = takers(1)
    holding, asked = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Job.objects.select_for_update().get(pk=job.pk)
            holding.set()
            asked.wait(30)

    def ask():
        holding.wait(30)
        try:
            return take_next(by=taker, now=now)
        finally:
            asked.set()

    _held, refused = at_once(hold, ask)
    assert refused.code == "job.busy"
    assert take_next(by=taker, now=now).pk == job.pk
