"""What jobs owe their customers, as the deadlines of their definite answers tell it (D1, D10)."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef

from deadlines.models import Deadline
from deadlines.policies import State
from tickets.policies.waits import Owed

ANSWER = ["answer"]


def owed_answers(job_ids: Collection[int]) -> dict[int, Owed]:
    """The last round of each job's answer. Jobs whose time was over when they were imported have none."""
    rounds = Deadline.objects.filter(subject="job", subject_id__in=job_ids, kind__in=ANSWER).order_by("cycle")
    return {
        job: Owed(due, state == State.PAUSED, ended_at, state == State.CANCELLED)
        for job, due, state, ended_at in rounds.values_list("subject_id", "due_at", "state", "ended_at")
    }


def owed_first(limit: int) -> list[int]:
    """The jobs that still owe an answer, closed unsolved ones among them, the earliest due first."""
    rounds = Deadline.objects.unfinished().filter(kind__in=ANSWER).exclude(state=State.PAUSED.value)
    return list(rounds.order_by("due_at", "pk").values_list("subject_id", flat=True)[:limit])


def late_answers(now: datetime):
    """The rounds that are over by the clock without an answer, the longest first."""
    rounds = Deadline.objects.unfinished().filter(kind__in=ANSWER, due_at__lt=now)
    return rounds.exclude(state=State.PAUSED.value).order_by("due_at", "pk")


def without_round(jobs):
    """Of these jobs those that never had a deadline for their answer."""
    return jobs.exclude(Exists(Deadline.objects.filter(subject="job", subject_id=OuterRef("pk"), kind__in=ANSWER)))
