"""The queue as people see it: the board with its places and waits, the pace, and what a manager must know of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rulebook.selectors import terms_for
from servicedesk.clock import local_date
from staff.models import User
from staff.policies import Role, WorksOn
from tickets.models import Job, PutBack
from tickets.owed_selectors import owed_answers, owed_first
from tickets.policies import Status, deciding_factor, ranks_of_tier
from tickets.policies.waits import (
    PACE_SPAN,
    AnswerState,
    Owed,
    Pace,
    answer_due,
    expected_wait,
    owed_state,
    pace_of,
    will_miss,
)

PAGE = 50
BOUND = 1000  # counts and places are exact up to here, "1,000+" beyond
SEARCH_BOUND = 10_000  # how many places of the queue a search for words looks through
LATE_BOUND = 400  # how many unanswered jobs, oldest first, are looked through for those that will miss their time
JOINED = ("customer", "machine", "technician", "answered_by")


@dataclass(frozen=True)
class Count:
    """A number that is exact up to `BOUND`; `more` says that there are more than that."""

    number: int
    more: bool = False


def count_to_bound(jobs, bound: int = BOUND) -> Count:
    """How many rows there are, counting no further than `bound`; in their order, so that an index is walked."""
    number = jobs[: bound + 1].count()
    return Count(min(number, bound), more=number > bound)


def pace_now(now: datetime) -> Pace | None:
    """How fast jobs left the queue in the last 14 days (T6): those closed in that time and those now in work that
    were taken in it. Where more than `BOUND` did, the last ones alone tell the pace."""
    since = now - PACE_SPAN
    newest = Job.objects.filter(status=Status.CLOSED.value, closed_at__gt=since, closed_at__lte=now)
    closed = list(newest.order_by("-closed_at").values_list("closed_at", flat=True)[:BOUND])
    if len(closed) == BOUND:
        return Pace(BOUND, max(now - closed[-1], timedelta(minutes=1)))
    taken = Job.objects.filter(status=Status.TAKEN.value, taken_at__gt=since)[:BOUND].count()
    first = Job.objects.order_by("pk").values_list("opened_at", flat=True).first()
    return pace_of(len(closed) + taken, since=since, first_logged=first, now=now)


@dataclass(frozen=True)
class Row:
    """A job as lists show it: its place, when an answer is due by its deadline and how that stands (D1), and how long
    it will wait.

    `position` is None beyond `BOUND`. `wait` is None where there is no pace, and the least it can be beyond `BOUND`.
    `ahead` is the job before it in the list and `decided_by` the factor that put that one first.
    """

    job: Job
    position: int | None
    due: datetime
    answered_at: datetime | None
    answer: AnswerState
    waited: timedelta
    wait: timedelta | None
    misses: bool
    ahead: Job | None = None
    decided_by: str | None = None
    put_back_by: tuple[str, ...] = ()


def rows_of(jobs: Iterable[Job], *, places: dict[str, int], pace: Pace | None, now: datetime) -> list[Row]:
    """The jobs as rows in the order given; `places` holds the positions by job number up to `BOUND`."""
    jobs = list(jobs)
    owed = _owed_by(jobs)
    put_backs: dict[int, list[str]] = {}
    for put_back in PutBack.objects.filter(job__in=[job.pk for job in jobs]).select_related("technician"):
        put_backs.setdefault(put_back.job_id, []).append(put_back.technician.name)
    rows = []
    for ahead, job in zip([None, *jobs], jobs, strict=False):
        position = places.get(job.job_no)
        due, state = owed[job.pk].due, owed_state(owed[job.pk], now=now)
        waits = job.status == Status.WAITING
        wait = expected_wait(position or BOUND + 1, pace=pace) if waits else None
        rows.append(
            Row(
                job=job,
                position=position,
                due=due,
                answered_at=owed[job.pk].ended_at,
                answer=state,
                waited=now - job.opened_at,
                wait=wait,
                misses=will_miss(state=state, due=due, wait=wait, now=now),
                ahead=ahead,
                decided_by=deciding_factor(ahead.factors, job.factors) if ahead else None,
                put_back_by=tuple(put_backs.get(job.pk, ())),
            )
        )
    return rows


def _owed_by(jobs: list[Job]) -> dict[int, Owed]:
    """What each job owes its customer. One without a deadline is reckoned from when it was logged."""
    owed = owed_answers([job.pk for job in jobs])
    bare = [job for job in jobs if job.pk not in owed]
    terms = terms_for(local_date(job.opened_at) for job in bare) if bare else {}
    for job in bare:
        due = answer_due(job.opened_at, terms=terms[local_date(job.opened_at)])
        owed[job.pk] = Owed(due, ended_at=job.answered_at or job.closed_at)
    return owed


def places_in_queue() -> dict[str, int]:
    """The positions of the first `BOUND` waiting jobs by their numbers, read off the queue's index alone."""
    numbers = Job.objects.waiting().in_queue_order().values_list("job_no", flat=True)[:BOUND]
    return {job_no: position for position, job_no in enumerate(numbers, start=1)}


