"""A3, W9: a new item goes out against its own voucher alone, and its serial number is taken down."""

import pytest
from django.utils import translation

from returns.policies import scanned_number
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def swap(handed_over):
    return handed_over("swap", "faulty")


def number_of(item) -> str:
    return item.internal_papers.get(voided_at__isnull=True).paper_no


def refusal_of(sign, item, **written):
    with pytest.raises(DomainError) as refused:
        sign(item, "release_new", **written)
    assert item.handovers.open().filter(kind="release_new", state="open").count() == 1
    return refused.value


def test_with_its_voucher_and_the_new_serial_the_customer_is_served(swap, sign):
    signed = sign(swap, "release_new", voucher_no=number_of(swap).lower(), serial=" new 9 ")
    assert signed.serial == "NEW9"
    swap.refresh_from_db()
    assert (swap.state, swap.finding) == ("ready", "swapped")


def test_the_code_on_the_voucher_does_as_well_as_its_number(swap, sign):
    scan = f"https://desk.example/returns/items/{swap.item_no}/?voucher={number_of(swap)}"
    assert scanned_number(scan) == number_of(swap)
    assert sign(swap, "release_new", voucher_no=scan, serial="NEW9").state == "signed"


def test_without_a_voucher_nothing_goes_out(swap, sign):
    error = refusal_of(sign, swap, serial="NEW9")
    assert (error.code, error.field) == ("handover.voucher", "voucher_no")


def test_swapped_vouchers_are_noticed(swap, handed_over, sign):
    other = handed_over("swap", "faulty")
    assert refusal_of(sign, swap, voucher_no=number_of(other), serial="NEW9").code == "handover.voucher"
    assert refusal_of(sign, swap, voucher_no=swap.paper.paper_no, serial="NEW9").code == "handover.voucher"


def test_a_void_number_is_refused_and_says_why(swap, choose, sign):
    old = number_of(swap)
    choose(swap, "swap", agreed_by="李女士")  # agreed anew: the first voucher is void
    error = refusal_of(sign, swap, voucher_no=old, serial="NEW9")
    assert error.code == "handover.voucher"
    assert old in str(error)
    assert "is void" in str(error)
    assert sign(swap, "release_new", voucher_no=number_of(swap), serial="NEW9").state == "signed"


def test_a_slip_in_the_number_is_pointed_out(swap, sign):
    right = number_of(swap)
    wrong = right[:-2] + ("1" if right[-2] != "1" else "2") + right[-1]
    assert "mistyped" in str(refusal_of(sign, swap, voucher_no=wrong, serial="NEW9"))


@pytest.mark.parametrize("serial", ["", "sn1", "9" * 61])
def test_w9_the_new_serial_number_is_a_new_one(swap, sign, serial):
    assert swap.serial == "SN1"
    error = refusal_of(sign, swap, voucher_no=number_of(swap), serial=serial)
    assert (error.code, error.field) == ("handover.serial", "serial")


def test_an_exchange_of_intact_goods_goes_without_a_voucher(handed_over, sign):
    item = handed_over("exchange", "intact")
    assert sign(item, "release_new", serial="NEW9").serial == "NEW9"


def test_faulty_goods_that_are_booked_stay_in_the_house(swap, sign):
    """They travel to the supplier as the shop's own; that they are booked moves nothing."""
    holder = swap.holder
    sign(swap, "book_faulty")
    swap.refresh_from_db()
    assert (swap.holder, swap.state, swap.is_ours) == (holder, "handing_over", True)
