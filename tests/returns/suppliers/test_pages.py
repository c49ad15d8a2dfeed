"""The pages of suppliers: what is done on them, what is refused on them, and how much they ask of the database."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from returns.models import Parcel, RemedyChoice, Supplier, Trip

pytestmark = pytest.mark.django_db
SHIPPED = {"carrier": "顺丰", "waybill": "SF9", "pieces": "1"}


@pytest.fixture
def desk(client_of, counter, at_now):
    return client_of(counter)


def test_a_supplier_is_added_once_and_corrected(desk):
    form = {"key": str(uuid4()), "name": "华北板卡", "phone": "010-1", "active": "on"}
    for _again in range(2):
        assert desk.post("/suppliers/new/", form).status_code == 302
    supplier = Supplier.objects.get()
    refused = desk.post("/suppliers/new/", {**form, "key": str(uuid4()), "name": " 华北板卡 "})
    assert "There is a supplier of this name already." in refused.content.decode()
    desk.post(f"/suppliers/{supplier.pk}/edit/", {"name": "华北板卡", "phone": "010-2"})
    supplier.refresh_from_db()
    assert (supplier.phone, supplier.active) == ("010-2", False)
    assert "010-1 → 010-2" in desk.get(f"/suppliers/{supplier.pk}/").content.decode()


def test_from_the_candidates_into_the_basket(desk, his, ours, supplier, now):
    repair, swapped, imported = his(), ours(), ours(serial="SN201")
    RemedyChoice.objects.create(item=swapped, remedy="swap", rule="W3", chosen_at=now, terms_version="rulebook")
    page = desk.get("/suppliers/baskets/").content.decode()
    assert [each.item_no in page for each in (repair, swapped, imported)] == [True, True, False]
    told = {"tick": [repair.pk, swapped.pk], "supplier": supplier.pk, "wanted": "repair"}
    assert desk.post("/suppliers/baskets/", told)["Location"] == f"/suppliers/{supplier.pk}/"
    assert Trip.objects.filter(state="basket", supplier=supplier).count() == 2
    page = desk.get("/suppliers/baskets/").content.decode()
    assert repair.item_no not in page
    again = desk.post("/suppliers/baskets/", told)
    assert again.status_code == 200
    assert "moved on meanwhile" in again.content.decode()


@pytest.mark.parametrize("told", [{}, {"tick": ["x", "9" * 30]}, {"tick": ["987654"]}])
def test_nothing_that_could_be_put_in(desk, supplier, told):
    form = {"supplier": supplier.pk, "wanted": "repair", **told}
    assert desk.post("/suppliers/baskets/", form).status_code == 200
    assert not Trip.objects.exists()


def test_shipping_what_is_ticked_once(desk, put, his, supplier):
    trip, left = put(his()), put(his(serial="SN101"))
    form = {"key": str(uuid4()), "tick": [trip.pk], **SHIPPED}
    for _again in range(2):
        assert desk.post(f"/suppliers/{supplier.pk}/", form).status_code == 302
    parcel = Parcel.objects.get()
    assert list(parcel.trips.all()) == [trip]
    assert desk.get("/search/?q=" + parcel.parcel_no.lower())["Location"] == f"/parcels/{parcel.parcel_no}/"
    refused = desk.post(f"/suppliers/{supplier.pk}/", {"key": str(uuid4()), "tick": [trip.pk, left.pk], **SHIPPED})
    assert "somebody shipped it or took it out" in refused.content.decode()
    assert Parcel.objects.count() == 1


def test_a_mistyped_parcel_number_is_told(desk):
    assert "does not fit" in desk.get("/search/?q=FC2610000111").content.decode()


def test_one_click_and_many_ticks(desk, away, his, clock, supplier):
    trips = [away(his(serial=f"SN{n}"), at=clock(10)) for n in range(3)]
    row = {"one": trips[0].pk, "tick": [trips[1].pk], "word": "", "supplier": supplier.pk}
    assert desk.post("/suppliers/today/asked/", row)["Location"] == f"/suppliers/today/?supplier={supplier.pk}"
    assert list(Trip.objects.filter(asked_on__isnull=False)) == [trips[0]]
    desk.post("/suppliers/today/asked/", {"tick": [each.pk for each in trips], "word": "周五发回"})
    assert Trip.objects.filter(note="周五发回").count() == 3
    confirmed = {
        "tick": [trips[0].pk],
        "received_on": "2026-10-14",
        "who": "丁经理",
        "parcel": trips[0].parcel.parcel_no,
    }
    answer = desk.post("/suppliers/today/confirmed/", confirmed)
    assert answer["Location"] == f"/parcels/{trips[0].parcel.parcel_no}/"
    refused = desk.post("/suppliers/today/confirmed/", confirmed)
    assert refused.status_code == 200
    assert "confirmed" in refused.content.decode()
    assert "Tick at least one item." in desk.post("/suppliers/today/asked/", {}).content.decode()


def test_back_row_by_row(desk, put, ship, his, ours, clock):
    first, second, third = put(his()), put(ours()), put(his(serial="SN102"))
    parcel = ship(first, second, third, at=clock(12))
    address = f"/parcels/{parcel.parcel_no}/"
    told = {
        "key": str(uuid4()),
        "back_on": "2026-10-15",
        f"{first.pk}-outcome": "repaired",
        f"{second.pk}-outcome": "new",
    }
    refused = desk.post(address + "back/", told)
    assert refused.status_code == 200
    assert "Scan the serial number of the unit that came" in refused.content.decode()
    assert refused.context["back"].lines[second.pk].errors["new_serial"]
    assert not Trip.objects.filter(state="back").exists()
    told[f"{second.pk}-new_serial"] = "SN901"
    for _again in range(2):
        assert desk.post(address + "back/", told)["Location"] == address
    assert dict(Trip.objects.values_list("pk", "state")) == {first.pk: "back", second.pk: "back", third.pk: "away"}
    nothing = desk.post(address + "back/", {"key": str(uuid4()), "back_on": "2026-10-15"})
    assert "Tick at least one item." in nothing.content.decode()


def test_the_credit_is_for_those_who_may_see_costs(client_of, cast, away, ours, come_back, at_now):
    trip = come_back(away(ours()), "credit", credit=Decimal("987.65"))
    for address in (f"/parcels/{trip.parcel.parcel_no}/", f"/returns/items/{trip.item.item_no}/"):
        for role in ("counter", "technician"):
            page = client_of(cast[role]).get(address).content.decode()
            shown = page.split('id="trips"')[-1] if "items" in address else page
            assert "987.65" not in shown, (address, role)
        assert "987.65" in client_of(cast["service_manager"]).get(address).content.decode()


def test_the_home_page_says_whom_to_ask(client_of, cast, away, his, clock, at_now):
    trip = away(his(), at=clock(11))
    pages = {role: client_of(person).get("/").content.decode() for role, person in cast.items()}
    shown = {role for role, page in pages.items() if "To ask suppliers today" in page}
    assert shown == {"counter", "technician", "service_manager", "purchasing"}
    assert trip.item.item_no in pages["purchasing"]


def test_a_fixed_number_of_queries(desk, put, ship, his, supplier, now):
    def count(address):
        with CaptureQueriesContext(connection) as found:
            assert desk.get(address).status_code == 200
        return len(found)

    def one(n):
        parcel = ship(put(his(serial=f"SN{n}")), put(his(serial=f"SM{n}")), at=now - timedelta(days=5))
        put(his(serial=f"SB{n}"))
        return parcel

    parcel = one(0)
    addresses = ["/suppliers/", "/suppliers/today/", "/suppliers/baskets/", "/parcels/", f"/suppliers/{supplier.pk}/"]
    few = [count(each) for each in (*addresses, f"/parcels/{parcel.parcel_no}/", f"/parcels/{parcel.parcel_no}/list/")]
    for n in range(1, 4):
        parcel = one(n)
    ship(*[put(his(serial=f"SX{n}")) for n in range(5)])
    many = [count(each) for each in (*addresses, f"/parcels/{parcel.parcel_no}/", f"/parcels/{parcel.parcel_no}/list/")]
    assert many == few


def test_pieces_are_counted_and_a_supplier_without_a_contact_has_no_empty_line(desk, put, ship, his, clock):
    parcel = ship(put(his()), at=clock(12), pieces=2)
    address = f"/parcels/{parcel.parcel_no}/"
    assert "2 pieces" in desk.get(address + "list/").content.decode()
    assert "Supplier&#x27;s contact" not in desk.get(address).content.decode()
    type(parcel.supplier).objects.update(contact="丁经理")
    assert "丁经理" in desk.get(address).content.decode()
