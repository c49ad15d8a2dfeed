"""Hand-overs (A3, D6): which ones a remedy brings, who signs each, and which of them the customer waits for. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from returns.policies import Condition, Remedy
from rulebook.policies import Terms
from servicedesk.clock import day_end, local_date
from staff.policies import MANAGERS, MAY, Action, Role


class Kind(StrEnum):
    """What changes hands."""

    PAY_REFUND = "pay_refund"
    STOCK_IN = "stock_in"
    BOOK_OUT = "book_out"
    BOOK_FAULTY = "book_faulty"
    BOOK_DIFFERENCE = "book_difference"
    ORDER_NEW = "order_new"
    RELEASE_NEW = "release_new"
    PAY_REPAIRER = "pay_repairer"
    COLLECT_CHARGE = "collect_charge"
    RETURN_CHARGE = "return_charge"
    STOCK_REPLACEMENT = "stock_replacement"
    BOOK_CREDIT = "book_credit"
    SHIP_WITH_OTHERS = "ship_with_others"
    COMPENSATE = "compensate"


class Needs(StrEnum):
    """What whoever signs has to write down besides their name."""

    NOTHING = "nothing"
    BOOK_NO = "book_no"
    SERIAL = "serial"
    ORDER = "order"
    LIST_NO = "list_no"


@dataclass(frozen=True)
class Meta:
    """Who signs, whether the customer waits for it, what has to be written down, and its icon."""

    role: Role
    gates: bool
    needs: Needs
    icon: str


KINDS: dict[Kind, Meta] = {
    Kind.PAY_REFUND: Meta(Role.FINANCE, True, Needs.BOOK_NO, "cash-coin"),
    Kind.STOCK_IN: Meta(Role.WAREHOUSE, False, Needs.NOTHING, "box-arrow-in-down"),
    Kind.BOOK_FAULTY: Meta(Role.WAREHOUSE, False, Needs.NOTHING, "journal-minus"),
    Kind.BOOK_OUT: Meta(Role.WAREHOUSE, True, Needs.NOTHING, "box-arrow-right"),
    Kind.BOOK_DIFFERENCE: Meta(Role.FINANCE, True, Needs.BOOK_NO, "calculator"),
    Kind.ORDER_NEW: Meta(Role.PURCHASING, True, Needs.ORDER, "cart"),
    Kind.RELEASE_NEW: Meta(Role.WAREHOUSE, True, Needs.SERIAL, "box-arrow-up"),
    Kind.PAY_REPAIRER: Meta(Role.FINANCE, False, Needs.BOOK_NO, "cash-stack"),
    Kind.COLLECT_CHARGE: Meta(Role.FINANCE, True, Needs.BOOK_NO, "cash-coin"),
    Kind.RETURN_CHARGE: Meta(Role.FINANCE, True, Needs.BOOK_NO, "cash-coin"),
    Kind.STOCK_REPLACEMENT: Meta(Role.WAREHOUSE, False, Needs.NOTHING, "box-arrow-in-down"),
    Kind.BOOK_CREDIT: Meta(Role.FINANCE, False, Needs.BOOK_NO, "journal-plus"),
    Kind.SHIP_WITH_OTHERS: Meta(Role.WAREHOUSE, True, Needs.LIST_NO, "truck"),
    Kind.COMPENSATE: Meta(Role.FINANCE, False, Needs.BOOK_NO, "cash-coin"),
}


# What a remedy brings, and what is taken back when another one is chosen.
OF_REMEDIES = frozenset(
    {
        Kind.PAY_REFUND, Kind.STOCK_IN, Kind.BOOK_FAULTY, Kind.BOOK_OUT, Kind.BOOK_DIFFERENCE, Kind.ORDER_NEW,
        Kind.RELEASE_NEW,
    }
)  # fmt: skip
# What the warehouse signs when the goods come into its books, and when they leave them again for the station.
BOOKS = (Kind.STOCK_IN, Kind.BOOK_FAULTY, Kind.BOOK_OUT)
# What falls away with the customer's claim; what others are owed, or owe, does not.
OF_CLAIM = OF_REMEDIES | {Kind.COLLECT_CHARGE, Kind.SHIP_WITH_OTHERS}


class HandOverState(StrEnum):
    """A hand-over is open until a named person signs it. A refused one is open still: the station has to answer."""

    OPEN = "open"
    REFUSED = "refused"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset({HandOverState.OPEN, HandOverState.REFUSED})
HANDOVER_NEXT: dict[HandOverState, frozenset[HandOverState]] = {
    HandOverState.OPEN: frozenset({HandOverState.SIGNED, HandOverState.REFUSED, HandOverState.WITHDRAWN}),
    HandOverState.REFUSED: frozenset({HandOverState.OPEN, HandOverState.WITHDRAWN}),
    HandOverState.SIGNED: frozenset(),
    HandOverState.WITHDRAWN: frozenset(),
}


def handovers_for(remedy: str, *, condition: str, in_stock: bool, money: bool = True) -> tuple[Kind, ...]:
    """What a remedy brings (A3). Intact goods go to the stock, faulty ones are booked against the internal voucher; an
    exchange that is not in stock is ordered first, and the new goods are released once they are in. `money` says
    whether a difference is to be booked at all."""
    goods = Kind.STOCK_IN if condition == Condition.INTACT else Kind.BOOK_FAULTY
    if remedy == Remedy.REFUND:
        return (Kind.PAY_REFUND, goods)
    if remedy == Remedy.EXCHANGE:
        difference = (Kind.BOOK_DIFFERENCE,) if money else ()
        return (*difference, goods, Kind.RELEASE_NEW if in_stock else Kind.ORDER_NEW)
    if remedy == Remedy.SWAP:
        return (goods, Kind.RELEASE_NEW if in_stock else Kind.ORDER_NEW)
    return ()


def booked_as(signed: Iterable[str]) -> Kind | None:
    """How the warehouse has the goods in its books after these signatures, the oldest first; None where it has not, or
    has handed them back."""
    last = None
    for kind in signed:
        if kind in BOOKS:
            last = Kind(kind)
    return None if last == Kind.BOOK_OUT else last


def needs_internal_voucher(remedy: str, *, condition: str) -> bool:
    """A3: faulty goods that are refunded or exchanged, and every swap, go by a voucher made out to the company."""
    return remedy == Remedy.SWAP or (remedy in (Remedy.REFUND, Remedy.EXCHANGE) and condition == Condition.FAULTY)


def signs_together(kinds: Iterable[str]) -> bool:
    """Whether one signature serves all of these: they have the same written down, and no new item has the serial number
    of another."""
    needs = {KINDS[Kind(kind)].needs for kind in kinds}
    return len(needs) == 1 and Needs.SERIAL not in needs


def follows(kind: str) -> Kind | None:
    """What a signed hand-over brings in its turn: what was ordered is released once it is in."""
    return Kind.RELEASE_NEW if kind == Kind.ORDER_NEW else None


def due_at(made_at: datetime, *, terms: Terms, expected_on: date | None = None) -> datetime:
    """D6: by the end of the day on which the goods change hands; ordered goods, of the day they are expected, unless
    that day is over."""
    start = max(local_date(made_at), expected_on or date.min)
    return day_end(start + timedelta(days=terms.handover_days))


def may_sign(kind: str, *, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles signs this kind of hand-over."""
    return KINDS[Kind(kind)].role in roles


class Doing(StrEnum):
    """What a person does to a hand-over."""

    SIGN = "sign"
    REFUSE = "refuse"
    OFFER_AGAIN = "offer-again"
    EXPECT = "expect"


def doings(kind: str, *, state: str, awaits_order: bool, roles: frozenset[str]) -> tuple[Doing, ...]:
    """What somebody with these roles may do to a hand-over: its own role signs or refuses, the station puts right what
    was refused, purchasing says when ordered goods (`awaits_order`) come in."""
    possible = ()
    if state == HandOverState.OPEN and may_sign(kind, roles=roles):
        possible += (Doing.SIGN, Doing.REFUSE)
    if state == HandOverState.REFUSED and MAY[Action.WORK_GOODS] & roles:
        possible += (Doing.OFFER_AGAIN,)
    if awaits_order and may_sign(Kind.ORDER_NEW, roles=roles):
        possible += (Doing.EXPECT,)
    return possible


def sees_amounts(roles: frozenset[str]) -> bool:
    """Whether the money of hand-overs concerns somebody with these roles: it does finance and the managers."""
    return bool(roles & {Role.FINANCE, *MANAGERS})
