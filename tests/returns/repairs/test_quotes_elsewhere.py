"""Quotes for goods at a supplier, goods that get lost, and goods that come back within the warranty on a repair (P)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from returns.models import Supplier
from returns.policies.advice import RepairedBefore
from returns.remedy_selectors import repaired_before_item
from returns.services import (
    Back,
    Shipment,
    back_from_supplier,
    into_basket,
    item_lose,
    parcel_ship,
    quote_make,
)
from returns.services.losing import Found
from servicedesk.clock import local_date
from tests.returns.repairs.conftest import LINES, TOTAL
from tests.support.goods import given_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_supplier(to_repair, do, service_manager, now):
    """A paid repair whose goods are at the supplier."""
    supplier = Supplier.objects.create(name="华东总代")
    item = do(into_basket, to_repair(serial="SN5"), service_manager, supplier=supplier, wanted="repair")
    shipment = Shipment(supplier.pk, "顺丰", "SF1")
    parcel_ship(trip_ids=[item.trips.get().pk], by=service_manager, now=now, shipment=shipment)
    item.refresh_from_db()
    return item


def test_at_the_supplier_they_stay_while_the_customer_is_asked(at_supplier, do, counter, answer):
    item = do(quote_make, at_supplier, counter, lines=LINES)
    assert item.state == "at_supplier"
    assert answer(item).state == "at_supplier"


def test_refused_by_the_customer_is_why_they_come_back_unrepaired(at_supplier, do, counter, answer, now):
    item = answer(do(quote_make, at_supplier, counter, lines=LINES), accepted=False)
    assert (item.state, item.finding) == ("at_supplier", "")
    item = do(back_from_supplier, item, counter, back=Back("refused", local_date(now)))
    assert (item.state, item.finding) == ("ready", "quote_refused")


def test_refused_by_the_supplier_ends_the_quote(at_supplier, do, counter, answer, now):
    item = answer(do(quote_make, at_supplier, counter, lines=LINES))
    item = do(back_from_supplier, item, counter, back=Back("refused", local_date(now)))
    assert (item.state, item.finding, item.quotes.get().state) == ("chosen", "supplier_refused", "withdrawn")


def test_nothing_is_collected_for_lost_goods_and_what_was_is_paid_back(
    settled, do, service_manager, finance, sign, open_handovers
):
    lost = {"found": Found(reason="找不到", value=Decimal("300"))}
    item = do(item_lose, settled(), service_manager, **lost)
    assert (item.quotes.get().state, open_handovers(item)) == ("withdrawn", {})
    item = do(item_lose, sign(settled(), finance), service_manager, **lost)
    assert open_handovers(item) == {"return_charge": TOTAL}


@pytest.mark.parametrize(("days", "within"), [(180, True), (181, False)])
def test_p_the_same_goods_within_the_warranty_on_the_repair(settled, sign, finance, receive_one, now, days, within):
    earlier = sign(settled(serial="SN9"), finance)
    given_back(earlier, now)
    again = receive_one(earlier.customer, serial="sn 9", at=now + timedelta(days=days))
    found = repaired_before_item(again)
    until = earlier.quotes.get().warranty_until
    assert found == (RepairedBefore(earlier.item_no, until) if within else None)
