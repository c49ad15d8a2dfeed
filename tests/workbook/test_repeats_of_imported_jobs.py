"""T4 for imported jobs: yes and no are final; empty lets the desk look among all jobs of the machine."""

from datetime import datetime

import pytest

from servicedesk.clock import from_local
from tickets.models import Job


def job(number, opened, closed=None, repeat=None, domain="hardware", machine="J0001"):
    customer = {"J0001": "K0003", "J0002": "K0004", None: "K0003"}[machine]
    return {
        "job_no": number, "customer_no": customer, "machine_no": machine, "domain": domain, "severity": "ordinary",
        "purpose": "work", "repeat": repeat, "fault": "又坏了", "opened_at": opened, "closed_at": closed,
    }  # fmt: skip


def day(month, number, hour=9):
    return datetime(2026, month, number, hour)


def repeats(take, shop, jobs):
    shop["jobs"] = jobs
    assert take(shop).faults == []
    return {job.job_no: (job.repeat, job.repeat_source) for job in Job.objects.all()}


def test_yes_and_no_are_final(take, shop):
    jobs = [job("A", day(9, 1), day(9, 2), "no"), job("B", day(9, 10), None, "no"), job("C", day(9, 11), None, "yes")]
    assert repeats(take, shop, jobs) == {"A": (False, "imported"), "B": (False, "imported"), "C": (True, "imported")}


def test_empty_finds_the_earlier_repair_whatever_the_order_of_rows(take, shop):
    jobs = [job("B", day(9, 10)), job("A", day(9, 1), day(9, 2))]
    assert repeats(take, shop, jobs) == {"A": (False, "found"), "B": (True, "found")}


@pytest.mark.parametrize(("days", "expected"), [(180, True), (181, False)])
def test_within_180_days_of_the_repair(take, shop, days, expected):
    from datetime import timedelta

    closed = day(3, 1)
    jobs = [job("A", day(2, 27), closed), job("B", closed + timedelta(days=days))]
    assert repeats(take, shop, jobs)["B"][0] is expected


def test_not_another_machine_another_domain_or_one_still_open(take, shop):
    jobs = [
        job("A", day(9, 1), day(9, 2), machine="J0002"),
        job("B", day(9, 1), day(9, 2), domain="software"),
        job("C", day(9, 3)),
        job("D", day(9, 4)),
        job("E", day(9, 5), machine=None),
    ]
    found = repeats(take, shop, jobs)
    assert not any(repeat for repeat, _source in found.values())


def test_a_job_closed_after_this_one_came_is_not_before_it(take, shop):
    jobs = [job("A", day(9, 1), day(9, 10)), job("B", day(9, 5))]
    assert repeats(take, shop, jobs)["B"][0] is False


def test_jobs_that_are_in_the_desk_already_count(take, shop, make_job, now):
    from customers.models import Machine

    shop["jobs"] = []
    take(shop)
    machine = Machine.objects.select_related("customer").get(machine_no="J0001")
    opened = from_local(day(1, 5))
    make_job(machine.customer, machine=machine, opened_at=opened, closed_at=opened, outcome="unsolved")
    found = repeats(take, shop, [job("B", day(10, 5))])
    assert found["B"] == (True, "found")  # unsolved: however long ago


def test_the_place_in_the_queue_follows(take, shop):
    repeats(take, shop, [job("A", day(9, 1), day(9, 2)), job("C", day(9, 3), repeat="no"), job("B", day(9, 10))])
    assert [job.job_no for job in Job.objects.waiting().in_queue_order()] == ["B", "C"]


@pytest.mark.parametrize("numbers", [("A", "B"), ("B", "A")])
def test_logged_and_closed_in_the_minute_in_which_it_comes_back(take, shop, numbers):
    first, again = numbers
    found = repeats(take, shop, [job(first, day(9, 1), day(9, 1)), job(again, day(9, 1))])
    assert (found[first][0], found[again][0]) == (False, True)
