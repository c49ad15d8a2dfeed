"""Every way off the bench: not repairable, quote refused, taken back untreated, and back again after a failed test."""

from functools import partial

import pytest

from returns.services import (
    item_give_to_technician,
    item_repaired,
    item_unrepairable,
    item_withdraw,
    quote_make,
    remedy_choose,
)
from returns.services.choosing import Wish
from servicedesk.errors import DomainError
from tests.returns.repairs.conftest import LINES, TOTAL

pytestmark = pytest.mark.django_db


def test_not_repairable_lets_another_remedy_be_chosen(to_repair, do, technician, codes):
    item = do(item_unrepairable, to_repair(), technician, reason="无配件")
    assert (item.state, item.finding, item.holder) == ("chosen", "unrepairable", technician)
    assert codes(item)[0] == "goods.unrepairable"


def test_not_repairable_goods_can_be_ready_to_go_back(to_repair, do, technician):
    item = do(item_unrepairable, to_repair(), technician, reason="无配件", ready=True)
    assert (item.state, item.finding) == ("ready", "unrepairable")


def test_l4_nothing_is_paid_for_what_cannot_be_repaired(quoted, answer, do, technician, open_handovers):
    item = do(item_unrepairable, answer(quoted()), technician, reason="无配件", ready=True)
    assert (item.quotes.get().state, open_handovers(item)) == ("withdrawn", {})


def test_what_was_to_be_collected_is_not_any_more(settled, do, technician, open_handovers):
    item = do(item_give_to_technician, settled(), technician, to=technician)
    item = do(item_unrepairable, item, technician, reason="又坏了", ready=True)
    assert (item.quotes.get().state, open_handovers(item), item.out) == ("withdrawn", {}, 0)


def test_what_was_collected_is_paid_back(settled, do, technician, finance, sign, open_handovers):
    item = do(item_give_to_technician, sign(settled(), finance), technician, to=technician)
    item = do(item_unrepairable, item, technician, reason="又坏了", ready=True)
    assert open_handovers(item) == {"return_charge": TOTAL}


def test_a_remedy_of_another_kind_ends_the_quote(quoted, answer, do, service_manager):
    item = answer(quoted())
    wish = Wish("swap", agreed_by="李雷", overrule="老客户")
    do(remedy_choose, item, service_manager, wish=wish)
    assert (item.state, item.quotes.get().state) == ("handing_over", "withdrawn")


@pytest.mark.parametrize("at", ["received", "chosen", "quoted"])
def test_the_customer_takes_it_back_untreated(at, receive_one, make_customer, to_repair, do, counter):
    item = receive_one(make_customer()) if at == "received" else to_repair()
    if at == "quoted":
        do(quote_make, item, counter, lines=LINES)
    item = do(item_withdraw, item, counter, reason="急用")
    assert (item.state, item.finding) == ("ready", "withdrawn")
    assert not item.quotes.standing().exists()


def test_taken_back_is_decided_at_the_counter(to_repair, technician, now, refused_with):
    item = to_repair()
    refused_with("goods.not_yours", partial(item_withdraw, item_id=item.pk, by=technician, now=now, reason="x"), item)


def test_what_fails_the_last_test_goes_back_to_the_bench(settled, do, counter, technician, other_technician):
    item = do(item_give_to_technician, settled(), counter, to=other_technician)
    assert (item.state, item.finding, item.holder) == ("with_technician", "", other_technician)
    item = do(item_repaired, item, other_technician, work_done="重新焊接")
    assert item.state == "ready"
    assert item.quotes.get().settled_at is not None  # paid once


def test_a_reason_is_asked_for(to_repair, technician, counter, now, refused_with):
    item = to_repair()
    for service, by in ((item_unrepairable, technician), (item_withdraw, counter)):
        call = partial(service, item_id=item.pk, by=by, now=now, reason="  ")
        refused_with("goods.reason_missing", call, item)


def test_goods_that_are_the_shops_by_now_go_to_no_bench(to_repair, do, service_manager, warehouse, technician, counter):
    from returns.models import ReturnedItem

    item = to_repair()
    ReturnedItem.objects.filter(pk=item.pk).update(state="ready", finding="refunded", remedy="refund")
    with pytest.raises(DomainError) as error:
        do(item_give_to_technician, item, counter, to=technician)
    assert error.value.code == "goods.ours"
