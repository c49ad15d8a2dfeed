"""What a deadline goes through: its states (D10) and the stages that come once each (D11). Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """How a deadline stands (D10). A missed one stays missed; whether the thing was done since, `ended_at` tells."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    EXPLAINED = "explained"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Meta:
    """What may follow a state, and how it looks."""

    next: frozenset[State]
    badge: str
    icon: str


_S = State
STATES: dict[State, Meta] = {
    _S.RUNNING: Meta(frozenset({_S.PAUSED, _S.MET, _S.MISSED, _S.EXPLAINED, _S.CANCELLED}), "info", "hourglass-split"),
    _S.PAUSED: Meta(frozenset({_S.RUNNING, _S.MET, _S.EXPLAINED, _S.CANCELLED}), "secondary", "pause-circle"),
    _S.MET: Meta(frozenset(), "success", "check-circle"),
    _S.MISSED: Meta(frozenset(), "danger", "exclamation-octagon"),
    _S.EXPLAINED: Meta(frozenset(), "warning", "chat-left-text"),
    _S.CANCELLED: Meta(frozenset({_S.RUNNING}), "secondary", "x-circle"),  # lost goods that are found
}
# Nothing further happens to these by themselves.
SETTLED = frozenset({_S.MET, _S.EXPLAINED, _S.CANCELLED})


def may_move(old: str, new: str) -> bool:
    """Whether the table allows the move."""
    return State(new) in STATES[State(old)].next


class Stage(StrEnum):
    """What happens on the way to a deadline and after it, each at most once in one round."""

    WARN = "warn"
    WARN_AGAIN = "warn_again"
    DUE = "due"
    MISSED = "missed"
    ESCALATED = "escalated"


AFTER = frozenset({Stage.MISSED, Stage.ESCALATED})
_ORDER = list(Stage)
_INSTANT = timedelta(seconds=1)


@dataclass(frozen=True)
class Planned:
    """A stage and the instant that it belongs to: for a miss, the last instant that was still in time."""

    stage: Stage
    at: datetime

    @property
    def fires_at(self) -> datetime:
        """When it happens. Exactly at the due time is in time, so what follows a miss comes a second later."""
        return self.at + _INSTANT if self.stage in AFTER else self.at


def in_order(plan: Collection[Planned]) -> tuple[Planned, ...]:
    """The plan as it comes to pass; stages of one instant in the order of `Stage`."""
    return tuple(sorted(plan, key=lambda each: (each.fires_at, _ORDER.index(each.stage))))


def still_to_come(plan: Sequence[Planned], *, done: Collection[str]) -> tuple[Planned, ...]:
    """The stages of a plan that have not happened, in order. One that comes before a stage that has happened is left
    out: a warning moved by new facts does not follow its miss."""
    last = max((_ORDER.index(Stage(stage)) for stage in done), default=-1)
    return tuple(each for each in in_order(plan) if _ORDER.index(each.stage) > last)


def happening(plan: Sequence[Planned], *, done: Collection[str], now: datetime) -> tuple[Planned, ...]:
    """The stages whose time has come, all that an outage left over."""
    return tuple(each for each in still_to_come(plan, done=done) if each.fires_at <= now)


SOON = timedelta(hours=4)
CATCHING_UP = timedelta(hours=1)


def is_late_news(planned: Planned, *, now: datetime) -> bool:
    """Whether a stage is caught up after an outage, so that it belongs into a digest, not a message of its own."""
    return now - planned.fires_at > CATCHING_UP


class Standing(StrEnum):
    """How near an unfinished deadline is, for the boards."""

    MISSED = "missed"
    SOON = "soon"
    TODAY = "today"
    LATER = "later"
    PAUSED = "paused"


def standing(*, state: str, due: datetime, end_of_today: datetime, now: datetime) -> Standing:
    """Missed; due within four hours; due today; later. A paused one is none of these. What is over by the clock counts
    as missed before the sweep has come by."""
    if state == State.PAUSED:
        return Standing.PAUSED
    if state == State.MISSED or now > due:
        return Standing.MISSED
    if due - now <= SOON:
        return Standing.SOON
    return Standing.TODAY if due <= end_of_today else Standing.LATER
