"""Who decides on a line, who answers an objection, and how a line stands (R2, S8, S10). Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rulebook.policies import Terms
from servicedesk.money import yuan
from staff.policies import MANAGERS, Role


class Verdict(StrEnum):
    """What a manager decides on a proposed deduction."""

    CONFIRMED = "confirmed"
    WAIVED = "waived"


class Standing(StrEnum):
    """How a line stands: nothing to decide, waiting for a decision, or decided."""

    PLAIN = "plain"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    WAIVED = "waived"
    CLOSED = "closed"


# Colour and icon of each standing.
BADGES: dict[Standing, tuple[str, str]] = {
    Standing.PLAIN: ("secondary", "dot"),
    Standing.PROPOSED: ("warning", "hourglass-split"),
    Standing.CONFIRMED: ("info", "check-circle"),
    Standing.WAIVED: ("success", "slash-circle"),
    Standing.CLOSED: ("secondary", "lock"),
}


class Bar(StrEnum):
    """Why somebody may not decide (R2)."""

    NO_MANAGER = "no_manager"
    OWN = "own"
    OF_A_MANAGER = "of_a_manager"
    PROPOSER = "proposer"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Bearers:
    """Who bears what is decided on: staff numbers, and whether a service manager is among those it concerns now."""

    person: str
    all: frozenset[str]
    of_service_manager: bool = False

    @property
    def is_shared(self) -> bool:
        return len(self.all) > 1


def bar(actor: str, roles: Collection[str], bearers: Bearers) -> Bar | None:
    """R2: why `actor` may not decide on a line; None when they may.

    Nobody decides on a line of their own. A share of something several bear is decided by somebody who bears none of
    it, or by the company manager. What concerns the service manager is the company manager's.
    """
    if not MANAGERS & set(roles):
        return Bar.NO_MANAGER
    is_company = Role.COMPANY_MANAGER in roles
    if bearers.is_shared and is_company:
        return None
    if actor in bearers.all:
        return Bar.OWN
    if bearers.of_service_manager and not is_company:
        return Bar.OF_A_MANAGER
    return None


def answer_bar(
    actor: str, roles: Collection[str], bearers: Bearers, *, proposer: str, others: Collection[str]
) -> Bar | None:
    """R2: as `bar`, and an objection is answered by someone other than the proposer where there is one; `others` are
    further people who may decide on the line."""
    found = bar(actor, roles, bearers)
    if found is None and actor == proposer and set(others) - {actor}:
        return Bar.PROPOSER
    return found


def told_bar(found: Bar | None, others: Collection[str]) -> Bar | None:
    """What somebody who is barred is told: that nobody at all may decide, where there are no `others` who may."""
    return Bar.NOBODY if found in {Bar.OWN, Bar.OF_A_MANAGER} and not others else found


def bears_part(actor: str, bearers: Bearers) -> bool:
    """Whether the company manager decides here although bearing a share, which is shown."""
    return actor in bearers.all


@dataclass(frozen=True)
class Guard:
    """S10: what may be withheld of a month's deductions, and what waits."""

    wage: Decimal
    limit: Decimal
    deductions: Decimal

    @property
    def is_passed(self) -> bool:
        return self.deductions > self.limit

    @property
    def withheld(self) -> Decimal:
        return min(self.deductions, self.limit)

    @property
    def waits(self) -> Decimal:
        return max(self.deductions - self.limit, Decimal("0.00"))


def wage_guard(*, wage: Decimal | None, deductions: Decimal, terms: Terms) -> Guard | None:
    """S10 for a sheet; None where no wage is recorded."""
    if wage is None:
        return None
    return Guard(wage, yuan(wage * terms.wage_guard_percent / 100), deductions)
