"""Paid repairs (L4): the states of a quote, its lines, and what may be charged in the end. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class QuoteState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


QUOTE_NEXT: dict[QuoteState, frozenset[QuoteState]] = {
    QuoteState.OPEN: frozenset({QuoteState.ACCEPTED, QuoteState.REFUSED, QuoteState.WITHDRAWN}),
    QuoteState.ACCEPTED: frozenset({QuoteState.WITHDRAWN}),
    QuoteState.REFUSED: frozenset(),
    QuoteState.WITHDRAWN: frozenset(),
}


class LineKind(StrEnum):
    PART = "part"
    LABOUR = "labour"
    VISIT = "visit"
    OTHER = "other"


class OutsideState(StrEnum):
    AWAY = "away"
    BACK = "back"


MOST_LINES = 20


@dataclass(frozen=True)
class NewLine:
    """A line of a quote as it is typed; the price in yuan, for one."""

    kind: str
    text: str
    price: Decimal
    quantity: int = 1

    @property
    def amount(self) -> Decimal:
        return self.price * self.quantity


def total(lines: Iterable) -> Decimal:
    """What the lines come to in all."""
    return sum((line.amount for line in lines), Decimal("0.00"))


def work_may_start(*, free: bool | None, quote_state: str) -> bool:
    """L4: a repair that is not known to be free begins once the customer has accepted a quote."""
    return free is True or quote_state == QuoteState.ACCEPTED
