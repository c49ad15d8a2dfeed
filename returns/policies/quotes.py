"""Paid repairs (L4): the states of a quote, its lines, when work may start, what may be charged in the end. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from servicedesk.money import LARGEST, yuan


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
# A quote that binds us: there is one at a time.
STANDING = frozenset({QuoteState.OPEN, QuoteState.ACCEPTED})


def may_move(old: str, new: str) -> bool:
    """Whether the table allows the move."""
    return QuoteState(new) in QUOTE_NEXT[QuoteState(old)]


class LineKind(StrEnum):
    PART = "part"
    LABOUR = "labour"
    VISIT = "visit"
    OTHER = "other"


class OutsideState(StrEnum):
    AWAY = "away"
    BACK = "back"


QUOTE_PREFIX = "HJ"
MOST_LINES = 20
LARGEST_QUANTITY = 999


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


@dataclass(frozen=True)
class NewPart:
    """A part that was put in, as it is typed, and the one that came out."""

    name: str
    old_serial: str = ""
    new_serial: str = ""


def total(lines: Iterable) -> Decimal:
    """What the lines come to in all."""
    return sum((line.amount for line in lines), Decimal("0.00"))


def problems(lines: Sequence[NewLine]) -> list[tuple[int | None, str]]:
    """What keeps the lines from being a quote, as (position, code); None is the quote as a whole."""
    if not lines:
        return [(None, "lines.missing")]
    if len(lines) > MOST_LINES:
        return [(None, "lines.many")]
    found = []
    for position, line in enumerate(lines):
        if line.kind not in set(LineKind) or not line.text.strip():
            found.append((position, "line.text"))
        if not 1 <= line.quantity <= LARGEST_QUANTITY:
            found.append((position, "line.quantity"))
        elif not 0 <= line.price <= LARGEST or line.amount > LARGEST or line.price != yuan(line.price):
            found.append((position, "line.price"))
    if not found and total(lines) > LARGEST:
        found.append((None, "lines.total"))
    return found


def work_may_start(*, free: bool | None, quote_state: str) -> bool:
    """L4: a repair that is not known to be free begins once the customer has accepted a quote."""
    return free is True or quote_state == QuoteState.ACCEPTED


def beyond_accepted(accepted: Mapping[int, Decimal], charged: Mapping[int, Decimal]) -> list[int]:
    """The positions of lines that would be charged less than nothing or beyond what was accepted (L4), to the cent."""
    return [position for position, most in accepted.items() if not 0 <= charged[position] <= most]


def to_pay(charged: Iterable[Decimal], *, discount: Decimal) -> Decimal | None:
    """What the customer pays in the end; None where the discount is negative or more than the charges."""
    charges = sum(charged, Decimal("0.00"))
    return charges - discount if 0 <= discount <= charges else None
