"""What is known around a job and a person: open jobs, earlier jobs (T4), a person's work, the page of a job."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta

from records.models import Entry
from rulebook.selectors import terms_on
from servicedesk.clock import local_date
from staff.models import User
from staff.policies import Action
from tickets.models import QUEUE_ORDER, Job
from tickets.owed_selectors import late_answers, without_round
from tickets.policies import Earlier, Evidence, Move, RepeatSource, Status, moves, repeat_evidence
from tickets.policies.waits import Pace
from tickets.queue_selectors import (
    BOUND,
    JOINED,
    PAGE,
    SEARCH_BOUND,
    Count,
    Row,
    count_to_bound,
    pace_now,
    places_in_queue,
    rows_of,
)


def open_jobs_of(*, customer=None, machine=None, leave_out: int | None = None, limit: int = 10) -> list[Job]:
    """Jobs of the customer (of the machine first) that are waiting or in work: what may be about to be logged twice."""
    found: list[Job] = []
    for subject in ({"machine": machine}, {"customer": customer}):
        if next(iter(subject.values())) is None or len(found) >= limit:
            continue
        known = [job.pk for job in found] + ([leave_out] if leave_out else [])
        jobs = Job.objects.open().filter(**subject).exclude(pk__in=known).select_related(*JOINED)
        found += jobs.order_by("-opened_at", "-job_no")[: limit - len(found)]
    return found


def find_repeat(*, machine_id: int | None, domain: str, opened_at: datetime, job_id: int | None) -> Evidence | None:
    """What T4 finds for a job on this machine in this fault domain, logged at `opened_at`; newest evidence first.

    Without a machine nothing can be found. `job_id` is the job itself, None before it is there.
    """
    if machine_id is None:
        return None
    others = Job.objects.filter(machine=machine_id, domain=domain, opened_at__lte=opened_at).exclude(pk=job_id)
    facts = others.order_by("-opened_at", "-job_no").values_list("outcome", "closed_at", "reopened", "job_no")
    earlier = [Earlier(*fact) for fact in facts[:BOUND]]
    return repeat_evidence(earlier, opened_at=opened_at, terms=terms_on(local_date(opened_at)))


def find_jobs(words: str, limit: int = 20) -> list[Job]:
    """Jobs for the search over everything: one whose number is exactly this, else open ones that mention the words."""
    text = words.strip()
    exact = list(Job.objects.filter(job_no__in={text, text.upper()}).select_related(*JOINED))
    if exact or not text:
        return exact
    newest = Job.objects.order_by("-pk").values("pk")[:SEARCH_BOUND]
    return list(Job.objects.filter(pk__in=newest).mentioning(text).select_related(*JOINED).order_by("-pk")[:limit])


@dataclass(frozen=True)
class Work:
    """What waits for a person at the desk: their jobs in work, the head of what they may take, and the counts."""

    mine: list[Row]
    head: list[Row]
    waiting: Count
    late: Count
    may_take: bool


def my_jobs(user: User, now: datetime) -> list[Row]:
    """The person's jobs in work, the one taken first at the front, a page of them."""
    jobs = Job.objects.taken_by(user).select_related(*JOINED)[:PAGE]
    return rows_of(jobs, places={}, pace=None, now=now)


def work_of(user: User, now: datetime) -> Work:
    """A person's part of the queue for their home page. `late` counts open jobs whose answer is late already."""
    may_take = user.may(Action.TAKE_JOB)
    waiting = Job.objects.takeable_by(user) if may_take else Job.objects.waiting()
    head = list(waiting.in_queue_order().select_related(*JOINED)[:5])
    return Work(
        mine=my_jobs(user, now),
        head=rows_of(head, places=places_in_queue(), pace=pace_now(now), now=now),
        waiting=count_to_bound(Job.objects.waiting().in_queue_order()),
        late=count_late(now),
        may_take=may_take,
    )


def count_late(now: datetime) -> Count:
    """How many jobs owe their customer an answer whose time is over (D1): by their deadlines, and those that came into
    the desk too late to have one."""
    late = count_to_bound(late_answers(now))
    if late.more:
        return late
    limit = now - timedelta(hours=terms_on(local_date(now)).answer_hours)
    bare = count_to_bound(without_round(Job.objects.unanswered().filter(opened_at__lt=limit)))
    return Count(min(late.number + bare.number, BOUND), more=late.number + bare.number > BOUND)


@dataclass(frozen=True)
class JobPage:
    """What a job's page shows beside the job: its place and why, what would move it whereto, what it comes after,
    other open jobs of its machine and customer, and its history."""

    row: Row
    pace: Pace | None
    moves: list[tuple[Move, int | None]]
    found: Evidence | None
    others: list[Job]
    history: list[Entry]


def job_page(job: Job, *, now: datetime) -> JobPage:
    """Everything around a job. Places are exact up to `BOUND`, None beyond."""
    head = _head_of_queue() if job.status == Status.WAITING else []
    numbers = [job_no for _rank, _opened_at, job_no in head]
    places = {job_no: position for position, job_no in enumerate(numbers, start=1)}
    position = places.get(job.job_no)
    ahead = Job.objects.select_related(*JOINED).get(job_no=numbers[position - 2]) if position and position > 1 else None
    pace = pace_now(now)
    rows = rows_of([ahead, job] if ahead else [job], places=places, pace=pace, now=now)
    found = None
    if job.repeat and job.repeat_source == RepeatSource.FOUND and not job.reopened:
        found = find_repeat(machine_id=job.machine_id, domain=job.domain, opened_at=job.opened_at, job_id=job.pk)
    return JobPage(
        row=rows[-1],
        pace=pace,
        moves=[(move, place) for move, place in _moves_of(job, head) if place is None or place != position],
        found=found,
        others=open_jobs_of(customer=job.customer, machine=job.machine, leave_out=job.pk),
        history=list(Entry.objects.of("job", job.pk).select_related("by")),
    )


def _head_of_queue() -> list[tuple]:
    return list(Job.objects.waiting().in_queue_order().values_list(*QUEUE_ORDER)[:BOUND])


def _moves_of(job: Job, head: list[tuple]) -> list[tuple[Move, int | None]]:
    """What would move the job, each with the place it would then have; nothing for a job that does not wait."""
    others = [place for place in head if place[2] != job.job_no]
    found = []
    for move in moves(job.factors) if head else []:
        place = bisect_left(others, (move.rank, job.opened_at, job.job_no)) + 1
        found.append((move, place if place <= len(others) or len(head) < BOUND else None))
    return found
