"""Two people at the same basket or parcel: one does it, the other is told, and nothing is written twice."""

import threading
from functools import partial

import pytest

from records.models import Entry
from returns.models import HandOver, Parcel, ReturnedItem, SerialLink, Trip
from returns.services import Back, Shipment, into_basket, parcel_ship, supplying, trips_back, trips_confirm
from servicedesk.errors import DomainError
from tests.tickets.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def told(results) -> list[str]:
    return sorted(each.code for each in results if isinstance(each, DomainError))


def test_one_item_into_two_baskets(his, counter, technician, supplier, other_supplier, now):
    item = his()
    fill = partial(into_basket, item_id=item.pk, now=now, wanted="repair")
    results = at_once(
        partial(fill, by=counter, supplier=supplier), partial(fill, by=technician, supplier=other_supplier)
    )
    assert told(results) == ["goods.moved_meanwhile"]
    assert Trip.objects.count() == 1


def test_both_ship_the_same_row(put, his, ours, counter, technician, supplier, now):
    both, mine, yours = put(his()), put(ours()), put(his(serial="SN101"))
    how = Shipment(supplier_id=supplier.pk, carrier="顺丰", waybill="SF1")
    results = at_once(
        partial(parcel_ship, trip_ids=[mine.pk, both.pk], by=counter, now=now, shipment=how),
        partial(parcel_ship, trip_ids=[both.pk, yours.pk], by=technician, now=now, shipment=how),
    )
    assert told(results) == ["trip.not_in_basket"]
    assert (Parcel.objects.count(), Trip.objects.filter(state="away").count()) == (1, 2)
    assert Entry.objects.filter(code="goods.shipped_to_supplier").count() == 2


def test_both_take_the_same_items_back(put, ship, his, ours, counter, technician, clock):
    trips = [put(ours()), put(his())]
    ship(*trips)
    day = clock(20).date()
    backs = {trips[0].pk: Back("new", day, new_serial="SN901"), trips[1].pk: Back("repaired", day)}
    results = at_once(
        partial(trips_back, backs=backs, by=counter, now=clock(20)),
        partial(trips_back, backs=dict(reversed(backs.items())), by=technician, now=clock(20)),
    )
    assert told(results) == ["trip.not_away"]
    assert (SerialLink.objects.count(), HandOver.objects.count()) == (1, 1)
    assert Entry.objects.filter(code="goods.back_from_supplier").count() == 2


def test_both_confirm(away, his, counter, technician, clock):
    trip = away(his())
    confirm = partial(trips_confirm, trip_ids=[trip.pk], now=clock(18), received_on=clock(17).date())
    results = at_once(partial(confirm, by=counter, word="丁经理"), partial(confirm, by=technician, word="小李"))
    assert told(results) == ["trip.confirmed"]
    assert Entry.objects.filter(code="goods.supplier_has_it").count() == 1


def test_without_the_lock_both_would_ship(put, his, counter, technician, supplier, now, monkeypatch):
    """The negative control: the same two, with the items read but not held."""
    trip = put(his())
    met = threading.Barrier(2)

    def read_unheld(item_ids):
        return {pk: ReturnedItem.objects.select_related("job", "customer").get(pk=pk) for pk in item_ids}

    def check_together(*_arguments):
        met.wait(30)  # both have looked and both found it in the basket

    monkeypatch.setattr(supplying, "read_all", read_unheld)
    monkeypatch.setattr(supplying, "_check_ships_out", check_together)
    how = Shipment(supplier_id=supplier.pk, carrier="顺丰", waybill="SF1")
    results = at_once(
        *(partial(parcel_ship, trip_ids=[trip.pk], by=by, now=now, shipment=how) for by in (counter, technician))
    )
    assert told(results) == []
    assert Parcel.objects.count() == 2
