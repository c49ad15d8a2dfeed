"""D1: a definite answer within 24 hours of logging, and again when the machine is taken away."""

from datetime import timedelta

import pytest

from deadlines.models import Deadline
from tickets import services
from tickets.taking_back import TakenBack, take_back

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def rounds(job):
    return list(Deadline.objects.of("job", job.pk).order_by("cycle"))


def test_it_begins_when_the_job_is_logged_and_is_whoever_logged_its(log_job, counter, now):
    (row,) = rounds(log_job(counter))
    assert (row.kind, row.due_at, row.owner) == ("answer", now + 24 * HOUR, counter)


def test_it_passes_on_with_the_job(log_job, counter, technician, other_technician, service_manager, now):
    job = log_job(counter)
    services.take_next(by=technician, now=now)
    assert rounds(job)[0].owner == technician
    services.job_hand_over(job_id=job.pk, by=technician, now=now, to=other_technician, reason="休息")
    assert rounds(job)[0].owner == other_technician
    services.job_put_back(job_id=job.pk, by=other_technician, now=now, reason="缺件")
    assert rounds(job)[0].owner == counter


def test_an_answer_meets_it_at_the_last_second_and_not_later(log_job, counter, now):
    in_time, late = log_job(counter), log_job(counter)
    told = {"by": counter, "answer": "明天上门", "channel": "phone"}
    services.job_answer(job_id=in_time.pk, now=now + 24 * HOUR, **told)
    services.job_answer(job_id=late.pk, now=now + 24 * HOUR + timedelta(seconds=1), **told)
    assert [rounds(job)[0].state for job in (in_time, late)] == ["met", "missed"]


@pytest.mark.parametrize(("outcome", "state"), [("solved", "met"), ("cancelled", "cancelled"), ("unsolved", "running")])
def test_the_end_of_the_job_ends_it_unless_the_customer_is_owed_one_still(
    log_job, counter, service_manager, now, outcome, state
):
    job = log_job(counter)
    services.job_close(job_id=job.pk, by=service_manager, now=now + HOUR, outcome=outcome, work_done="换了电源")
    assert rounds(job)[0].state == state


def test_it_begins_again_when_the_machine_is_taken_away(log_job, counter, now):
    job = log_job(counter)
    services.job_answer(job_id=job.pk, by=counter, now=now + HOUR, answer="带回检修", channel="visit")
    later = now + 5 * HOUR
    take_back(TakenBack("HZ1", job.customer, "主机", job=job), by=counter, now=later)
    first, second = rounds(job)
    assert (first.state, second.state, second.due_at) == ("met", "running", later + 24 * HOUR)
