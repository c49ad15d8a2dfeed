"""Closing a month: whose sheets, what is carried over, and the seal (S7). Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from settlement.policies.facts import Month
from settlement.policies.lines import Line
from settlement.policies.sheets import Sheet
from staff.policies import Role


class Scope(StrEnum):
    """Whose sheets a closing freezes: everybody's but the service managers', or what is left then (S7)."""

    SHOP = "shop"
    MANAGERS = "managers"


def is_managers(roles: Collection[str]) -> bool:
    """Whether the person's own sheet is for the company manager alone to close."""
    return Role.SERVICE_MANAGER in roles


def scopes_for(roles: Collection[str], closed: Collection[Scope]) -> tuple[Scope, ...]:
    """What somebody with these roles closes of a month of which `closed` is closed already."""
    mine = tuple(Scope) if Role.COMPANY_MANAGER in roles else (Scope.SHOP,) if Role.SERVICE_MANAGER in roles else ()
    return tuple(scope for scope in mine if scope not in closed)


@dataclass(frozen=True)
class ClosedMonths:
    """What is closed: the first month the desk closed, and the last one of each scope. Months before the first were
    settled elsewhere: they can be looked at, but not closed, and nothing of them is carried over."""

    first: Month | None = None
    shop: Month | None = None
    managers: Month | None = None

    def last_for(self, *, manager: bool) -> Month | None:
        return self.managers if manager else self.shop

    def is_closed(self, month: Month, *, manager: bool) -> bool:
        last = self.last_for(manager=manager)
        return self.first is not None and last is not None and self.first <= month <= last

    def first_open(self, *, manager: bool) -> Month | None:
        """The month that takes what is found late; None while nothing was ever closed."""
        if self.first is None:
            return None
        last = self.last_for(manager=manager)
        return last.following if last else self.first

    def carried_from(self, *, manager: bool) -> list[Month]:
        """The closed months, whose late findings the first open one takes."""
        last, months = self.last_for(manager=manager), []
        month = self.first
        while month is not None and last is not None and month <= last:
            months.append(month)
            month = month.following
        return months


def late_lines(now: Iterable[Line], frozen: Iterable[Line], *, of: Month) -> list[Line]:
    """What a closed month would be now less what was frozen, or carried since: one line for each difference, marked
    with the month it belongs to. Nothing changed: no lines."""
    amounts: dict[tuple, Decimal] = defaultdict(Decimal)
    seen: dict[tuple, Line] = {}
    for sign, lines in ((1, now), (-1, frozen)):
        for line in lines:
            known = (*line.key, line.part, line.on)
            amounts[known] += sign * line.amount
            seen.setdefault(known, line)
    found = [replace(seen[known], amount=amount, of=str(of)) for known, amount in amounts.items() if amount]
    return sorted(found, key=lambda line: line.order)


def with_late(sheet: Sheet, late: Iterable[Line]) -> Sheet:
    """The sheet with lines of closed months among its own."""
    return replace(sheet, lines=tuple(sorted([*sheet.lines, *late], key=lambda line: line.order)))


def needs_decision(line: Line) -> bool:
    """Whether a manager decides on the line before the month is closed (S8). What a late finding gives back needs
    none, nor does a forfeit, which goes with its cause."""
    return line.is_deduction and line.amount < 0


def content_of(sheet: Sheet, decided: dict[tuple, tuple]) -> dict:
    """Everything a closed sheet says, for its seal. `decided` are verdict, reason and manager by line key."""
    return {
        "person": sheet.person,
        "month": str(sheet.month),
        "receipts": [sheet.filed, sheet.settled, sheet.subsidised],
        "forfeited": sheet.forfeited,
        "total": f"{sheet.total:.2f}",
        "lines": [
            [*line.key, line.part, line.on.isoformat(), f"{line.amount:.2f}", line.of, *decided.get(line.key, ())]
            for line in sheet.lines
        ],
        "unpaid": [[unpaid.source, unpaid.reason.value] for unpaid in sheet.unpaid],
    }
