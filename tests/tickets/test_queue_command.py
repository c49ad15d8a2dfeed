"""`manage.py queue`: the waiting jobs in order, in the fixed format."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.usefixtures("at_now")


def run(*arguments):
    out = StringIO()
    call_command("queue", *arguments, stdout=out)
    return out.getvalue()


def test_an_empty_queue_is_an_empty_list(db):
    assert json.loads(run("--format", "json")) == []


def test_the_record_of_a_job(make_customer, make_job, now):
    make_job(make_customer("agent"), job_no="G7", severity="major", repeat=True, brand_class="brand", opened_at=now)
    assert json.loads(run("--format", "json")) == [
        {
            "job_no": "G7",
            "position": 1,
            "why": {
                "expedite": None,
                "tier": "agent",
                "purpose": "work",
                "severity": "major",
                "repeat": True,
                "domain": "hardware",
                "brand_class": "brand",
                "opened_at": "2026-10-15T10:00:00+08:00",
            },
        }
    ]


def test_an_unknown_brand_is_null_and_an_expedite_its_reason(make_customer, make_job):
    make_job(make_customer(), expedite_reason="领导明早要用")
    (record,) = json.loads(run("--format", "json"))
    assert record["why"]["brand_class"] is None
    assert record["why"]["expedite"] == "领导明早要用"
    assert "领导明早要用" in run("--format", "json")


def test_in_order_and_only_what_waits(make_customer, make_job, technician, now, queue_numbers):
    customer = make_customer()
    for each in range(4):
        make_job(customer, opened_at=now - timedelta(minutes=each))
    make_job(customer, technician=technician)
    make_job(customer, closed_at=now)
    records = json.loads(run("--format", "json"))
    assert [record["job_no"] for record in records] == queue_numbers()
    assert [record["position"] for record in records] == [1, 2, 3, 4]


def test_an_expedite_whose_time_is_over_no_longer_counts(make_customer, make_job, now):
    ended = make_job(make_customer(), expedite_reason="x", expedite_until=now - timedelta(seconds=1))
    agent = make_job(make_customer("agent"))
    assert [record["job_no"] for record in json.loads(run("--format", "json"))] == [agent.job_no, ended.job_no]


def test_people_read_a_table(make_customer, make_job):
    make_job(make_customer("network"), job_no="G7", repeat=True)
    assert run().split() == ["1", "G7", "2026-10-15", "10:00", "network", "work", "ordinary", "repeat", "hardware", "-"]


def test_it_costs_as_many_queries_as_pages(waiting_jobs, django_assert_max_num_queries):
    waiting_jobs(30)
    with django_assert_max_num_queries(5):
        run("--format", "json")
