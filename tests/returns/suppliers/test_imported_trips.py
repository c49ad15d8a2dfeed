"""Goods that the books say are at a supplier have no parcel: asked after by their day, they come back one by one."""

from datetime import date, timedelta

import pytest

from returns.imports import items_add
from returns.models import ReturnedItem, Trip
from returns.services import trips_chase, trips_confirm
from returns.supplier_selectors import chase_list
from tests.returns.suppliers.test_d2_when_to_ask import listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(make_customer, clock):
    """book(**columns of returned_goods) -> ReturnedItem as the importer brings it in."""
    numbers = iter(range(1, 100))

    def make(**columns):
        row = {
            "item_no": f"OLD{next(numbers)}", "customer_no": make_customer().customer_no, "product": "主板", "spec": "",
            "category": "board", "fault": "不亮", "condition": "faulty", "received_at": clock(1),
            "supplier": "省城售后", "sent_to_supplier_on": date(2026, 10, 6), "serial": "SN100", **columns,
        }  # fmt: skip
        items_add([row], by=None, now=clock(15), step=lambda _n: None)
        return ReturnedItem.objects.get(item_no=row["item_no"])

    return make


def test_on_the_list_by_the_day_of_sending(book, clock):
    item = book(remedy="repair")
    assert (item.state, item.trips.get().parcel) == ("at_supplier", None)
    assert listed(clock(9, 11, 59)) == []
    assert listed(clock(9, 12)) == [(item.item_no, "today")]
    assert listed(clock(15)) == [(item.item_no, "late")]


def test_by_the_day_of_arrival_where_only_that_is_known(book, clock):
    item = book(remedy="repair", sent_to_supplier_on=None, supplier_received_on=date(2026, 10, 8))
    assert listed(clock(11, 11)) == []
    assert listed(clock(11, 12)) == [(item.item_no, "today")]


def test_confirmed_asked_after_and_back(book, counter, come_back, clock):
    item = book(remedy="repair")
    trip = item.trips.get()
    trips_confirm(trip_ids=[trip.pk], by=counter, now=clock(15), received_on=date(2026, 10, 8), word="丁")
    trips_chase(trip_ids=[trip.pk], by=counter, now=clock(16), word="在修")
    come_back(trip, "new", new_serial="SN901")
    item.refresh_from_db()
    assert (item.state, item.finding) == ("ready", "new_unit")


def test_bought_back_goods_are_still_owed_and_go_to_the_warehouse(book, come_back, clock):
    item = book(remedy="swap", delivered_at=clock(5))
    assert (item.state, item.out, item.is_ours) == ("given_back", 1, True)
    come_back(item.trips.get(), "repaired")
    assert item.handovers.get().kind == "stock_replacement"


def test_bought_back_but_not_given_back_yet(book, come_back):
    """Ours by the books, its customer still waiting: the unit goes to the warehouse, his claim stays open."""
    item = book(remedy="refund")
    come_back(item.trips.get(), "repaired")
    item.refresh_from_db()
    assert (item.state, item.handovers.get().kind) == ("chosen", "stock_replacement")


def test_pages_without_a_parcel(book, client_of, counter, at_now):
    item = book(remedy="repair")
    desk = client_of(counter)
    assert item.item_no in desk.get("/suppliers/today/").content.decode()
    page = desk.get(f"/returns/items/{item.item_no}/").content.decode()
    for words in ("The supplier has received it", "Asked the supplier after it", "Back from the supplier"):
        assert words in page, words


def test_thousands_of_days_in_a_few_queries(book, clock, django_assert_num_queries):
    item = book(remedy="repair")
    first = date(2020, 1, 1)
    trip = item.trips.get()
    Trip.objects.all().delete()
    items = ReturnedItem.objects.bulk_create(
        ReturnedItem(
            item_no=f"B{n}", customer=item.customer, product="主板", category="board", condition="faulty",
            received_at=clock(1), state="at_supplier", out=1,
        )
        for n in range(1500)
    )  # fmt: skip
    Trip.objects.bulk_create(
        Trip(item=each, supplier=trip.supplier, state="away", sent_on=first + timedelta(days=n))
        for n, each in enumerate(items)
    )
    with django_assert_num_queries(5):
        page = chase_list(now=clock(15))
    assert (len(page.rows), page.more, page.late) == (200, True, 1500)
    assert page.rows[0].trip.sent_on == first
