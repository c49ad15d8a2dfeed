"""S-R2: lost goods have a value that somebody named bears, or the station shares; the customer is paid for them."""

from decimal import Decimal

import pytest

from records.models import Entry
from returns.models import HandOver, Loss, ReturnedItem, Supplier, Trip
from returns.services import Back, back_from_supplier, item_find, item_lose
from returns.services.handing_over import Signature, handover_sign
from returns.services.losing import Found
from servicedesk.errors import DomainError
from tests.returns.way_back import SOLD, choose

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(receive_one, make_customer, make_machine):
    customer = make_customer()
    make_machine(customer, serial="S1")
    return receive_one(customer, serial="S1", remedy="repair", **SOLD)


def lose(item, by, now, **found):
    found = {"reason": "盘点时找不到", "value": Decimal("300.00"), **found}
    return item_lose(item_id=item.pk, by=by, now=now, found=Found(**found))


def find(item, by, now):
    found = item_find(item_id=item.pk, by=by, now=now, reason="在仓库柜子后面")
    item.refresh_from_db()
    return found


def test_a_named_person_bears_it(item, service_manager, counter, now):
    loss = lose(item, service_manager, now, bearer=counter)
    assert (loss.value, loss.bearer, loss.by, loss.turned_up_at) == (Decimal("300.00"), counter, service_manager, None)
    assert Entry.objects.of("item", item.pk).get(code="goods.lost").data["bearer"] == counter.name
    item.refresh_from_db()
    assert (item.state, item.ended_at, item.closed_at) == ("lost", now, now)


def test_where_nobody_can_be_named_the_station_shares_it(item, service_manager, now):
    assert lose(item, service_manager, now, value=Decimal(850)).bearer is None
    assert Entry.objects.of("item", item.pk).get(code="goods.lost_shared").data["value"] == "850.00"


def test_finance_pays_the_customer_and_the_item_closes_with_that(item, service_manager, finance, now):
    lose(item, service_manager, now, compensation=Decimal("450.00"))
    handover = HandOver.objects.get()
    assert (handover.kind, handover.role, handover.amount) == ("compensate", "finance", Decimal("450.00"))
    item.refresh_from_db()
    assert (item.out, item.closed_at) == (1, None)
    handover_sign(handover_id=handover.pk, by=finance, now=now, signature=Signature(reference="B7"))
    item.refresh_from_db()
    assert (item.out, item.closed_at) == (0, now)


@pytest.mark.parametrize("field", ["value", "compensation"])
def test_money_is_not_negative(item, service_manager, now, field):
    with pytest.raises(DomainError) as caught:
        lose(item, service_manager, now, **{field: Decimal("-0.01")})
    assert (caught.value.code, caught.value.field) == ("loss.money", field)
    assert not Loss.objects.exists()


def test_what_was_under_way_in_the_house_is_taken_back(item, service_manager, now):
    choose(item, "refund", by=service_manager, now=now)
    lose(item, service_manager, now)
    assert set(HandOver.objects.values_list("state", "reason")) == {("withdrawn", "goods_lost")}
    trip = Trip.objects.create(item=item, supplier=Supplier.objects.create(name="上家"))
    find(item, service_manager, now)
    lose(item, service_manager, now)
    trip.refresh_from_db()
    assert trip.state == "taken_out"


@pytest.fixture
def away(item, now):
    """The item is at a supplier."""
    ReturnedItem.objects.filter(pk=item.pk).update(state="at_supplier")
    supplier = Supplier.objects.create(name="上家")
    return Trip.objects.create(item=item, supplier=supplier, state="away", sent_on=now.date())


def back(trip, by, now, outcome, **told):
    back_from = Back(outcome=outcome, back_on=now.date(), **told)
    return back_from_supplier(item_id=trip.item_id, by=by, now=now, back=back_from)


def test_a_supplier_who_has_them_on_record_still_owes_them(item, away, service_manager, now):
    lose(item, service_manager, now)
    item.refresh_from_db()
    assert (item.state, item.out, item.closed_at) == ("lost", 1, None)
    back(away, service_manager, now, "credit", credit=Decimal("280.00"))
    assert HandOver.objects.open().get().kind == "book_credit"


def test_found_at_the_supplier_after_all_it_is_there(item, away, service_manager, now):
    lose(item, service_manager, now)
    find(item, service_manager, now)
    assert (item.state, item.out) == ("at_supplier", 1)
    back(away, service_manager, now, "repaired")
    item.refresh_from_db()
    assert item.state == "ready"


def test_found_at_the_supplier_after_the_customer_was_paid_it_comes_back_as_ours(
    item, away, service_manager, finance, now
):
    lose(item, service_manager, now, compensation=Decimal("450.00"))
    handover_sign(handover_id=HandOver.objects.get().pk, by=finance, now=now, signature=Signature(reference="B7"))
    find(item, service_manager, now)
    back(away, service_manager, now, "repaired")
    item.refresh_from_db()
    assert (item.state, HandOver.objects.open().get().kind) == ("lost", "stock_replacement")


def test_once_money_or_goods_are_out_it_is_the_shops_own_goods_that_are_lost(item, service_manager, finance, now):
    choose(item, "refund", by=service_manager, now=now)
    pay = HandOver.objects.get(kind="pay_refund")
    handover_sign(handover_id=pay.pk, by=finance, now=now, signature=Signature(reference="B7"))
    with pytest.raises(DomainError) as caught:
        lose(item, service_manager, now)
    assert caught.value.code == "loss.ours"
    assert not Loss.objects.exists()


def test_found_again_the_remedy_is_chosen_anew(item, service_manager, now):
    choose(item, "refund", by=service_manager, now=now)
    loss = lose(item, service_manager, now, compensation=Decimal("450.00"))
    assert item.machine.customer.machines.current().count() == 0
    find(item, service_manager, now)
    loss.refresh_from_db()
    assert (item.state, item.ended_at, item.out, loss.turned_up_at) == ("received", None, 0, now)
    assert (item.remedy, item.choices.filter(current=True).exists()) == ("", False)
    assert set(HandOver.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert item.machine.customer.machines.current().count() == 1
    choose(item, "swap", by=service_manager, now=now)


def test_found_after_the_customer_was_paid_the_warehouse_takes_them(item, service_manager, finance, now, client_of):
    loss = lose(item, service_manager, now, compensation=Decimal("450.00"))
    handover_sign(handover_id=HandOver.objects.get().pk, by=finance, now=now, signature=Signature(reference="B7"))
    find(item, service_manager, now)
    loss.refresh_from_db()
    assert (item.state, item.out, loss.turned_up_at) == ("lost", 1, now)
    assert HandOver.objects.open().get().kind == "book_faulty"
    page = client_of(service_manager).get(f"/returns/items/{item.item_no}/").content.decode()
    assert "turned up again; the customer was paid" in page
    with pytest.raises(DomainError) as caught:
        find(item, service_manager, now)
    assert caught.value.code == "loss.turned_up"


def test_what_has_turned_up_can_be_lost_once_more(item, service_manager, now):
    lose(item, service_manager, now)
    find(item, service_manager, now)
    lose(item, service_manager, now)
    assert item.losses.count() == 2
