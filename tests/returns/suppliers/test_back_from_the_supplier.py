"""Every way in which an item comes back: the customer's, and ours; each once."""

from datetime import date
from decimal import Decimal

import pytest

from records.models import Entry
from returns.models import ReturnedItem, SerialLink
from returns.services import Back, handover_sign, trips_back
from returns.services.handing_over import Signature
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


def refused(call, *args, **fields):
    with pytest.raises(DomainError) as found:
        call(*args, **fields)
    return found.value.code, found.value.field


@pytest.mark.parametrize(
    ("outcome", "fields", "state", "finding"),
    [
        ("repaired", {}, "ready", "repaired"),
        ("good_unit", {"new_serial": "SN900"}, "ready", "good_unit"),
        ("new", {"new_serial": "sn 901"}, "ready", "new_unit"),
        ("refused", {"note": "人为损坏"}, "chosen", "supplier_refused"),
    ],
)
def test_the_customers_goods(away, his, come_back, outcome, fields, state, finding):
    trip = come_back(away(his()), outcome, **fields)
    item = ReturnedItem.objects.get(pk=trip.item_id)
    assert (item.state, item.finding, item.out) == (state, finding, 0)
    assert (trip.state, trip.outcome, trip.back_on) == ("back", outcome, date(2026, 10, 20))
    assert trip.new_serial == fields.get("new_serial", "").replace("sn 901", "SN901")
    assert not item.handovers.exists()
    assert Entry.objects.filter(code="goods.ready", subject_id=item.pk).exists() == (state == "ready")


def test_a_credit_is_no_end_for_the_customer(away, his, come_back):
    trip = away(his())
    assert refused(come_back, trip, "credit", credit=Decimal("300")) == ("trip.credit", "outcome")
    trip.refresh_from_db()
    assert (trip.state, trip.item.state) == ("away", "at_supplier")


@pytest.mark.parametrize(("outcome", "serial"), [("repaired", ""), ("good_unit", "SN900"), ("new", "SN901")])
def test_what_is_ours_goes_to_the_warehouse(away, ours, come_back, warehouse, clock, outcome, serial):
    trip = come_back(away(ours()), outcome, new_serial=serial)
    item = ReturnedItem.objects.get(pk=trip.item_id)
    handover = item.handovers.get()
    assert (handover.kind, handover.role, handover.state) == ("stock_replacement", "warehouse", "open")
    assert handover.note == f"华北板卡 {serial}".strip()  # which unit it is
    assert (item.state, item.finding, item.out, item.closed_at) == ("given_back", "swapped", 1, None)
    handover_sign(handover_id=handover.pk, by=warehouse, now=clock(20, 15))
    item.refresh_from_db()
    assert (item.out, item.closed_at) == (0, clock(20, 15))


def test_a_credit_for_what_is_ours_goes_to_finance(away, ours, come_back, finance, clock):
    trip = come_back(away(ours(), wanted="credit"), "credit", credit=Decimal("300.50"))
    handover = trip.item.handovers.get()
    assert (handover.kind, handover.role, handover.amount) == ("book_credit", "finance", Decimal("300.50"))
    handover_sign(handover_id=handover.pk, by=finance, now=clock(20, 15), signature=Signature(reference="冲账8"))
    assert ReturnedItem.objects.get(pk=trip.item_id).closed_at == clock(20, 15)


@pytest.mark.parametrize("credit", [None, Decimal(0), Decimal("-1"), Decimal("99999999999")])
def test_a_credit_has_an_amount(away, ours, come_back, credit):
    trip = away(ours())
    assert refused(come_back, trip, "credit", credit=credit) == ("trip.credit_amount", "credit")


def test_what_is_ours_and_refused_may_go_to_another_supplier(away, put, ours, come_back, other_supplier):
    trip = come_back(away(ours()), "refused")
    item = ReturnedItem.objects.get(pk=trip.item_id)
    assert (item.out, item.handovers.count()) == (0, 0)
    assert put(item, supplier=other_supplier).state == "basket"


def test_what_is_ours_and_settled_goes_nowhere(away, put, ours, come_back):
    trip = come_back(away(ours()), "repaired")
    assert refused(put, ReturnedItem.objects.get(pk=trip.item_id)) == ("trip.settled", None)


def test_not_twice(away, his, come_back):
    trip = away(his())
    come_back(trip, "repaired")
    assert refused(come_back, trip, "repaired") == ("trip.not_away", None)
    assert Entry.objects.filter(code="goods.back_from_supplier").count() == 1


def test_not_out_of_the_basket(put, his, come_back):
    assert refused(come_back, put(his()), "repaired") == ("trip.not_away", None)


@pytest.mark.parametrize("day", [14, 21])
def test_not_before_it_was_sent_nor_to_come(away, his, come_back, day):
    assert refused(come_back, away(his()), "repaired", back_on=date(2026, 10, day)) == ("trip.day", "back_on")


def test_lost_goods_turn_up_first(away, his, come_back, now):
    trip = away(his())
    ReturnedItem.objects.filter(pk=trip.item_id).update(state="lost", ended_at=now)
    assert refused(come_back, trip, "repaired")[0] == "trip.lost"
    credited = come_back(trip, "credit", credit=Decimal("200"))  # the supplier pays for what it lost
    assert credited.item.handovers.get().kind == "book_credit"


def test_many_at_once_each_refusal_at_its_row(put, ship, his, ours, counter, clock):
    first, second = put(his()), put(ours())
    ship(first, second)
    day = date(2026, 10, 20)
    backs = {first.pk: Back("repaired", day), second.pk: Back("new", day)}
    assert refused(trips_back, backs=backs, by=counter, now=clock(20)) == ("trip.serial", f"{second.pk}-new_serial")
    first.refresh_from_db()
    assert first.state == "away"  # all of it or nothing
    backs[second.pk] = Back("new", day, new_serial="SN901")
    assert [trip.outcome for trip in trips_back(backs=backs, by=counter, now=clock(20))] == ["repaired", "new"]
    assert SerialLink.objects.get().item_id == second.item_id


@pytest.mark.parametrize("outcome", ["repaired", "refused"])
def test_another_number_is_another_unit(away, his, come_back, outcome):
    trip = away(his())
    assert refused(come_back, trip, outcome, new_serial="SN901") == ("trip.serial", "new_serial")
    trip = come_back(trip, outcome, new_serial=trip.serial_sent)  # the same label, read once more
    assert (trip.outcome, trip.new_serial) == (outcome, "")


def test_an_amount_belongs_to_a_credit(away, ours, come_back):
    trip = away(ours())
    assert refused(come_back, trip, "repaired", credit=Decimal("300")) == ("trip.credit_amount", "credit")
