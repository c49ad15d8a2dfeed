"""Goods on their way to a supplier and back (W10, D2): states, what can come back, when to ask after it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from returns.policies import Condition
from returns.policies.states import Finding, State
from rulebook.policies import Terms
from servicedesk.clock import from_local, local_date


class TripState(StrEnum):
    BASKET = "basket"
    AWAY = "away"
    BACK = "back"
    TAKEN_OUT = "taken_out"


UNDER_WAY = frozenset({TripState.BASKET, TripState.AWAY})


class Wanted(StrEnum):
    """What the supplier is asked for."""

    REPAIR = "repair"
    REPLACE = "replace"
    CREDIT = "credit"


class TripOutcome(StrEnum):
    """What came back from the supplier."""

    REPAIRED = "repaired"
    GOOD_UNIT = "good_unit"
    NEW = "new"
    REFUSED = "refused"
    CREDIT = "credit"


# With these another unit than the one sent comes back, under a serial number of its own.
OTHER_UNIT = frozenset({TripOutcome.GOOD_UNIT, TripOutcome.NEW})
FINDINGS: dict[TripOutcome, Finding] = {
    TripOutcome.REPAIRED: Finding.REPAIRED,
    TripOutcome.GOOD_UNIT: Finding.GOOD_UNIT,
    TripOutcome.NEW: Finding.NEW_UNIT,
    TripOutcome.REFUSED: Finding.SUPPLIER_REFUSED,
}


PARCEL_PREFIX = "FC"
# The states in which goods that are still the customer's may be put into the basket.
HIS_TO_SEND = frozenset({State.CHOSEN, State.WITH_TECHNICIAN})


class Kept(StrEnum):
    """What keeps goods from the faulty basket: they are not faulty; they are ready for the customer, or with him; what
    they were has come back from a supplier already."""

    INTACT = "intact"
    HIS = "his"
    SETTLED = "settled"


def kept_from_basket(*, condition: str, state: str, ours: bool, settled: bool) -> Kept | None:
    """What keeps an item from the faulty basket; None where nothing does. `settled` says that goods of ours came back
    from a supplier repaired, as another unit or as credit."""
    if condition != Condition.FAULTY:
        return Kept.INTACT
    if not ours:
        return None if state in HIS_TO_SEND else Kept.HIS
    return Kept.SETTLED if settled else None


def may_want(wanted: str, *, ours: bool) -> bool:
    """Whether this may be asked of a supplier: a credit is worth nothing to the customer whose goods they are."""
    return ours or wanted != Wanted.CREDIT


def settles(outcome: str) -> bool:
    """Whether goods of ours that came back so are done with; refused ones may go to another supplier."""
    return outcome != TripOutcome.REFUSED


@dataclass(frozen=True)
class Confirmation:
    """The afternoon on which the supplier is asked whether the goods are there (D2)."""

    opens: datetime
    due: datetime


def confirmation(shipped_on: date, *, terms: Terms) -> Confirmation:
    """D2: on the third day after shipping, from noon until six; `terms` are those of the day of shipping."""
    day = shipped_on + timedelta(days=terms.supplier_confirm_days)
    return Confirmation(
        opens=from_local(datetime.combine(day, terms.supplier_confirm_opens)),
        due=from_local(datetime.combine(day, terms.supplier_confirm_due)),
    )


class ChaseState(StrEnum):
    """How goods at a supplier stand on the chase list: too early to ask; to ask today; late; asked today already."""

    EARLY = "early"
    TODAY = "today"
    LATE = "late"
    ASKED = "asked"


def chase_state(
    shipped_on: date, *, received_on: date | None, asked_on: date | None, now: datetime, terms: Terms
) -> ChaseState:
    """D2: from the third afternoon on, every item still owed to us is asked after once a day until it is back.

    Late is what the supplier has not confirmed by the due time. A note of today takes an item off today's list.
    """
    asked = confirmation(shipped_on, terms=terms)
    if now < asked.opens:
        return ChaseState.EARLY
    if asked_on == local_date(now):
        return ChaseState.ASKED
    return ChaseState.LATE if received_on is None and now > asked.due else ChaseState.TODAY


def days_before(now: datetime, shipped: Mapping[date, Terms]) -> tuple[frozenset[date], frozenset[date]]:
    """Of days of shipping, each with its terms: those too early to ask after, and those that are not late yet."""
    asked = {day: confirmation(day, terms=terms) for day, terms in shipped.items()}
    early = frozenset(day for day, each in asked.items() if now < each.opens)
    in_time = frozenset(day for day, each in asked.items() if now <= each.due)
    return early, in_time
