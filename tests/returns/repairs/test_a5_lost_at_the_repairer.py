"""S-R2, A5: goods that get lost while a repairer has them on record do not stay open for ever."""

from decimal import Decimal

import pytest

from records.models import Entry
from returns.models import HandOver
from returns.services import (
    Found,
    Signature,
    handover_sign,
    item_back_from_outside,
    item_find,
    item_lose,
    item_send_outside,
)
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def lost(to_repair, do, counter, service_manager, finance, now):
    """lost(paid) -> goods that a repairer has on record and nobody finds; the customer was paid for them, or not."""

    def make(paid: bool):
        item = do(item_send_outside, to_repair(), counter, repairer="宏图维修")
        loss = Found(reason="修理铺说没有", value=D("300"), compensation=D("450" if paid else "0"))
        item = do(item_lose, item, service_manager, found=loss)
        for each in item.handovers.open():
            handover_sign(handover_id=each.pk, by=finance, now=now, signature=Signature(reference="B1"))
        return item

    return make


@pytest.mark.parametrize("paid", [False, True])
def test_nothing_comes_back_any_more_and_the_item_closes(lost, do, counter, paid, now):
    item = do(item_back_from_outside, lost(paid), counter, repaired=False, cost=D("0"), message="赔了 300")
    assert (item.state, item.out, item.closed_at) == ("lost", 0, now)
    entry = Entry.objects.of("item", item.pk).get(code="goods.nothing_back")
    assert entry.data == {"repairer": "宏图维修", "message": "赔了 300"}


def test_what_is_missing_was_not_repaired(lost, do, counter):
    item = lost(False)
    with pytest.raises(DomainError) as refused:
        do(item_back_from_outside, item, counter, repaired=True, cost=D("80"))
    assert refused.value.code == "outside.lost"
    assert item.outside_repairs.get().back_at is None


def test_found_there_after_the_customer_was_paid_it_comes_back_to_the_warehouse(
    lost, do, counter, service_manager, warehouse, now
):
    item = do(item_find, lost(True), service_manager, reason="修理铺找到了")
    assert (item.state, item.out) == ("lost", 1)
    assert not item.handovers.open().exists()  # nothing is here that the warehouse could take over
    item = do(item_back_from_outside, item, counter, repaired=True, cost=D("0"))
    (handover,) = item.handovers.open()
    assert (handover.kind, item.state, item.closed_at) == ("book_faulty", "lost", None)
    handover_sign(handover_id=handover.pk, by=warehouse, now=now)
    item.refresh_from_db()
    assert (item.out, item.closed_at) == (0, now)


def test_found_there_before_anybody_was_paid_the_repair_goes_on(lost, do, counter, service_manager):
    item = do(item_find, lost(False), service_manager, reason="修理铺找到了")
    assert item.state == "outside"
    item = do(item_back_from_outside, item, counter, repaired=True, cost=D("0"))
    assert (item.state, item.finding) == ("ready", "repaired")
    assert not HandOver.objects.open().exists()


def test_where_no_repairer_has_anything_there_is_nothing_to_take_back(to_repair, do, counter, service_manager):
    item = do(item_lose, to_repair(), service_manager, found=Found(reason="找不到", value=D("300")))
    with pytest.raises(DomainError) as refused:
        do(item_back_from_outside, item, counter, repaired=False, cost=D("0"))
    assert refused.value.code == "goods.moved_meanwhile"
