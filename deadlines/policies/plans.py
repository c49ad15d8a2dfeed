"""The stages of a deadline with their instants, worked out from its span and its facts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from deadlines.policies import AFTER, Planned, Stage, in_order
from deadlines.policies.times import Facts, Span, at_clock, due_at, nth_day, number_of
from rulebook.policies import Unit


class Told(StrEnum):
    """Who is told of a stage: who has the thing, the role that it waits for, or a manager."""

    OWNER = "owner"
    ROLE = "role"
    SERVICE_MANAGER = "service_manager"
    COMPANY_MANAGER = "company_manager"


@dataclass(frozen=True)
class Step:
    """A stage of a kind: when it comes and who is told.

    At the due time, unless it comes so long `before`, or `on_day` (a number of the rulebook, counted as the span is),
    or so many `days_before` the last day; those that belong to a day come at the time of day `clock` names, else in
    the morning. `ahead` is for what starts at a time that was agreed: it may come before that.
    """

    stage: Stage
    told: tuple[Told, ...]
    before: timedelta | None = None
    on_day: str = ""
    days_before: str = ""
    clock: str = ""
    ahead: bool = False


def plan_of(span: Span, steps: Sequence[Step], facts: Facts) -> tuple[Planned, ...]:
    """Every stage with its instant, in order. None comes before the start, but for one that is told ahead
    of it, nor while we wait for the customer, and no warning after the due time."""
    due = due_at(span, facts)
    return in_order([Planned(step.stage, _instant(step, span, facts, due)) for step in steps])


def _instant(step: Step, span: Span, facts: Facts, due: datetime) -> datetime:
    if step.stage in AFTER:
        return due
    at = due
    if step.before is not None:
        at = due - step.before
    elif step.on_day or step.days_before:
        working = span.unit(facts.tier) == Unit.WORKING_DAYS
        at = at_clock(nth_day(_day_number(step, span, facts), facts, working=working), step.clock, facts)
    for wait in facts.waits:
        at = wait.end if wait.start <= at < wait.end else at
    return min(at if step.ahead else max(at, facts.start), due)


def _day_number(step: Step, span: Span, facts: Facts) -> int:
    if step.on_day:
        return number_of(step.on_day, facts)
    return max(0, number_of(span.key, facts) - number_of(step.days_before, facts))
