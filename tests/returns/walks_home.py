"""The end of a walk: whatever state goods were left in, the right people bring every one of them to an end, step by
step, and nothing stays open."""

from decimal import Decimal

from returns.models import HandOver, ReturnedItem, Trip
from returns.policies.handovers import KINDS, HandOverState, Kind
from returns.policies.states import STEPS, UNSOLVED, State, Step
from returns.policies.ways_back import ways_by_hand
from returns.services import (
    Back,
    Handing,
    Shipment,
    Signature,
    back_from_supplier,
    handover_offer_again,
    handover_sign,
    item_back_from_outside,
    item_give_back,
    item_withdraw,
    parcel_ship,
    quote_answer,
    quote_settle,
)
from servicedesk.clock import local_date
from staff.policies import Action
from tests.returns.walking import Walk

MOST = 40  # steps that one item may need


def bring_home(walk: Walk, pk: int):
    """Ends an item and everything that is under way of it."""
    for _step in range(MOST):
        item = ReturnedItem.objects.select_related("customer").get(pk=pk)
        if item.closed_at is not None:
            return
        assert _errand(walk, item) or _claim(walk, item), f"nobody can go on: {item.standing} {item.remedy}"
        walk.the_books_are_right()
    raise AssertionError(f"no end: {item.standing} {item.remedy} {item.finding}")


def _does(walk: Walk, right, service, **arguments) -> bool:
    done = walk.attempt(service, by=walk.right_one(right), may=right, **arguments)
    assert done is not None, f"{service.__name__} was refused to the right person"
    return True


def _errand(walk: Walk, item: ReturnedItem) -> bool:
    """One of the things under way besides the goods' own leaving."""
    each = item.handovers.open().exclude(kind=Kind.SHIP_WITH_OTHERS.value).order_by("pk").first()
    if each is not None:
        return _signed(walk, each)
    trip = item.trips.under_way().first()
    return trip is not None and _trip(walk, item, trip)


def _signed(walk: Walk, each: HandOver) -> bool:
    if each.state == HandOverState.REFUSED:
        return _does(walk, Action.WORK_GOODS, handover_offer_again, handover_id=each.pk, note_="补上了")
    voucher = each.paper.paper_no if each.paper else ""
    signature = Signature(reference="B1", voucher_no=voucher, serial=f"LAST{each.pk}", expected_on=local_date(walk.now))
    return _does(walk, KINDS[Kind(each.kind)].role, handover_sign, handover_id=each.pk, signature=signature)


def _trip(walk: Walk, item: ReturnedItem, trip: Trip) -> bool:
    if trip.state == "basket":
        shipment = Shipment(supplier_id=trip.supplier_id, carrier="顺丰", waybill="SF9")
        return _does(walk, Action.SHIP_GOODS, parcel_ship, trip_ids=[trip.pk], shipment=shipment)
    shops = trip.ours or item.is_ours or item.state == State.LOST
    came = {"outcome": "credit", "credit": Decimal("300")} if shops else {"outcome": "repaired"}
    back = Back(back_on=local_date(walk.now), **came)
    return _step(walk, item, Step.BACK_FROM_SUPPLIER, back_from_supplier, back=back)


def _claim(walk: Walk, item: ReturnedItem) -> bool:
    """The customer's claim goes on by a step, where it has not ended."""
    if item.state in {State.OUTSIDE, State.LOST}:
        back = {"repaired": False, "cost": Decimal(0), "ready": True}
        return _step(walk, item, Step.BACK_FROM_OUTSIDE, item_back_from_outside, **back)
    if item.state in {State.RECEIVED, State.CHOSEN, State.WITH_TECHNICIAN, State.QUOTED}:
        return _step(walk, item, Step.WITHDRAW, item_withdraw, reason="不修了")
    return item.state in {State.READY, State.UNCOLLECTED} and _leaves(walk, item)


def _leaves(walk: Walk, item: ReturnedItem) -> bool:
    quote = item.standing_quote if item.finding not in UNSOLVED else None
    if quote is not None and quote.state == "open":
        told = {"quote_no": quote.quote_no, "accepted": True, "answered_by": "李雷", "answered_how": "phone"}
        return _step(walk, item, Step.ANSWER_QUOTE, quote_answer, **told)
    if quote is not None and quote.settled_at is None:
        charged = {line.position: line.amount for line in quote.lines.all()}
        return _step(walk, item, Step.SETTLE_QUOTE, quote_settle, charged=charged)
    shipping = item.handovers.open().filter(kind=Kind.SHIP_WITH_OTHERS.value).first()
    if shipping is not None:
        return _signed(walk, shipping)
    kind = ways_by_hand(is_county_agent=item.customer.is_county_agent, finding=item.finding)[0]
    handing = Handing(kind, receiver="李雷", unsigned_reason="人已走")
    return _step(walk, item, Step.GIVE_BACK, item_give_back, handing=handing)


def _step(walk: Walk, item: ReturnedItem, step: Step, service, **arguments) -> bool:
    return _does(walk, STEPS[step].action, service, item_id=item.pk, **arguments)
