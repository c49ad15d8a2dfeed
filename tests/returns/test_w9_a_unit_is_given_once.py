"""W9: one new unit does not stand for two: its number is refused the second time, until it has come in again."""

from datetime import timedelta

import pytest

from returns.models import SerialLink, Supplier, Trip
from returns.services import (
    Back,
    Handing,
    Shipment,
    handovers_sign,
    into_basket,
    item_give_back,
    parcel_ship,
    trips_back,
)
from servicedesk.clock import local_date
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


def refused(call, *args, **fields):
    with pytest.raises(DomainError) as found:
        call(*args, **fields)
    return found.value.code, found.value.field


def voucher(item) -> dict:
    return {"voucher_no": item.internal_papers.get(voided_at__isnull=True).paper_no}


@pytest.fixture
def swaps(handed_over):
    return [handed_over("swap", "faulty") for _each in range(2)]


@pytest.fixture
def trips(db, make_customer, receive_one, choose, counter, now):
    """Two repairs of two customers, away in one parcel."""
    supplier, made = Supplier.objects.create(name="华北板卡"), []
    for serial in ("SN31", "SN32"):
        item = receive_one(make_customer(), serial=serial)
        choose(item, "repair")
        made.append(into_basket(item_id=item.pk, by=counter, now=now, supplier=supplier, wanted="repair"))
    shipment = Shipment(supplier_id=supplier.pk, carrier="顺丰", waybill="SF1", pieces=1)
    parcel_ship(trip_ids=[trip.pk for trip in made], by=counter, now=now, shipment=shipment)
    return made


def test_the_warehouse_does_not_release_one_unit_twice(swaps, sign):
    first, second = swaps
    sign(first, "release_new", serial="NEW9", **voucher(first))
    assert refused(sign, second, "release_new", serial="ｎｅｗ 9", **voucher(second)) == ("handover.serial", "serial")
    assert sign(second, "release_new", serial="NEW10", **voucher(second)).serial == "NEW10"


def test_a_supplier_does_not_send_one_unit_for_two(trips, counter, now):
    back = Back(outcome="new", back_on=local_date(now), new_serial="NEW9")
    fails = refused(trips_back, backs={trip.pk: back for trip in trips}, by=counter, now=now)
    assert fails == ("trip.serial", f"{trips[1].pk}-new_serial")
    assert not SerialLink.objects.exists()  # nothing of the parcel is half taken in
    assert not Trip.objects.filter(state="back").exists()


def test_what_a_supplier_gave_for_a_customer_is_not_released_to_another(trips, swaps, sign, counter, now):
    back = Back(outcome="new", back_on=local_date(now), new_serial="NEW9")
    trips_back(backs={trips[0].pk: back}, by=counter, now=now)
    assert refused(sign, swaps[0], "release_new", serial="NEW9", **voucher(swaps[0])) == ("handover.serial", "serial")


def test_a_unit_that_came_in_again_may_be_given_again(swaps, sign, receive_one, make_customer, now):
    first, second = swaps
    sign(first, "release_new", serial="NEW9", **voucher(first))
    receive_one(make_customer(), serial="new9", at=now + timedelta(hours=1))
    assert sign(second, "release_new", at=now + timedelta(hours=2), serial="NEW9", **voucher(second)).state == "signed"


@pytest.fixture
def sent(counter, now):
    """sent(item) -> its trip: the swapped goods are ours by now, and at a supplier."""

    def send(item):
        supplier = Supplier.objects.create(name="华北板卡")
        trip = into_basket(item_id=item.pk, by=counter, now=now, supplier=supplier, wanted="replace")
        shipment = Shipment(supplier_id=supplier.pk, carrier="顺丰", waybill="SF1", pieces=1)
        parcel_ship(trip_ids=[trip.pk], by=counter, now=now, shipment=shipment)
        return trip

    return send


@pytest.mark.parametrize("given_back", [False, True])
def test_a_supplier_does_not_send_the_unit_that_the_same_items_customer_got(
    swaps, sign, sent, counter, now, given_back
):
    item = swaps[0]
    sign(item, "release_new", serial="NEW8", **voucher(item))
    if given_back:
        item_give_back(
            item_id=item.pk, by=counter, now=now, handing=Handing("collected", "张三", unsigned_reason="急着走")
        )
    trip = sent(item)
    back = Back(outcome="new", back_on=local_date(now), new_serial="NEW8")
    assert refused(trips_back, backs={trip.pk: back}, by=counter, now=now)[0] == "trip.serial"
    assert not Trip.objects.filter(state="back").exists()


def test_what_a_supplier_gave_for_our_own_goods_is_stock(swaps, sign, sent, counter, warehouse, now):
    first, second = swaps
    sign(first, "release_new", serial="NEW8", **voucher(first))
    trip = sent(first)
    trips_back(backs={trip.pk: Back(outcome="new", back_on=local_date(now), new_serial="NEW9")}, by=counter, now=now)
    stock = first.handovers.open().get(kind="stock_replacement")
    handovers_sign(handover_ids=[stock.pk], by=warehouse, now=now)
    assert sign(second, "release_new", serial="NEW9", **voucher(second)).serial == "NEW9"
