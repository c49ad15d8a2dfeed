"""Goods on their way to a supplier and back (W10, D2): states, what can come back, when to ask after it. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from returns.policies.states import Finding
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
