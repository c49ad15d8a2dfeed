"""A supplier, goods in every standing, and quick ways into the basket, away, and back."""

from datetime import datetime

import pytest

from returns.models import ReturnedItem, Supplier
from servicedesk.clock import from_local


@pytest.fixture
def supplier(db):
    return Supplier.objects.create(name="华北板卡", contact="丁经理", phone="010-88886666")


@pytest.fixture
def other_supplier(db):
    return Supplier.objects.create(name="南方存储")


@pytest.fixture
def clock():
    """clock(15, 12, 0) -> that time of October 2026 at the shop."""
    return lambda day, hour=10, minute=0: from_local(datetime(2026, 10, day, hour, minute))


@pytest.fixture
def his(receive_one, make_customer):
    """his(**fields) -> a customer's faulty board for which a repair is chosen."""

    def make(**fields):
        customer = fields.pop("customer", None) or make_customer(name="王芳家", phone="13800001111")
        state = fields.pop("state", "chosen")
        item = receive_one(customer, **{"product": "主板", "category": "board", "serial": "SN100", **fields})
        ReturnedItem.objects.filter(pk=item.pk).update(state=state, remedy="repair")
        item.refresh_from_db()
        return item

    return make


@pytest.fixture
def ours(receive_one, make_customer, now):
    """ours(**fields) -> a faulty board that became ours: its customer was given a new one."""

    def make(**fields):
        customer = fields.pop("customer", None) or make_customer("agent", name="临颍腾飞")
        item = receive_one(customer, **{"product": "主板", "category": "board", "serial": "SN200", **fields})
        ended = {"state": "given_back", "delivered_at": now, "ended_at": now, "closed_at": now}
        ReturnedItem.objects.filter(pk=item.pk).update(remedy="swap", finding="swapped", **ended)
        item.refresh_from_db()
        return item

    return make


@pytest.fixture
def put(counter, now, supplier):
    """put(item, **arguments of into_basket) -> Trip in the basket of `supplier`."""

    def make(item, **fields):
        from returns.services import into_basket

        return into_basket(
            **{"item_id": item.pk, "by": counter, "now": now, "supplier": supplier, "wanted": "repair", **fields}
        )

    return make


@pytest.fixture
def ship(counter, now, supplier):
    """ship(trip, …, at=) -> Parcel."""

    def make(*trips, at=None, to=None, **fields):
        from returns.services import Shipment, parcel_ship

        told = {"supplier_id": (to or supplier).pk, "carrier": "顺丰", "waybill": "SF123", "pieces": 1, **fields}
        return parcel_ship(trip_ids=[trip.pk for trip in trips], by=counter, now=at or now, shipment=Shipment(**told))

    return make


@pytest.fixture
def away(put, ship):
    """away(item, at=) -> Trip of an item that was shipped."""

    def make(item, at=None, **fields):
        trip = put(item, **fields)
        ship(trip, at=at)
        trip.refresh_from_db()
        return trip

    return make


@pytest.fixture
def come_back(counter, clock):
    """come_back(trip, "new", at=, by=, **fields of Back) -> Trip."""

    def make(trip, outcome, at=None, by=None, **fields):
        from returns.services import Back, back_from_supplier
        from servicedesk.clock import local_date

        at = at or clock(20)
        back = Back(outcome=outcome, **{"back_on": local_date(at), **fields})
        return back_from_supplier(item_id=trip.item_id, by=by or counter, now=at, back=back)

    return make
