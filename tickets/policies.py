"""Jobs: their states, their place in the queue (T2) and its reasons (T3), and what counts as tried before (T4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from customers.policies import BrandClass, Tier
from rulebook.policies import Terms
from servicedesk.clock import days_between


class Status(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    TAKEN = "taken"
    CLOSED = "closed"


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


@dataclass(frozen=True)
class Reason:
    """One factor of a job's place: its value, how many kinds are served sooner, and whether it could move the job."""

    factor: str
    value: object
    sooner: int
    could_move: bool


def reasons(factors: Factors) -> list[Reason]:
    """Why a job stands where it stands, factor by factor in the order of T2 (T3)."""
    found = []
    for name, values in ORDER:
        value = getattr(factors, name)
        place = _place(values, value)
        found.append(Reason(factor=name, value=value, sooner=place, could_move=place > 0 and name != "tier"))
    return found


@dataclass(frozen=True)
class Earlier:
    """An earlier job for the same machine and the same fault domain."""

    outcome: str
    closed_at: datetime | None
    reopened: int


def is_repeat(earlier: Iterable[Earlier], *, opened_at: datetime, terms: Terms) -> bool:
    """T4: some earlier job was closed unsolved or reopened, or this one came within the window after a repair.

    A closed job whose outcome is not known (imported history) counts as a repair.
    """
    for job in earlier:
        if job.reopened or job.outcome == Outcome.UNSOLVED:
            return True
        if job.outcome == Outcome.CANCELLED or job.closed_at is None or job.closed_at > opened_at:
            continue
        if days_between(job.closed_at, opened_at) <= terms.repeat_days:
            return True
    return False


def answer_due(opened_at: datetime, *, terms: Terms) -> datetime:
    """When a definite answer is due (D1): so many clock hours after the request was logged."""
    return opened_at + timedelta(hours=terms.answer_hours)


def expected_wait(position: int, *, taken: int, days: int) -> timedelta | None:
    """How long the job at `position` will probably wait (T6) when the queue goes on at the pace of late:
    `taken` jobs in the last `days` days. None when nothing was taken, for then there is no pace."""
    return timedelta(days=days) * position / taken if taken else None
