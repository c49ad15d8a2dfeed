"""A3: goods that the warehouse has signed for leave its books by a signature, when a repair is wanted instead."""

import pytest

from returns.policies.handovers import Kind, booked_as
from returns.services import item_give_to_technician
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


def open_kinds(item):
    return sorted(item.handovers.open().values_list("kind", flat=True))


def test_the_last_signature_says_how_the_goods_are_booked():
    assert booked_as([]) is None
    assert booked_as(["pay_refund", "release_new"]) is None
    assert booked_as(["stock_in", "pay_refund"]) == Kind.STOCK_IN
    assert booked_as(["book_faulty", "book_out"]) is None
    assert booked_as(["stock_in", "book_out", "book_faulty"]) == Kind.BOOK_FAULTY


@pytest.mark.parametrize(("condition", "kind"), [("intact", "stock_in"), ("faulty", "book_faulty")])
def test_a_repair_waits_until_the_warehouse_has_handed_the_goods_back(
    handed_over, choose, sign, technician, counter, warehouse, now, condition, kind
):
    item = handed_over("refund", condition)
    voucher = item.internal_papers.first()
    sign(item, kind, voucher_no=voucher.paper_no if voucher else "")
    choose(item, "repair")
    item.refresh_from_db()
    assert (item.state, open_kinds(item)) == ("handing_over", ["book_out"])
    with pytest.raises(DomainError):
        item_give_to_technician(item_id=item.pk, by=counter, now=now, to=technician)
    signed = sign(item, "book_out")
    item.refresh_from_db()
    assert (signed.signed_by, item.state, item.holder, item.out) == (warehouse, "chosen", None, 0)
    item_give_to_technician(item_id=item.pk, by=counter, now=now, to=technician)


def test_a_repair_needs_nobody_where_the_warehouse_has_not_signed_yet(handed_over, choose):
    item = handed_over("refund")
    choose(item, "repair")
    item.refresh_from_db()
    assert (item.state, open_kinds(item)) == ("chosen", [])


def test_chosen_back_before_that_the_goods_are_in_stock_still(handed_over, choose, sign):
    item = handed_over("refund")
    sign(item, "stock_in")
    choose(item, "repair")
    choose(item, "refund")
    assert open_kinds(item) == ["pay_refund"]


def test_chosen_back_after_that_the_warehouse_takes_them_in_anew(handed_over, choose, sign):
    item = handed_over("refund")
    sign(item, "stock_in")
    choose(item, "repair")
    sign(item, "book_out")
    choose(item, "refund")
    assert open_kinds(item) == ["pay_refund", "stock_in"]
