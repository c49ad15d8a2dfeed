"""Jobs: states and steps, the place in the queue (T2) and its reasons (T3), what counts as tried before (T4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from customers.policies import BrandClass, Tier
from rulebook.policies import Terms
from servicedesk.clock import days_between
from staff.policies import Action


class Status(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"


OPEN = frozenset({Status.WAITING, Status.TAKEN})


@dataclass(frozen=True)
class Meta:
    """What may follow a status, and how it looks."""

    next: frozenset[Status]
    badge: str
    icon: str


STATUS: dict[Status, Meta] = {
    Status.WAITING: Meta(frozenset({Status.TAKEN, Status.CLOSED}), "warning", "hourglass-split"),
    Status.TAKEN: Meta(frozenset({Status.WAITING, Status.TAKEN, Status.CLOSED}), "info", "tools"),
    Status.CLOSED: Meta(frozenset({Status.WAITING}), "success", "check-circle"),
}


def may_move(old: str, new: str) -> bool:
    """Whether the table allows the move."""
    return Status(new) in STATUS[Status(old)].next


class Outcome(StrEnum):
    """How a job ended."""

    SOLVED = "solved"
    UNSOLVED = "unsolved"
    CANCELLED = "cancelled"


class Domain(StrEnum):
    HARDWARE = "hardware"
    SOFTWARE = "software"


class Severity(StrEnum):
    MAJOR = "major"
    ORDINARY = "ordinary"


class Purpose(StrEnum):
    WORK = "work"
    ENTERTAINMENT = "entertainment"


class RepeatSource(StrEnum):
    """Who says whether the fault was tried before: the desk found it (T4), a person set it, or it was imported."""

    FOUND = "found"
    SET = "set"
    IMPORTED = "imported"


class Channel(StrEnum):
    """How a definite answer reached the customer (D1)."""

    PHONE = "phone"
    COUNTER = "counter"
    MESSAGE = "message"
    VISIT = "visit"


# What a person can do to a job.


class Step(StrEnum):
    EDIT = "edit"
    ANSWER = "answer"
    CLOSE = "close"
    ASSIGN = "assign"
    HAND_OVER = "hand_over"
    PUT_BACK = "put_back"
    EXPEDITE = "expedite"
    END_EXPEDITE = "end_expedite"
    SET_REPEAT = "repeat"
    REOPEN = "reopen"


@dataclass(frozen=True)
class StepRule:
    """In which states a step is possible, whose action allows it for any job, and whose for their own job only."""

    states: frozenset[Status]
    anybody: frozenset[Action]
    own: frozenset[Action] = frozenset()


_EVERY = frozenset(Status)
_WAITING, _TAKEN, _CLOSED = frozenset({Status.WAITING}), frozenset({Status.TAKEN}), frozenset({Status.CLOSED})
_STEER, _WORK, _EDIT = frozenset({Action.STEER_JOB}), frozenset({Action.WORK_JOB}), frozenset({Action.EDIT_JOB})
_EXPEDITE = frozenset({Action.EXPEDITE_JOB})

STEPS: dict[Step, StepRule] = {
    Step.ANSWER: StepRule(_EVERY, _EDIT),
    Step.CLOSE: StepRule(OPEN, _STEER, own=_WORK),
    Step.HAND_OVER: StepRule(_TAKEN, _STEER, own=_WORK),
    Step.PUT_BACK: StepRule(_TAKEN, _STEER, own=_WORK),
    Step.ASSIGN: StepRule(_WAITING, _STEER),
    Step.EXPEDITE: StepRule(OPEN, _EXPEDITE),
    Step.END_EXPEDITE: StepRule(OPEN, _EXPEDITE),
    Step.SET_REPEAT: StepRule(OPEN, _EDIT),
    Step.EDIT: StepRule(OPEN, _EDIT),
    Step.REOPEN: StepRule(_CLOSED, _WORK),
}


class Refusal(StrEnum):
    """Why a step is not possible: the job is in another state, or it is not this person's to do."""

    STATE = "state"
    PERSON = "person"


def refusal(step: Step, *, status: str, mine: bool, expedited: bool, actions: frozenset[str]) -> Refusal | None:
    """Why someone who may do `actions` may not do the step to this job now; None when they may.

    A waiting job may be cancelled by whoever may correct it (`outcomes_for`); only an expedite that stands can end.
    """
    rule = STEPS[step]
    if Status(status) not in rule.states or (step == Step.END_EXPEDITE and not expedited):
        return Refusal.STATE
    if rule.anybody & actions or (mine and rule.own & actions):
        return None
    if step == Step.CLOSE and status == Status.WAITING and Action.EDIT_JOB in actions:
        return None
    return Refusal.PERSON


def outcomes_for(*, status: str, actions: frozenset[str]) -> tuple[Outcome, ...]:
    """How the job may end: a job nobody took is cancelled, unless a manager says how it was solved or not."""
    if status == Status.WAITING and Action.STEER_JOB not in actions:
        return (Outcome.CANCELLED,)
    return tuple(Outcome)


# An expedite ends at the latest so long after it was given; longer needs a new decision (T2).
LONGEST_EXPEDITE = timedelta(days=14)


def expedite_end_is_possible(until: datetime, *, now: datetime) -> bool:
    """T2 (0): an expedite ends in the future, 14 days ahead at most."""
    return now < until <= now + LONGEST_EXPEDITE


