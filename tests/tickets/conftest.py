"""What the tests of the queue share."""

from datetime import timedelta

import pytest

BEST = {
    "tier": "agent",
    "purpose": "work",
    "severity": "major",
    "repeat": True,
    "domain": "hardware",
    "brand_class": "brand",
}


@pytest.fixture
def queue_numbers():
    """The numbers of the waiting jobs in the order in which they are taken."""

    def read():
        from tickets.models import Job

        return list(Job.objects.waiting().in_queue_order().values_list("job_no", flat=True))

    return read


@pytest.fixture
def history():
    """history(job) -> the codes of what happened to it, oldest first."""

    def read(job):
        from records.models import Entry

        return list(Entry.objects.of("job", job.pk).values_list("code", flat=True))

    return read


@pytest.fixture
def words_of(history):
    """words_of(job) -> its history as people read it in English."""
    from django.utils import translation

    from records.history import words
    from records.models import Entry

    def read(job):
        with translation.override("en"):
            return [words(entry.code, entry.data) for entry in Entry.objects.of("job", job.pk)]

    return read


@pytest.fixture
def log_job(make_customer, now):
    """log_job(by, **facts) -> Job, logged through the service at `now`."""

    def log(by, *, customer=None, at=None, **facts):
        from tickets.services import job_open

        facts = {"domain": "hardware", "severity": "ordinary", "purpose": "work", "fault": "不开机", **facts}
        return job_open(by=by, now=at or now, customer=customer or make_customer(), **facts)

    return log


@pytest.fixture
def waiting_jobs(make_customer, make_job, now):
    """waiting_jobs(n) -> n waiting jobs of one customer, the first logged at the front."""

    def make(count, **fields):
        customer = make_customer()
        return [make_job(customer, opened_at=now + timedelta(seconds=each), **fields) for each in range(count)]

    return make
