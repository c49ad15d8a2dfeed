"""What a closed sheet pays out and carries on, and what waits under the wage guard (S6, S10). Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from settlement.policies.facts import Month
from settlement.policies.lines import ZERO
from settlement.policies.rules import Group
from settlement.policies.sheets import Sheet


class RestVerdict(StrEnum):
    """What a manager decides on a rest."""

    WITHHOLD = "withhold"
    LET_GO = "let_go"


@dataclass(frozen=True)
class Rest:
    """What is left of a month's deductions that were not withheld, because they passed the wage guard (S10). Without a
    verdict it waits for the manager's decision."""

    month: Month
    left: Decimal
    verdict: RestVerdict | None = None


@dataclass(frozen=True)
class Payout:
    """What a sheet comes to in money. `brought` is what stood below zero before, `waits` what of the sheet's deductions
    passes the wage guard, `later` what of earlier months' rests is withheld now, `caught_up` what of `brought` is."""

    brought: Decimal
    total: Decimal
    waits: Decimal
    later: tuple[tuple[Month, Decimal], ...]
    caught_up: Decimal

    @property
    def withheld_later(self) -> Decimal:
        return sum((amount for _month, amount in self.later), ZERO)

    @property
    def _now(self) -> Decimal:
        return self.total + self.waits - self.caught_up - self.withheld_later

    @property
    def paid(self) -> Decimal:
        return max(self._now, ZERO)

    @property
    def carried(self) -> Decimal:
        """S6: what stays below zero for the next pay-out; never positive."""
        return self.brought + self.caught_up + min(self._now, ZERO)


def pay_out(sheet: Sheet, *, limit: Decimal | None, brought: Decimal, rests: Iterable[Rest]) -> Payout:
    """The pay-out of a sheet.

    S10: with a wage on record (`limit`), the sheet's own deductions, what is brought over and what was put off together
    take no more than the limit. Nothing is given back that was never withheld: a late finding that takes a deduction of
    an earlier month back is set against that month's rest first, then come what was brought over and the rests that are
    to be withheld, the oldest first.
    """
    waits = ZERO if limit is None else max(sheet.deductions - limit, ZERO)
    room = _Room(None if limit is None else max(limit - sheet.deductions, ZERO))
    rests, back, later = sorted(rests, key=lambda rest: rest.month), given_back(sheet), defaultdict(Decimal)
    for rest in rests:
        later[rest.month] += room.take(min(rest.left, back.get(str(rest.month), ZERO)))
    caught_up = room.take(-brought)
    for rest in rests:
        if rest.verdict == RestVerdict.WITHHOLD:
            later[rest.month] += room.take(rest.left - later[rest.month])
    taken = tuple((month, amount) for month, amount in sorted(later.items()) if amount)
    return Payout(brought, sheet.total, waits, taken, caught_up)


def given_back(sheet: Sheet) -> dict[str, Decimal]:
    """By closed month, what of its deductions the sheet's late lines give back."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for line in sheet.lines:
        if line.of and line.group == Group.DEDUCTIONS:
            found[line.of] += line.amount
    return {of: amount for of, amount in found.items() if amount > 0}


def rests_after(rests: Iterable[Rest], payout: Payout, *, month: Month) -> list[Rest]:
    """What is left of the rests once a sheet of `month` was paid out, its own among them."""
    taken = dict(payout.later)
    left = [replace(rest, left=rest.left - taken.get(rest.month, ZERO)) for rest in rests]
    return [rest for rest in [*left, Rest(month, payout.waits)] if rest.left]


def rest_bar(verdict: RestVerdict, before: RestVerdict | None) -> bool:
    """Whether a decision on a rest stands in the way of another one: what was let go stays so, and nothing is decided
    twice; what is to be withheld may still be let go."""
    return before is not None and (before == RestVerdict.LET_GO or verdict == before)


class _Room:
    """How much may still be withheld this month; None is without limit."""

    def __init__(self, left: Decimal | None):
        self.left = left

    def take(self, wanted: Decimal) -> Decimal:
        """As much of what is wanted as there is room for."""
        taken = wanted if self.left is None else min(wanted, self.left)
        if self.left is not None:
            self.left -= taken
        return taken