# The order of the queue.


@dataclass(frozen=True)
class Factors:
    """What decides a job's place, apart from its arrival (T2). Empty text is unknown and counts as the later kind."""

    expedited: bool
    tier: str
    purpose: str
    severity: str
    repeat: bool
    domain: str
    brand_class: str


# T2 in its order: the factor and its values, the one to be served first at the front.
ORDER: tuple[tuple[str, tuple], ...] = (
    ("expedited", (True, False)),
    ("tier", tuple(tier.value for tier in Tier)),
    ("purpose", (Purpose.WORK.value, Purpose.ENTERTAINMENT.value)),
    ("severity", (Severity.MAJOR.value, Severity.ORDINARY.value)),
    ("repeat", (True, False)),
    ("domain", (Domain.HARDWARE.value, Domain.SOFTWARE.value)),
    ("brand_class", (BrandClass.BRAND.value, BrandClass.COMPATIBLE.value)),
)


def _place(values: tuple, value) -> int:
    return values.index(value) if value in values else len(values) - 1


def rank(factors: Factors) -> int:
    """The factors packed into one small number (0…319): the lower, the sooner. Arrival and number break ties."""
    packed = 0
    for name, values in ORDER:
        packed = packed * len(values) + _place(values, getattr(factors, name))
    return packed


@lru_cache
def ranks_of_tier(tier: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The two runs of ranks, first and last of each, in which jobs of a tier stand: expedited ones and the others."""
    first = Factors(True, tier, Purpose.WORK, Severity.MAJOR, True, Domain.HARDWARE, BrandClass.BRAND)
    last = Factors(True, tier, Purpose.ENTERTAINMENT, Severity.ORDINARY, False, Domain.SOFTWARE, BrandClass.COMPATIBLE)
    return tuple(
        (rank(replace(first, expedited=expedited)), rank(replace(last, expedited=expedited)))
        for expedited in (True, False)
    )


def deciding_factor(ahead: Factors, behind: Factors) -> str | None:
    """The first factor of T2 that sets two jobs apart; None where only arrival (or the number) does."""
    for name, values in ORDER:
        if _place(values, getattr(ahead, name)) != _place(values, getattr(behind, name)):
            return name
    return None


@dataclass(frozen=True)
class Reason:
    """One factor of a job's place: its value, and whether another value would be served sooner."""

    factor: str
    value: object
    is_best: bool


def reasons(factors: Factors) -> list[Reason]:
    """Why a job stands where it stands, factor by factor in the order of T2 (T3)."""
    return [
        Reason(factor=name, value=getattr(factors, name), is_best=getattr(factors, name) == values[0])
        for name, values in ORDER
    ]


@dataclass(frozen=True)
class Move:
    """A change that would move a job: the factor, the value it would take, and the rank the job would then have."""

    factor: str
    value: object
    rank: int
    sooner: bool


def moves(factors: Factors) -> list[Move]:
    """What would move the job (T3): each factor taken one value towards the front, then an expedite that would end.

    Facts are not wishes: a factor moves a job only when the fact behind it was wrong or has changed.
    """
    found = []
    for name, values in ORDER:
        place = _place(values, getattr(factors, name))
        if place > 0:
            moved = replace(factors, **{name: values[place - 1]})
            found.append(Move(name, values[place - 1], rank(moved), sooner=True))
    if factors.expedited:
        found.append(Move("expedited", False, rank(replace(factors, expedited=False)), sooner=False))
    return found


# Tried before and not solved.


@dataclass(frozen=True)
class Earlier:
    """An earlier job for the same machine and the same fault domain."""

    outcome: str
    closed_at: datetime | None
    reopened: int
    job_no: str = ""


class Tried(StrEnum):
    """The three ways in which T4 finds that a fault was tried before and not solved."""

    UNSOLVED = "unsolved"
    REOPENED = "reopened"
    CAME_BACK = "came_back"


@dataclass(frozen=True)
class Evidence:
    """What T4 found: the way, the earlier job, and for a return how many days after its repair."""

    tried: Tried
    job_no: str
    days: int | None = None


def repeat_evidence(earlier: Iterable[Earlier], *, opened_at: datetime, terms: Terms) -> Evidence | None:
    """T4: some earlier job was closed unsolved or reopened, or this one came within the window after a repair.

    A closed job whose outcome is not known (imported history) counts as a repair; a cancelled one does not, nor does
    one that was still open when this one was logged. Exactly `repeat_days` days after the repair is within.
    """
    for job in earlier:
        if job.reopened:
            return Evidence(Tried.REOPENED, job.job_no)
        if job.outcome == Outcome.UNSOLVED:
            return Evidence(Tried.UNSOLVED, job.job_no)
        if job.outcome == Outcome.CANCELLED or job.closed_at is None or job.closed_at > opened_at:
            continue
        days = days_between(job.closed_at, opened_at)
        if days <= terms.repeat_days:
            return Evidence(Tried.CAME_BACK, job.job_no, days)
    return None


def is_repeat(earlier: Iterable[Earlier], *, opened_at: datetime, terms: Terms) -> bool:
    """Whether T4 finds the fault tried before and not solved; `repeat_evidence` says how."""
    return repeat_evidence(earlier, opened_at=opened_at, terms=terms) is not None