@dataclass(frozen=True)
class Filters:
    """What the board is narrowed to; empty is everything."""

    tier: str = ""
    domain: str = ""
    words: str = ""

    def __bool__(self):
        return bool(self.tier or self.domain or self.words)


@dataclass(frozen=True)
class Board:
    """One page of the queue. `next_after` is the job number that the next page begins behind, "" on the last."""

    rows: list[Row]
    next_after: str
    waiting: Count
    pace: Pace | None


def board(*, filters: Filters, after: str = "", now: datetime, size: int = PAGE) -> Board:
    """A page of the waiting jobs in order; a job keeps its place in the whole queue when the board is narrowed."""
    begin = Job.objects.filter(job_no=after).first() if after else None
    found = _in_order(filters, begin, size + 1)
    page = found[:size]
    if begin is None and not filters:
        places = {job.job_no: position for position, job in enumerate(page, start=1)}
    else:
        places = places_in_queue()
    pace = pace_now(now)
    return Board(
        rows=rows_of(page, places=places, pace=pace, now=now),
        next_after=page[-1].job_no if len(found) > size else "",
        waiting=count_to_bound(Job.objects.waiting().in_queue_order()),
        pace=pace,
    )


def _in_order(filters: Filters, begin: Job | None, size: int) -> list[Job]:
    """The first `size` waiting jobs behind `begin` that pass the filters.

    A tier is two runs of ranks; each is read from its own place in the index, so a low tier costs no walk over the
    tiers before it.
    """
    jobs = Job.objects.waiting().in_queue_order().select_related(*JOINED)
    if begin is not None:
        jobs = jobs.behind(begin)
    if filters.domain:
        jobs = jobs.filter(domain=filters.domain)
    if filters.words:
        head = Job.objects.waiting().in_queue_order().values("pk")[:SEARCH_BOUND]
        jobs = jobs.filter(pk__in=head).mentioning(filters.words)
    if not filters.tier:
        return list(jobs[:size])
    found: list[Job] = []
    for run in ranks_of_tier(filters.tier):
        if len(found) < size:
            found += jobs.filter(rank__range=run)[: size - len(found)]
    return found


def technicians_on(day: date):
    """Who can be given a job on that day: technicians who are employed then (T5), by their numbers."""
    return User.objects.with_role(Role.TECHNICIAN).employed_on(day).by_number()


@dataclass(frozen=True)
class Late:
    """Jobs whose answer is late or will be (T6), and those put back by everybody who could be handed them."""

    rows: list[Row]
    stuck: list[Row]
    pace: Pace | None
    looked_through_all: bool


def late(*, now: datetime) -> Late:
    """For a manager: of the jobs that owe an answer, those that are late, due within hours, or will wait past their
    time; the earliest due first."""
    pace, places = pace_now(now), places_in_queue()
    owing = owed_first(LATE_BOUND)
    oldest = list(Job.objects.unanswered().values_list("pk", flat=True)[:LATE_BOUND])
    jobs = Job.objects.filter(pk__in={*owing, *oldest}).select_related(*JOINED)
    rows = sorted(rows_of(jobs, places=places, pace=pace, now=now), key=lambda row: (row.due, row.job.job_no))
    chosen = [row for row in rows if row.misses or row.answer == AnswerState.SOON]
    stuck = rows_of(_stuck_jobs(now), places=places, pace=pace, now=now)
    return Late(chosen, stuck, pace, looked_through_all=max(len(owing), len(oldest)) < LATE_BOUND)


def _stuck_jobs(now: datetime) -> list[Job]:
    """Waiting jobs that were put back and that no other technician of today could be handed."""
    put_backs = PutBack.objects.filter(job__status=Status.WAITING.value).values_list("job", "technician", "job__domain")
    refused: dict[int, tuple[str, set[int]]] = {}
    for job, technician, domain in put_backs[:BOUND]:
        refused.setdefault(job, (domain, set()))[1].add(technician)
    if not refused:
        return []
    able = list(technicians_on(local_date(now)))
    stuck = [
        job
        for job, (domain, people) in refused.items()
        if not any(each.pk not in people and each.works_on in (WorksOn.BOTH, domain) for each in able)
    ]
    return list(Job.objects.filter(pk__in=stuck).in_queue_order().select_related(*JOINED))
