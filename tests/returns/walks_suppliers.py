"""What people try with suppliers: baskets, parcels, asking after them, and what comes back."""

from datetime import timedelta
from decimal import Decimal

from returns.models import Trip
from returns.policies.states import State, Step
from returns.policies.trips import OTHER_UNIT, TripOutcome, Wanted
from returns.services import (
    Back,
    Shipment,
    back_from_supplier,
    into_basket,
    out_of_basket,
    parcel_ship,
    supplier_asked,
    supplier_has_it,
    trips_back,
    trips_chase,
    trips_confirm,
)
from servicedesk.clock import local_date
from staff.policies import Action
from tests.returns.walking import Chance, Walk, deed

SENT_FROM = (State.CHOSEN, State.WITH_TECHNICIAN, State.HANDING_OVER, State.READY, State.GIVEN_BACK)


@deed(often=4)
def goods_go_into_the_basket(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *SENT_FROM)
    if item:
        walk.try_step(
            chance, Step.INTO_BASKET, into_basket, item, supplier=chance.choice(walk.world.suppliers),
            wanted=chance.choice(list(Wanted)).value, accessories=chance.words("电源线"),
        )  # fmt: skip


@deed(often=1)
def goods_are_taken_out_of_the_basket(walk: Walk, chance: Chance):
    trip = _trip(chance, "basket")
    if trip:
        walk.try_step(chance, Step.OUT_OF_BASKET, out_of_basket, trip.item, reason=chance.words("自己修"))


@deed(often=3)
def a_parcel_is_shipped(walk: Walk, chance: Chance):
    trip = _trip(chance, "basket")
    if trip:
        chosen = Trip.objects.filter(supplier=trip.supplier) if chance.well() else Trip.objects.all()
        chosen = chosen.filter(state="basket") if chance.well() else chosen
        shipment = Shipment(supplier_id=trip.supplier_id, carrier="顺丰", waybill="SF1")
        walk.attempt(
            parcel_ship, by=walk.somebody(chance, Action.SHIP_GOODS), may=Action.SHIP_GOODS,
            trip_ids=[each.pk for each in chosen.order_by("pk")], shipment=shipment,
        )  # fmt: skip


@deed(often=1)
def the_supplier_has_it(walk: Walk, chance: Chance):
    trip = _trip(chance, "away")
    if trip:
        said = {"received_on": _day(walk, chance), "word": chance.words("王工")}
        if chance.well():
            walk.try_step(chance, Step.SUPPLIER_HAS_IT, supplier_has_it, trip.item, **said)
        else:
            by = walk.somebody(chance, Action.SHIP_GOODS)
            trips = list(Trip.objects.values_list("pk", flat=True))
            walk.attempt(trips_confirm, by=by, may=Action.SHIP_GOODS, trip_ids=trips, **said)


@deed(often=1)
def the_supplier_is_asked(walk: Walk, chance: Chance):
    trip = _trip(chance, "away")
    if trip and chance.well():
        walk.try_step(chance, Step.SUPPLIER_ASKED, supplier_asked, trip.item, word=chance.words("下周发"))
    elif trip:
        by = walk.somebody(chance, Action.SHIP_GOODS)
        walk.attempt(trips_chase, by=by, may=Action.SHIP_GOODS, trip_ids=[trip.pk], word="下周发")


@deed(often=4)
def goods_come_back_from_the_supplier(walk: Walk, chance: Chance):
    trip = _trip(chance, "away")
    if trip is None:
        return
    outcome = chance.choice(list(TripOutcome))
    back = Back(
        outcome=outcome.value,
        back_on=_day(walk, chance),
        new_serial=chance.words(f"UNIT{walk.steps}") if (outcome in OTHER_UNIT) == chance.well() else "",
        credit=Decimal("300") if (outcome == TripOutcome.CREDIT) == chance.well() else None,
    )
    if chance.well():
        walk.try_step(chance, Step.BACK_FROM_SUPPLIER, back_from_supplier, trip.item, back=back)
    else:
        by = walk.somebody(chance, Action.SHIP_GOODS)
        walk.attempt(trips_back, by=by, may=Action.SHIP_GOODS, backs={trip.pk: back})


def _trip(chance: Chance, state: str) -> Trip | None:
    found = Trip.objects.select_related("item", "supplier").order_by("pk")
    return chance.one(found.filter(state=state) if chance.well() else found)


def _day(walk: Walk, chance: Chance):
    return local_date(walk.now) + timedelta(days=0 if chance.well() else chance.choice([-30, 2]))
