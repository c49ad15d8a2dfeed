"""The answer that a customer is owed (D1) and how long a job will wait for it (T6). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rulebook.policies import Terms

ANSWER_SOON = timedelta(hours=4)


def answer_due(opened_at: datetime, *, terms: Terms) -> datetime:
    """When a definite answer is due (D1): so many clock hours after the request was logged."""
    return opened_at + timedelta(hours=terms.answer_hours)


class AnswerState(StrEnum):
    """How a job stands with the definite answer of D1."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    LATE = "late"
    SOON = "soon"
    IN_TIME = "in_time"
    WAITS = "waits"
    NOT_OWED = "not_owed"


@dataclass(frozen=True)
class Owed:
    """The last round of a job's definite answer, as its deadline keeps it (D1, D10): when it is due, whether it stands
    still while we wait for the customer, when it ended, and whether it ended because nobody wanted one any more."""

    due: datetime
    waits: bool = False
    ended_at: datetime | None = None
    cancelled: bool = False


def owed_state(owed: Owed, *, now: datetime) -> AnswerState:
    """How the round stands. What was answered in an earlier round answers nothing of this one."""
    if owed.cancelled:
        return AnswerState.NOT_OWED
    if owed.waits:
        return AnswerState.WAITS
    return answer_state(answered_at=owed.ended_at, due=owed.due, now=now)


def answer_state(*, answered_at: datetime | None, due: datetime, now: datetime) -> AnswerState:
    """How an answer that is due then stands. Exactly at the due time is in time."""
    if answered_at is not None:
        return AnswerState.ANSWERED if answered_at <= due else AnswerState.ANSWERED_LATE
    if now > due:
        return AnswerState.LATE
    return AnswerState.SOON if due - now <= ANSWER_SOON else AnswerState.IN_TIME


PACE_SPAN = timedelta(days=14)
SHORTEST_SPAN = timedelta(days=1)


@dataclass(frozen=True)
class Pace:
    """How fast the queue goes: so many jobs left it within a span."""

    left: int
    span: timedelta

    @property
    def per_job(self) -> timedelta:
        """The time between one job leaving the queue and the next."""
        return self.span / self.left


def pace_of(left: int, *, since: datetime, first_logged: datetime | None, now: datetime) -> Pace | None:
    """The pace when `left` jobs left the queue after `since`. A young desk is measured from its first job, over a day
    at least. None when none left: then there is no pace, and no honest guess."""
    if not left:
        return None
    start = max(since, first_logged) if first_logged else since
    return Pace(left, max(now - start, SHORTEST_SPAN))


def expected_wait(position: int, *, pace: Pace | None) -> timedelta | None:
    """How long the job at `position` will probably wait from now (T6), when the queue goes on at that pace."""
    return pace.per_job * position if pace else None


def will_miss(*, state: AnswerState, due: datetime, wait: timedelta | None, now: datetime) -> bool:
    """Whether a job without an answer will stand in the queue past its due time (T6), or is late already. One that
    waits for the customer misses nothing meanwhile."""
    if state not in (AnswerState.LATE, AnswerState.SOON, AnswerState.IN_TIME):
        return False
    return state == AnswerState.LATE or (wait is not None and now + wait > due)
