"""Two imports at once wait for each other: everything is there once, and both say what they did."""

import pytest
from django.db import connection

from customers.models import Customer
from tests.tickets.racing import at_once
from tests.workbook.conftest import as_file
from tickets.models import Job
from workbook import services
from workbook.services import run_next, take_in

pytestmark = pytest.mark.django_db(transaction=True)


def take(content, now):
    return take_in(content, file_name="x.xlsx", by=None, now=now)


def test_the_same_workbook_three_times_at_once(shop, now):
    reports = at_once(*[lambda: take(as_file(shop), now) for _each in range(3)])
    assert sorted(report.counts["jobs"]["new"] for report in reports) == [0, 0, 3]
    assert sorted(report.counts["jobs"]["known"] for report in reports) == [0, 3, 3]
    assert Job.objects.count() == 3


def test_two_workbooks_that_share_customers(shop, now):
    other = {"customers": [*shop["customers"], {"customer_no": "K0009", "name": "韩梅", "tier": "other"}]}
    reports = at_once(lambda: take(as_file(shop), now), lambda: take(as_file(other), now))
    assert all(report.taken for report in reports)
    assert sum(report.counts["customers"]["new"] for report in reports) == Customer.objects.count() == 5


def test_two_processes_take_one_upload_once(shop, now, service_manager):
    from django.core.files.base import ContentFile

    file = ContentFile(as_file(shop).getvalue(), name="x.xlsx")
    run = services.run_add(by=service_manager, now=now, file=file, file_name="x.xlsx")
    assert sorted(at_once(lambda: run_next(now=now), lambda: run_next(now=now))) == [False, True]
    run.refresh_from_db()
    assert (run.state, run.tries) == ("done", 1)


@pytest.mark.postgres
def test_without_the_lock_they_would_collide(shop, now, monkeypatch):
    """The negative control: both find the desk empty, and the second meets the first one's numbers when it writes.

    It is the retry that saves it then; without that either, it fails.
    """
    from django.db import IntegrityError

    monkeypatch.setattr(services, "_wait_for_others", lambda: None)
    monkeypatch.setattr(services, "TRIES", 1)
    collided = 0
    for place in range(5):
        rows = [{"customer_no": f"L{place}-{each}", "name": "甲", "tier": "other"} for each in range(300)]
        book = {"customers": rows}
        try:
            at_once(lambda book=book: take(as_file(book), now), lambda book=book: take(as_file(book), now))
        except IntegrityError:
            collided += 1
    assert collided
    assert connection.vendor == "postgresql"
