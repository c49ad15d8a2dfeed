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


PAGES = {
    "first page": (lambda jobs: jobs, "tickets_job_queue"),
    "behind a job": (lambda jobs: jobs.behind(jobs[1000]), "tickets_job_queue"),
    "of a tier": (lambda jobs: jobs.filter(rank__range=(288, 319)), "tickets_job_queue"),
    "of a domain": (lambda jobs: jobs.filter(domain="software"), "tickets_job_queue_domain"),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_board(page, backlog):
    narrow, index = PAGES[page]
    jobs = narrow(Job.objects.waiting().in_queue_order().select_related(*JOINED))
    assert_reads(plan_of(jobs[:51]), index)


@pytest.mark.parametrize(
    ("works_on", "index"), [("both", "tickets_job_queue"), ("hardware", "tickets_job_queue_domain")]
)
def test_take_the_next(works_on, index, backlog, technician, now):
    of_domain, domain = ("", []) if works_on == "both" else ("AND job.domain = %s", [works_on])
    sql = TAKE.format(of_domain=of_domain, lock=LOCKS[connection.vendor])
    params = [technician.pk, connection.ops.adapt_datetimefield_value(now), *domain, technician.pk]
    assert_reads(plan(sql, params), index)


def test_what_a_technician_may_take(backlog, technician):
    assert_reads(plan_of(Job.objects.takeable_by(technician).in_queue_order()[:5]), "tickets_job_queue")


def test_the_oldest_without_an_answer(backlog):
    assert_reads(plan_of(Job.objects.unanswered()[:400]), "tickets_job_unanswered")
