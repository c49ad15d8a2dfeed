"""W9: from any serial number one finds what it followed, what followed it, and where each is now."""

from datetime import date, timedelta

import pytest

from returns.chain_selectors import chain_of
from returns.models import Parcel, SerialLink, Supplier, Trip
from returns.policies import Circumstances
from returns.services import Back, Handing, back_from_supplier, item_give_back
from servicedesk.clock import local_date
from tests.returns.way_back import SOLD, choose, sign_all
from tests.support.goods import made_ready

pytestmark = pytest.mark.django_db
TAKEN = Handing("collected", "张三", voucher_back=True)


@pytest.fixture
def swapped(receive_one, make_customer, make_machine, counter, service_manager, cast, now):
    """A swap: S1 came in, S2 went out, the faulty S1 is ours."""
    customer = make_customer("agent", agent_kind="local", name="本地数码")
    make_machine(customer, serial="S1", purchased_on=SOLD["purchased_on"])
    item = receive_one(customer, serial="S1", **SOLD)
    choose(item, "swap", by=service_manager, now=now)
    sign_all(item, people=cast, now=now, serial="S2")
    item_give_back(item_id=item.pk, by=counter, now=now, handing=TAKEN)
    item.refresh_from_db()
    return item


@pytest.fixture
def away(swapped, now):
    """S1 is at a supplier, in a parcel."""
    supplier = Supplier.objects.create(name="上家")
    parcel = Parcel.objects.create(parcel_no="FJ1", supplier=supplier, shipped_at=now, carrier="x", waybill="y")
    return Trip.objects.create(
        item=swapped, supplier=supplier, parcel=parcel, state="away", sent_on=now.date(), ours=True
    )


def places(serial):
    return {unit.serial: unit.place.where.value for unit in chain_of(serial).units}


def since(serial):
    return {unit.serial: local_date(unit.place.at) for unit in chain_of(serial).units}


@pytest.mark.parametrize("serial", ["S1", "S2", "ｓ１", " s2 "])
def test_from_either_number(swapped, serial):
    assert places(serial) == {"S1": "station", "S2": "customer"}
    assert [(link.old_serial, link.new_serial) for link in chain_of(serial).links] == [("S1", "S2")]


def products(serial):
    return {unit.serial: unit.product for unit in chain_of(serial).units}


def test_a_suppliers_replacement_is_called_what_it_replaced(away, service_manager, now):
    back = Back(outcome="new", back_on=now.date(), new_serial="S3")
    back_from_supplier(item_id=away.item_id, by=service_manager, now=now, back=back)
    assert products("S1")["S3"] == products("S1")["S1"] == away.item.product


def test_another_model_is_called_what_was_agreed_also_without_a_machine(
    receive_one, make_customer, counter, service_manager, cast, now
):
    item = receive_one(make_customer("agent", agent_kind="local"), serial="S1", **SOLD | {"condition": "intact"})
    told = Circumstances(opened=False, new_price=SOLD["sale_price"])
    choose(item, "exchange", by=service_manager, now=now, new_product="B660", told=told)
    sign_all(item, people=cast, now=now, serial="S2")
    item_give_back(item_id=item.pk, by=counter, now=now, handing=TAKEN)
    assert products("S2") == {"S1": item.product, "S2": "B660"}


def test_the_suppliers_parcel_belongs_to_it(away):
    assert places("S2") == {"S1": "supplier", "S2": "customer"}
    (unit, _new) = chain_of("S2").units
    assert (unit.place.trip.parcel.parcel_no, unit.place.trip.supplier.name) == ("FJ1", "上家")


def test_what_the_supplier_gives_for_ours_stays_in_the_house_and_the_old_one_there(away, service_manager, now):
    back_from_supplier(
        item_id=away.item_id, by=service_manager, now=now,
        back=Back(outcome="new", back_on=now.date(), new_serial="S3"),
    )  # fmt: skip
    for serial in ("S1", "S2", "S3"):
        assert places(serial) == {"S1": "supplier", "S2": "customer", "S3": "station"}


