"""Spare units and loans (V7, D3, B4). A unit is in the pool, out on loan, or withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from customers.policies import Tier
from rulebook.policies import Terms
from tickets.policies import Domain

BORROWERS = frozenset({Tier.INDUSTRY, Tier.NETWORK, Tier.QUASI_INDUSTRY})  # B4: tiers 2–4
LONGEST_LOAN = timedelta(days=366)
USUAL_LOAN = timedelta(days=14)


class UnitState(StrEnum):
    IN_POOL = "in_pool"
    ON_LOAN = "on_loan"
    WITHDRAWN = "withdrawn"


NEXT: dict[UnitState, frozenset[UnitState]] = {
    UnitState.IN_POOL: frozenset({UnitState.ON_LOAN, UnitState.WITHDRAWN}),
    UnitState.ON_LOAN: frozenset({UnitState.IN_POOL}),
    UnitState.WITHDRAWN: frozenset({UnitState.IN_POOL}),
}


def may_move(old: str, new: str) -> bool:
    """Whether the table allows the move."""
    return UnitState(new) in NEXT[UnitState(old)]


def spare_due_on(since: date, *, terms: Terms) -> date:
    """D3: the last day by which a faulty part is solved or a spare unit is lent."""
    return since + timedelta(days=terms.spare_days)


def spare_warned_on(since: date, *, terms: Terms) -> date:
    """D3: the day on which a spare unit is suggested."""
    return spare_due_on(since, terms=terms) - timedelta(days=terms.spare_warn_days)


@dataclass(frozen=True)
class Wanting:
    """A job that may need a spare unit."""

    job: object
    tier: str
    domain: str
    since: date
    has_loan: bool


def wanting(jobs: Iterable[Wanting], *, today: date, terms: Terms) -> list[tuple[Wanting, date]]:
    """The jobs for which a spare unit is suggested today with the last day of D3, the most urgent at the front:
    hardware of tiers 2–4 that was not solved by the day of the warning and has nothing on loan."""
    due = [
        (job, spare_due_on(job.since, terms=terms))
        for job in jobs
        if job.tier in BORROWERS
        and job.domain == Domain.HARDWARE
        and not job.has_loan
        and today >= spare_warned_on(job.since, terms=terms)
    ]
    return sorted(due, key=lambda each: each[1])


def due_day_is_possible(due_on: date, *, today: date) -> bool:
    """A loan ends today at the earliest, and within a year."""
    return today <= due_on <= today + LONGEST_LOAN
