"""Reads that join: the queue board with its waits, a person's work, what is known around a job."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rulebook.selectors import terms_for, terms_on
from servicedesk.clock import local_date
from staff.models import User
from staff.policies import Action, Role, WorksOn
from tickets.models import Job, PutBack
from tickets.policies import (
    PACE_SPAN,
    AnswerState,
    Earlier,
    Evidence,
    Pace,
    Status,
    answer_due,
    answer_state,
    deciding_factor,
    expected_wait,
    pace_of,
    ranks_of_tier,
    repeat_evidence,
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
    """A job as lists show it: its place, when an answer is due and how that stands, and how long it will wait.

    `position` is None beyond `BOUND`. `wait` is None where there is no pace, and the least it can be beyond `BOUND`.
    `ahead` is the job before it in the list and `decided_by` the factor that put that one first.
    """

    job: Job
    position: int | None
    due: datetime
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
    terms = terms_for(local_date(job.opened_at) for job in jobs)
    put_backs: dict[int, list[str]] = {}
    for put_back in PutBack.objects.filter(job__in=[job.pk for job in jobs]).select_related("technician"):
        put_backs.setdefault(put_back.job_id, []).append(put_back.technician.name)
    rows = []
    for ahead, job in zip([None, *jobs], jobs, strict=False):
        position = places.get(job.job_no)
        due = answer_due(job.opened_at, terms=terms[local_date(job.opened_at)])
        state = answer_state(answered_at=job.answered_at, due=due, now=now)
        waits = job.status == Status.WAITING
        wait = expected_wait(position or BOUND + 1, pace=pace) if waits else None
        rows.append(
            Row(
                job=job,
                position=position,
                due=due,
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


@dataclass(frozen=True)
class Late:
    """Jobs whose answer is late or will be (T6), and those put back by everybody who could be handed them."""

    rows: list[Row]
    stuck: list[Row]
    pace: Pace | None
    looked_through_all: bool


def late(*, now: datetime) -> Late:
    """For a manager: of the unanswered jobs, those that are late, due within hours, or will wait past their time."""
    pace, places = pace_now(now), places_in_queue()
    oldest = list(Job.objects.unanswered().select_related(*JOINED)[:LATE_BOUND])
    rows = rows_of(oldest, places=places, pace=pace, now=now)
    chosen = [row for row in rows if row.misses or row.answer == AnswerState.SOON]
    stuck = rows_of(_stuck_jobs(now), places=places, pace=pace, now=now)
    return Late(chosen, stuck, pace, looked_through_all=len(oldest) < LATE_BOUND)


def _stuck_jobs(now: datetime) -> list[Job]:
    """Waiting jobs that were put back and that no other technician of today could be handed."""
    put_backs = PutBack.objects.filter(job__status=Status.WAITING.value).values_list("job", "technician", "job__domain")
    refused: dict[int, tuple[str, set[int]]] = {}
    for job, technician, domain in put_backs[:BOUND]:
        refused.setdefault(job, (domain, set()))[1].add(technician)
    if not refused:
        return []
    able = technicians_on(local_date(now))
    stuck = [
        job
        for job, (domain, people) in refused.items()
        if not any(each.pk not in people and each.works_on in (WorksOn.BOTH, domain) for each in able)
    ]
    return list(Job.objects.filter(pk__in=stuck).in_queue_order().select_related(*JOINED))


def technicians_on(day) -> list[User]:
    """Who can be given a job on that day: technicians who are employed then (T5)."""
    return list(User.objects.with_role(Role.TECHNICIAN).employed_on(day).by_number())


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


def work_of(user: User, now: datetime) -> Work:
    """A person's part of the queue for their home page. `late` counts open jobs whose answer is late already."""
    may_take = user.may(Action.TAKE_JOB)
    waiting = Job.objects.takeable_by(user) if may_take else Job.objects.waiting()
    head = list(waiting.in_queue_order().select_related(*JOINED)[:5])
    pace = pace_now(now)
    places = places_in_queue() if head else {}
    mine = list(Job.objects.taken_by(user).select_related(*JOINED)[:PAGE]) if may_take else []
    rows = rows_of([*mine, *head], places=places, pace=pace, now=now)
    return Work(
        mine=rows[: len(mine)],
        head=rows[len(mine) :],
        waiting=count_to_bound(Job.objects.waiting().in_queue_order()),
        late=count_late(now),
        may_take=may_take,
    )


def count_late(now: datetime) -> Count:
    """How many open jobs have waited for an answer longer than D1 allows, by today's terms."""
    limit = now - timedelta(hours=terms_on(local_date(now)).answer_hours)
    return count_to_bound(Job.objects.unanswered().filter(opened_at__lt=limit), bound=BOUND)
