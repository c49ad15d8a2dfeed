"""Where the way of goods stands that came in with the shop's books, from the columns of the sheet. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from returns.policies import Remedy
from returns.policies.states import Finding, State
from returns.policies.trips import TripState

SUPPLIER_COLUMNS = ("supplier", "sent_to_supplier_on", "supplier_received_on", "back_from_supplier_on")
BOUGHT_BACK = {
    Remedy.REFUND: Finding.REFUNDED,
    Remedy.EXCHANGE: Finding.EXCHANGED,
    Remedy.SWAP: Finding.SWAPPED,
}


@dataclass(frozen=True)
class Standing:
    """The state of an imported item, what came of it, and the state of its trip to a supplier (None: it made none)."""

    state: State
    finding: str
    trip: TripState | None

    @property
    def out(self) -> int:
        """How many errands of it are under way."""
        return 1 if self.trip in (TripState.BASKET, TripState.AWAY) else 0


def standing_of(row: Mapping) -> Standing:
    """What the columns of `returned_goods` say. What was given back has ended; goods that were refunded, exchanged or
    swapped and sent to a supplier are still owed to us until they are back, others came back before they were given
    back, whether or not somebody wrote it down."""
    remedy = row.get("remedy") or ""
    bought_back = BOUGHT_BACK.get(remedy, "")
    trip = _trip(row, bought_back)
    if row.get("delivered_at"):
        return Standing(State.GIVEN_BACK, bought_back, trip)
    if not bought_back and trip == TripState.AWAY:
        return Standing(State.AT_SUPPLIER, "", trip)
    if not bought_back and trip == TripState.BASKET:
        return Standing(State.BASKET, "", trip)
    if not bought_back and trip == TripState.BACK:
        return Standing(State.READY, "", trip)
    return Standing(State.CHOSEN if remedy else State.RECEIVED, "", trip)


def _trip(row: Mapping, bought_back: str) -> TripState | None:
    if not any(row.get(name) for name in SUPPLIER_COLUMNS):
        return None
    if row.get("back_from_supplier_on") or (row.get("delivered_at") and not bought_back):
        return TripState.BACK
    if row.get("sent_to_supplier_on") or row.get("supplier_received_on"):
        return TripState.AWAY
    return TripState.BACK if row.get("delivered_at") else TripState.BASKET
