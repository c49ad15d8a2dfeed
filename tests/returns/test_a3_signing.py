"""A3: a named person of the receiving role signs, with what belongs into the books; then the customer is served."""

from datetime import date

import pytest

from records.models import Entry
from returns.models import HandOver
from returns.services import Signature, handover_sign, handovers_sign
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


def the(item, kind) -> HandOver:
    return item.handovers.get(kind=kind)


def state_of(item) -> str:
    item.refresh_from_db()
    return item.state


def test_the_name_the_time_and_the_number_are_kept(handed_over, sign, finance, now):
    item = handed_over("refund", "intact")
    signed = sign(item, "pay_refund", reference=" B-77 ", serial="X", expected_on=date(2026, 11, 1))
    signed.refresh_from_db()
    assert (signed.state, signed.signed_by, signed.signed_at, signed.reference) == ("signed", finance, now, "B-77")
    assert (signed.serial, signed.expected_on) == ("", None)  # not what a booking has written down
    assert Entry.objects.filter(subject="item", subject_id=item.pk, code="goods.handover_signed", by=finance).exists()


@pytest.mark.parametrize(
    ("remedy", "condition", "kind", "written", "code"),
    [
        ("refund", "intact", "pay_refund", {}, "goods.reason_missing"),
        ("refund", "intact", "pay_refund", {"reference": "9" * 61}, "goods.too_long"),
        ("swap", "faulty", "order_new", {"expected_on": date(2026, 10, 16)}, "goods.reason_missing"),
        ("swap", "faulty", "order_new", {"reference": "CG1"}, "handover.order"),
        ("swap", "faulty", "order_new", {"reference": "CG1", "expected_on": date(2026, 10, 14)}, "handover.order"),
        ("swap", "faulty", "order_new", {"reference": "CG1", "expected_on": date(2062, 10, 16)}, "handover.order"),
    ],
)
def test_what_lacks_is_told_and_nothing_is_signed(handed_over, sign, remedy, condition, kind, written, code):
    item = handed_over(remedy, condition, in_stock=kind != "order_new")
    with pytest.raises(DomainError) as refused:
        sign(item, kind, **written)
    assert refused.value.code == code
    assert the(item, kind).state == "open"


def test_the_item_is_ready_when_nothing_that_the_customer_waits_for_is_open(handed_over, sign):
    """The money is what he waits for; that the goods are in stock is the shop's own business."""
    item = handed_over("refund", "intact")
    sign(item, "pay_refund", reference="B1")
    assert (state_of(item), item.finding, item.out, item.closed_at) == ("ready", "refunded", 1, None)
    sign(item, "stock_in")
    assert (state_of(item), item.out) == ("ready", 0)


def test_the_goods_alone_make_nobody_ready(handed_over, sign):
    item = handed_over("exchange", "intact")
    sign(item, "stock_in")
    sign(item, "release_new", serial="NEW1")
    assert state_of(item) == "handing_over"
    sign(item, "book_difference", reference="B1")
    assert (state_of(item), item.finding) == ("ready", "exchanged")


@pytest.mark.parametrize("who", ["counter", "technician", "service_manager", "company_manager", "finance"])
def test_another_roles_handover_is_not_signed(handed_over, cast, sign, who):
    item = handed_over("refund", "intact")
    with pytest.raises(DomainError) as refused:
        sign(item, "stock_in", by=cast[who])
    assert refused.value.code == "handover.not_yours"
    assert the(item, "stock_in").state == "open"


def test_nobody_signs_twice(handed_over, sign, warehouse, make_staff, now):
    item = handed_over("refund", "intact")
    signed = sign(item, "stock_in")
    with pytest.raises(DomainError) as refused:
        handover_sign(handover_id=signed.pk, by=make_staff("W2", roles={"warehouse"}), now=now)
    assert refused.value.code == "handover.moved_meanwhile"
    assert warehouse.name in str(refused.value)
    assert the(item, "stock_in").signed_by == warehouse


@pytest.fixture
def three(handed_over):
    """Three items that go into stock, and the ids of those hand-overs."""
    items = [handed_over("refund", "intact") for _n in range(3)]
    return items, [the(item, "stock_in").pk for item in items]


def test_many_are_signed_at_once(three, warehouse, now):
    items, ids = three
    signed = handovers_sign(handover_ids=[*ids, ids[0]], by=warehouse, now=now)
    assert [each.pk for each in signed] == ids
    assert {the(item, "stock_in").state for item in items} == {"signed"}


def test_one_booking_number_serves_several_refunds(three, finance, now):
    items, _ids = three
    ids = [the(item, "pay_refund").pk for item in items]
    handovers_sign(handover_ids=ids, by=finance, now=now, signature=Signature(reference="B9"))
    assert {(the(item, "pay_refund").reference, state_of(item)) for item in items} == {("B9", "ready")}


def test_all_or_none(three, sign, warehouse, now):
    items, ids = three
    sign(items[1], "stock_in")
    before = Entry.objects.count()
    with pytest.raises(DomainError) as refused:
        handovers_sign(handover_ids=ids, by=warehouse, now=now)
    assert refused.value.code == "handover.moved_meanwhile"
    assert [the(item, "stock_in").state for item in items] == ["open", "signed", "open"]
    assert Entry.objects.count() == before


@pytest.mark.parametrize("ids", [[], [987654]])
def test_nothing_chosen_is_nothing_signed(warehouse, now, ids):
    with pytest.raises(DomainError) as refused:
        handovers_sign(handover_ids=ids, by=warehouse, now=now)
    assert refused.value.code == "handover.none"


def test_what_needs_different_things_is_signed_apart(handed_over, warehouse, now):
    swaps = [handed_over("swap", "faulty") for _n in range(2)]
    releases = [the(item, "release_new").pk for item in swaps]
    for ids in (releases, [releases[0], the(swaps[1], "book_faulty").pk]):
        with pytest.raises(DomainError) as refused:
            handovers_sign(handover_ids=ids, by=warehouse, now=now, signature=Signature(serial="N"))
        assert refused.value.code == "handover.mixed"
