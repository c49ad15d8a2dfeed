"""Goods that are faulty and to be repaired go into the technicians' queue unless the clerk says otherwise."""

import pytest

from returns.models import ReturnedItem
from tickets.models import Job

pytestmark = pytest.mark.django_db
URL = "/returns/intake/"
JOB = {"domain": "hardware", "severity": "major", "purpose": "work"}

USUAL = [
    ("faulty", "repair", True),
    ("faulty", "swap", False),
    ("faulty", "", False),
    ("intact", "repair", False),
    ("intact", "refund", False),
]


@pytest.mark.parametrize(("condition", "remedy", "opened"), USUAL)
def test_by_default_faulty_goods_to_be_repaired(
    client_of, counter, make_customer, intake_post, condition, remedy, opened
):
    block = {"condition": condition, "remedy": remedy, **JOB}
    client_of(counter).post(URL, intake_post(block, customer=make_customer().customer_no))
    assert (ReturnedItem.objects.get().job is not None) == opened
    assert Job.objects.count() == opened


@pytest.mark.parametrize(("word", "remedy", "opened"), [("no", "repair", False), ("yes", "swap", True)])
def test_the_clerk_may_decide_otherwise(client_of, counter, make_customer, intake_post, word, remedy, opened):
    block = {"remedy": remedy, "job": word, **JOB}
    client_of(counter).post(URL, intake_post(block, customer=make_customer().customer_no))
    assert Job.objects.count() == opened


def test_the_job_says_what_was_said_at_the_counter(client_of, counter, make_customer, make_machine, intake_post):
    customer = make_customer()
    machine = make_machine(customer, serial="SN1", brand_class="brand")
    block = {"serial": "SN1", "remedy": "repair", "fault": "不开机", **JOB}
    client_of(counter).post(URL, intake_post(block, customer=customer.customer_no))
    job = ReturnedItem.objects.get().job
    assert (job.customer, job.machine, job.fault, job.status) == (customer, machine, "不开机", "waiting")
    assert (job.domain, job.severity, job.purpose, job.brand_class) == ("hardware", "major", "work", "brand")


@pytest.mark.parametrize("name", ["domain", "severity", "purpose"])
def test_the_queue_needs_its_factors(client_of, counter, make_customer, intake_post, messages_at, name):
    block = {"remedy": "repair", **JOB, name: ""}
    response = client_of(counter).post(URL, intake_post(block, customer=make_customer().customer_no))
    assert messages_at(response, f"items-0-{name}")
    assert not Job.objects.exists()
    assert not ReturnedItem.objects.exists()
