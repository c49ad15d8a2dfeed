"""W9: a unit that a supplier gives is linked to the one that was sent, with the dates on both labels."""

from datetime import date

import pytest

from returns.models import RemedyChoice, ReturnedItem, SerialLink
from returns.selectors import find_items
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
SOLD = {"purchased_on": date(2026, 8, 30), "label_on": date(2026, 8, 31)}


def link():
    one = SerialLink.objects.get()
    return one.kind, one.old_serial, one.new_serial, one.old_label_on, one.new_label_on


def test_w9_the_label_keeps_its_old_date(away, his, come_back, make_customer, make_machine):
    customer = make_customer()
    machine = make_machine(customer, category="board", serial="SN100")
    trip = come_back(away(his(customer=customer, **SOLD)), "new", new_serial="SN901")
    assert link() == ("from_supplier", "SN100", "SN901", date(2026, 8, 31), date(2026, 8, 31))
    assert (SerialLink.objects.get().trip, SerialLink.objects.get().old_machine) == (trip, machine)


def test_without_a_label_the_purchase_date_stands(away, his, come_back):
    come_back(away(his(purchased_on=date(2026, 8, 30))), "good_unit", new_serial="SN901")
    assert link()[3:] == (date(2026, 8, 30), date(2026, 8, 30))


def test_w9_after_the_law_the_warranty_starts_afresh(away, his, come_back, now):
    item = his(**SOLD)
    RemedyChoice.objects.create(
        item=item, remedy="repair", rule="L3", chosen_at=now, terms_version="rulebook", label_basis="restart"
    )
    come_back(away(item), "new", new_serial="SN901")
    assert link()[3:] == (date(2026, 8, 31), date(2026, 10, 20))


def test_a_unit_for_our_stock_gets_its_label_when_it_is_sold(away, ours, come_back):
    come_back(away(ours(**SOLD)), "new", new_serial="SN901")
    assert link() == ("from_supplier", "SN200", "SN901", date(2026, 8, 31), None)


@pytest.mark.parametrize("serial", ["SN100", "sn 100", "ＳＮ100", ""])
def test_the_new_number_is_another_and_is_there(away, his, come_back, serial):
    with pytest.raises(DomainError) as refused:
        come_back(away(his()), "new", new_serial=serial)
    assert (refused.value.code, refused.value.field) == ("trip.serial", "new_serial")
    assert not SerialLink.objects.exists()


def test_goods_without_a_serial_number_need_none(away, his, come_back):
    assert come_back(away(his(serial="")), "new").outcome == "new"
    assert not SerialLink.objects.exists()


@pytest.mark.parametrize("outcome", ["repaired", "refused"])
def test_the_same_unit_keeps_its_number(away, his, come_back, outcome):
    assert come_back(away(his()), outcome).new_serial == ""
    assert not SerialLink.objects.exists()


def test_on_its_second_way_the_unit_that_is_sent_is_the_new_one(away, his, come_back, clock):
    item = his()
    first = come_back(away(item), "new", new_serial="SN901")
    ReturnedItem.objects.filter(pk=item.pk).update(state="chosen")
    second = away(item, at=clock(21))
    assert (first.serial_sent, second.serial_sent) == ("SN100", "SN901")
    come_back(second, "good_unit", at=clock(25), new_serial="SN902")
    assert list(SerialLink.objects.order_by("pk").values_list("old_serial", "new_serial")) == [
        ("SN100", "SN901"), ("SN901", "SN902"),
    ]  # fmt: skip


def test_a_search_for_the_new_number_finds_the_item(away, his, come_back):
    trip = come_back(away(his()), "new", new_serial="SN901")
    assert [each.pk for each in find_items("ｓｎ901")] == [trip.item_id]
