"""A1: every item is registered with all that came with it, and who received it."""

from datetime import date
from decimal import Decimal

import pytest

from records.models import Entry
from returns.models import ReturnedItem

pytestmark = pytest.mark.django_db


def test_all_that_a1_asks_for_is_kept(receive, new_item, make_customer, counter, now):
    item = new_item(
        product="显示器",
        spec="TCL 精彩 S3",
        category="monitor",
        serial="SN8779941999",
        purchased_on=date(2026, 8, 30),
        label_on=date(2026, 8, 30),
        proof="invoice",
        fault="花屏",
        looks="外壳有划痕",
        accessories="电源线",
        packaging_complete=False,
        remedy="repair",
        sale_price=Decimal("1890.00"),
        price_today=Decimal("1790.50"),
    )
    kept = ReturnedItem.objects.get(paper=receive(make_customer(), item))
    for name in ("product", "spec", "category", "serial", "purchased_on", "label_on", "proof", "fault", "looks"):
        assert getattr(kept, name) == getattr(item, name), name
    for name in ("accessories", "packaging_complete", "remedy", "sale_price", "price_today", "condition"):
        assert getattr(kept, name) == getattr(item, name), name
    assert (kept.received_at, kept.received_by, kept.holder) == (now, counter, counter)
    assert kept.item_no.startswith("F2610")


def test_the_serial_number_is_kept_plain(receive_one, make_customer):
    assert receive_one(make_customer(), serial=" ｓｎ87 799\u3000x ").serial == "SN87799X"


def test_the_customers_machine_is_linked_and_lends_its_cost(receive_one, make_customer, make_machine):
    customer = make_customer()
    machine = make_machine(customer, serial="SN1", cost=Decimal(1750))
    item = receive_one(customer, serial="sn1")
    assert (item.machine, item.cost) == (machine, Decimal(1750))


def test_a_machine_of_somebody_else_is_not_linked(receive_one, make_customer, make_machine):
    make_machine(make_customer(), serial="SN1")
    item = receive_one(make_customer(name="王芳"), serial="SN1")
    assert item.machine is None


def test_the_history_of_item_machine_and_customer_tells_it(receive_one, make_customer, make_machine, counter):
    customer = make_customer()
    machine = make_machine(customer, serial="SN1")
    item = receive_one(customer, serial="SN1")

    def entry(subject, subject_id, code):
        return Entry.objects.get(subject=subject, subject_id=subject_id, code=code)

    assert entry("item", item.pk, "goods.received").data["paper_no"] == item.paper.paper_no
    assert entry("item", item.pk, "goods.received").by == counter
    assert entry("machine", machine.pk, "goods.came_in").data["item_no"] == item.item_no
    assert item.item_no in entry("customer", customer.pk, "goods.brought").data["products"]


def test_every_history_entry_has_words(receive_one, make_customer, make_machine):
    from records.history import PHRASES, words

    customer = make_customer()
    make_machine(customer, serial="SN1")
    receive_one(customer, serial="SN1")
    receive_one(customer, serial="SN1", condition="intact", fault="", again=True)
    for entry in Entry.objects.filter(code__startswith="goods."):
        assert entry.code in PHRASES
        assert "%(" not in words(entry.code, entry.data)
        assert "older version" not in words(entry.code, entry.data)
