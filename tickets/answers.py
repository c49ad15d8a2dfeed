"""The definite answer of a job as a deadline (D1): it begins with the job, passes on with it and ends with it."""

from datetime import datetime

from deadlines.services import New, deadlines_cancel, deadlines_hold, deadlines_meet, deadlines_open
from tickets.models import Job
from tickets.owed_selectors import ANSWER
from tickets.policies import Outcome


def answer_of(job: Job, *, start: datetime) -> New:
    """The deadline for a job's definite answer, counted from `start`: its technician's, else whoever logged it."""
    return New(
        kind="answer",
        subject_id=job.pk,
        number=job.job_no,
        start=start,
        customer_id=job.customer_id,
        owner_id=job.technician_id or job.opened_by_id,
        tier=job.customer.tier,
    )


def answer_begin(job: Job, *, by, now: datetime):
    """The customer is owed a definite answer from now on."""
    deadlines_open([answer_of(job, start=now)], by=by, now=now)


def answer_end(job: Job, *, by, now: datetime, cause: str):
    """The job has ended, for the reason given. A solution is the answer; a customer who withdrew needs none; one whose
    fault was not solved is owed one still."""
    if job.outcome == Outcome.SOLVED:
        deadlines_meet(subject="job", subject_id=job.pk, kinds=ANSWER, by=by, now=now)
    elif job.outcome == Outcome.CANCELLED:
        deadlines_cancel(subject="job", subject_id=job.pk, kinds=ANSWER, by=by, now=now, cause=cause)


def answer_passes(job_id: int, owner_id: int | None):
    """The job is somebody else's now, and the answer with it."""
    deadlines_hold(subject="job", subject_ids=[job_id], owner_id=owner_id)