def test_since_when_each_is_where_it_is(away, service_manager, now):
    assert since("S1") == {"S1": date(2026, 10, 15), "S2": date(2026, 10, 15)}
    Trip.objects.filter(pk=away.pk).update(sent_on=date(2026, 10, 17))
    assert since("S1") == {"S1": date(2026, 10, 17), "S2": date(2026, 10, 15)}
    later = now + timedelta(days=6)
    back = Back(outcome="new", back_on=later.date(), new_serial="S3")
    back_from_supplier(item_id=away.item_id, by=service_manager, now=later, back=back)
    assert since("S1") == {"S1": date(2026, 10, 17), "S2": date(2026, 10, 15), "S3": date(2026, 10, 21)}


def test_a_customers_own_goods_that_a_supplier_replaced(receive_one, make_customer, counter, service_manager, now):
    item = receive_one(make_customer(), serial="S1", remedy="repair")
    supplier = Supplier.objects.create(name="上家")
    Trip.objects.create(item=item, supplier=supplier, state="away", sent_on=now.date())
    type(item).objects.filter(pk=item.pk).update(state="at_supplier")
    back_from_supplier(
        item_id=item.pk, by=service_manager, now=now,
        back=Back(outcome="good_unit", back_on=now.date(), new_serial="S2"),
    )  # fmt: skip
    assert places("S1") == {"S1": "supplier", "S2": "station"}
    item_give_back(item_id=item.pk, by=counter, now=now + timedelta(hours=1), handing=TAKEN)
    assert places("S1") == {"S1": "supplier", "S2": "customer"}


def test_the_new_one_comes_in_again(swapped, receive_one, now):
    item = receive_one(swapped.customer, serial="S2", at=now + timedelta(days=3))
    assert places("S1") == {"S1": "station", "S2": "station"}
    made_ready(item, now + timedelta(days=4))
    assert chain_of("S1").units[1].place.item == item


def test_without_links_there_is_no_chain(receive_one, make_customer, django_assert_num_queries):
    receive_one(make_customer(), serial="S9")
    with django_assert_num_queries(1):
        assert chain_of("S9").links == []
    with django_assert_num_queries(0):
        assert chain_of(" ").units == []


def test_a_bounded_number_of_queries(swapped, now, django_assert_num_queries):
    SerialLink.objects.bulk_create(
        SerialLink(item=swapped, kind="swap", at=now, old_serial=f"S{n}", new_serial=f"S{n + 1}") for n in range(2, 40)
    )
    with django_assert_num_queries(8 + 4):  # a step each; machines, items, their links and trips
        chain_of("S1")


def test_the_machines_page_shows_it(swapped, away, client_of, counter):
    page = client_of(counter).get(f"/machines/{swapped.machine.machine_no}/").content.decode()
    for word in ("S2", "FJ1", "上家", swapped.item_no, "Swapped", "label 2026-10-10 → 2026-10-10"):
        assert word in page, word


def test_the_items_page_shows_it_too_also_without_a_machine(swapped, client_of, warehouse):
    type(swapped).objects.filter(pk=swapped.pk).update(machine=None)
    page = client_of(warehouse).get(f"/returns/items/{swapped.item_no}/").content.decode()
    chain = page.split('id="chain"')[1].split("</section>")[0]
    for word in ("S1", "S2", "Swapped", "label 2026-10-10 → 2026-10-10"):
        assert word in chain, word


def test_a_scan_at_the_intake_tells_of_it_and_offers_only_the_customers_machine(swapped, client_of, counter):
    new = swapped.customer.machines.current().get()
    for serial in ("S1", "S2"):
        told = client_of(counter).get("/returns/lookup/", {"q": serial}).json()
        assert "S1 became S2" in told["html"]
        assert (new.machine_no in told["html"]) == (serial == "S2")
