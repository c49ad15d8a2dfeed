"""W10: one parcel to one supplier with what is ticked of the basket; nothing that is not here leaves."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from records.policies import is_well_formed
from returns.models import Parcel, ReturnedItem, Trip
from returns.services import out_of_basket
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


def refused_code(call, *args, **fields):
    with pytest.raises(DomainError) as refused:
        call(*args, **fields)
    return refused.value.code


def test_one_parcel_with_a_number_of_its_own(put, ship, his, ours, counter, now, supplier):
    his_item, our_item = his(), ours()
    trips = [put(his_item), put(our_item)]
    parcel = ship(*trips, phone="13900002222", pieces=2, rma_no="RMA9")
    assert parcel.parcel_no.startswith("FC2610")
    assert is_well_formed(parcel.parcel_no)
    assert (parcel.supplier, parcel.shipped_by, parcel.shipped_at, parcel.pieces) == (supplier, counter, now, 2)
    rows = Trip.objects.filter(parcel=parcel).values_list("state", "sent_on").distinct()
    assert list(rows) == [("away", date(2026, 10, 15))]
    his_item.refresh_from_db()
    our_item.refresh_from_db()
    assert (his_item.state, our_item.state) == ("at_supplier", "given_back")
    assert (his_item.out, our_item.out) == (1, 1)


def test_what_is_not_ticked_stays_in_the_basket(put, ship, his):
    here, left = put(his()), put(his(serial="SN101"))
    ship(here)
    left.refresh_from_db()
    assert (left.state, left.parcel) == ("basket", None)


def test_not_from_another_suppliers_basket(put, ship, his, other_supplier):
    mixed = [put(his()), put(his(serial="SN101"), supplier=other_supplier)]
    assert refused_code(ship, *mixed) == "trip.other_supplier"
    assert not Parcel.objects.exists()
    assert set(Trip.objects.values_list("state", flat=True)) == {"basket"}


def test_not_twice(put, ship, his):
    trip = put(his())
    ship(trip)
    assert refused_code(ship, trip) == "trip.not_in_basket"
    assert Parcel.objects.count() == 1


def test_not_what_was_taken_out(put, ship, his, counter, now):
    trip = put(his())
    out_of_basket(item_id=trip.item_id, by=counter, now=now, reason="修好了")
    assert refused_code(ship, trip) == "trip.not_in_basket"


@pytest.mark.parametrize("state", ["lost", "scrapped"])
def test_not_what_is_not_here(put, ship, his, now, state):
    trip = put(his())
    ReturnedItem.objects.filter(pk=trip.item_id).update(state=state, ended_at=now)
    assert refused_code(ship, trip) == "trip.not_here"
    assert not Parcel.objects.exists()


def test_nothing_ticked(ship):
    assert refused_code(ship) == "trip.none"


@pytest.mark.parametrize("bad", [{"carrier": " "}, {"waybill": ""}, {"pieces": -1}, {"rma_no": "长" * 61}])
def test_a_parcel_has_a_carrier_and_a_waybill(put, ship, his, bad):
    trip = put(his())
    with pytest.raises(ValidationError):
        ship(trip, **bad)
    assert not Parcel.objects.exists()
    trip.refresh_from_db()
    assert trip.state == "basket"


def test_a_bigger_list_takes_a_bounded_number_of_queries_each(put, ship, his, django_assert_max_num_queries):
    trips = [put(his(serial=f"SN{n}")) for n in range(6)]
    with django_assert_max_num_queries(10 + 6 * 15):  # with the deadline of each (D2)
        ship(*trips)
