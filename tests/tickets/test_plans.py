"""The head of the queue is read off its partial index, whatever the backlog, on both databases."""

import pytest
from django.db import connection

from tickets.models import Job
from tickets.policies import Factors, rank
from tickets.queue_selectors import JOINED
from tickets.queue_services import LOCKS, TAKE


@pytest.fixture
def backlog(make_customer, make_job, now):
    """3,000 waiting jobs among 3,000 closed ones, with the statistics that the database would have of them."""
    customer = make_customer()
    model = make_job(customer)
    common = {name: getattr(model, name) for name in ("severity", "purpose", "brand_class", "fault", "opened_at")}

    def row(each, **state):
        domain = "hardware" if each % 2 else "software"
        place = rank(Factors(False, "other", "work", "ordinary", each % 9 == 0, domain, ""))
        return Job(job_no=f"G{each:06}", customer=customer, domain=domain, rank=place, **common, **state)

    Job.objects.bulk_create(row(each) for each in range(3000))
    Job.objects.bulk_create(row(each, status="closed", closed_at=now) for each in range(3000, 6000))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_job")
    return customer


def plan(sql, params) -> str:
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def plan_of(jobs) -> str:
    return plan(*jobs.query.sql_with_params())


def assert_reads(text: str, index: str):
    assert index in text, text
    for walk in ("Seq Scan on tickets_job ", "SCAN tickets_job\n", "Sort", "TEMP B-TREE"):
        assert walk not in f"{text}\n", text


def test_the_board_and_what_stands_around_it(backlog, technician):
    waiting = Job.objects.waiting().in_queue_order().select_related(*JOINED)
    for jobs, index in (
        (waiting[:51], "tickets_job_queue"),
        (waiting.behind(waiting[1000])[:51], "tickets_job_queue"),
        (waiting.filter(rank__range=(288, 319))[:51], "tickets_job_queue"),
        (waiting.filter(domain="software")[:51], "tickets_job_queue_domain"),
        (Job.objects.takeable_by(technician).in_queue_order()[:5], "tickets_job_queue"),
        (Job.objects.unanswered()[:400], "tickets_job_unanswered"),
    ):
        assert_reads(plan_of(jobs), index)


def test_take_the_next(backlog, technician, now):
    moment = connection.ops.adapt_datetimefield_value(now)
    for of_domain, domain, index in (
        ("", [], "tickets_job_queue"),
        ("AND job.domain = %s", ["hardware"], "tickets_job_queue_domain"),
    ):
        sql = TAKE.format(of_domain=of_domain, lock=LOCKS[connection.vendor])
        assert_reads(plan(sql, [technician.pk, moment, *domain, technician.pk]), index)
