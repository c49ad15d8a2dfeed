"""A4, S-R3: all but county agents get their goods delivered or collect them, against voucher or signature."""

import pytest

from records.models import Entry, Picture
from records.signatures import read
from returns.models import GiveBack
from returns.services import Handing, goods_give_back
from servicedesk.errors import DomainError
from tests.support.goods import made_ready
from tests.support.pictures import signature

pytestmark = pytest.mark.django_db
PROOF = "让顾客等不及签字"


@pytest.fixture
def ready(receive_one, make_customer, now):
    """A repaired item of a household, ready."""
    return made_ready(receive_one(make_customer()), now)


def give(items, by, now, **handing):
    items = items if isinstance(items, list) else [items]
    handing = Handing(**{"kind": "collected", "receiver": "张三", **handing})
    return goods_give_back(item_ids=[item.pk for item in items], by=by, now=now, handing=handing)


def refused(code, *args, **handing):
    with pytest.raises(DomainError) as caught:
        give(*args, **handing)
    assert caught.value.code == code
    assert not GiveBack.objects.exists()
    assert not Entry.objects.filter(code__startswith="goods.given_back").exists()
    return caught.value


def test_a4_the_voucher_comes_back(ready, counter, now):
    give(ready, counter, now, voucher_back=True)
    ready.refresh_from_db()
    assert (ready.state, ready.delivery_kind, ready.signed) == ("given_back", "collected", True)
    assert ready.delivered_at == ready.ended_at == ready.closed_at == now
    ready.paper.refresh_from_db()
    assert ready.paper.came_back_at == now
    assert (ready.give_back.receiver, ready.give_back.by, ready.give_back.voucher_back) == ("张三", counter, True)


def test_a4_or_the_customer_signs(ready, counter, now):
    give(ready, counter, now, kind="delivered", signature=read(signature()))
    ready.refresh_from_db()
    assert (ready.delivery_kind, ready.signed) == ("delivered", True)
    assert Picture.objects.of("item", ready.pk).get().kind == "signature"
    assert ready.paper.came_back_at is None


def test_s_r3_without_either_the_reason_is_kept_and_the_item_counts_as_not_signed_for(ready, counter, now):
    give(ready, counter, now, unsigned_reason=f" {PROOF} ")
    ready.refresh_from_db()
    assert ready.signed is False
    assert ready.give_back.unsigned_reason == PROOF
    assert Entry.objects.of("item", ready.pk).get(code="goods.given_back_unsigned").data["reason"] == PROOF


def test_s_r3_nothing_leaves_without_proof_or_reason(ready, counter, now):
    assert refused("giveback.proof", ready, counter, now, unsigned_reason="  ").field == "unsigned_reason"
    ready.refresh_from_db()
    assert ready.state == "ready"


def test_a4_it_says_who_took_it(ready, counter, now):
    refused("goods.reason_missing", ready, counter, now, receiver=" ", voucher_back=True)


def test_a4_a_local_customers_goods_are_not_shipped(ready, counter, now):
    assert refused("giveback.way", ready, counter, now, kind="shipped", voucher_back=True).field == "kind"


def test_the_goods_of_one_voucher_in_one_act(receive, new_item, make_customer, counter, now):
    paper = receive(make_customer(), new_item(serial="A1"), new_item(serial="A2"))
    items = [made_ready(item, now) for item in paper.items.all()]
    give(items, counter, now, voucher_back=True)
    assert set(paper.items.values_list("state", "signed")) == {("given_back", True)}


def test_the_voucher_stays_with_the_customer_while_other_goods_of_it_are_here(
    receive, new_item, make_customer, counter, now
):
    paper = receive(make_customer(), new_item(serial="A1"), new_item(serial="A2"))
    first = made_ready(paper.items.first(), now)
    refused("giveback.voucher_partial", first, counter, now, voucher_back=True)
    give(first, counter, now, signature=read(signature()))
    give(made_ready(paper.items.last(), now), counter, now, voucher_back=True)
    paper.refresh_from_db()
    assert paper.came_back_at == now


def test_goods_of_two_customers_are_not_given_back_in_one_act(receive_one, make_customer, counter, now):
    items = [made_ready(receive_one(make_customer()), now) for _n in range(2)]
    refused("goods.of_several_customers", items, counter, now, voucher_back=True)


def test_a_county_agent_has_no_voucher_that_could_come_back(receive_one, make_customer, counter, now):
    item = made_ready(receive_one(make_customer("agent")), now)
    refused("giveback.no_voucher", item, counter, now, voucher_back=True)
    refused("giveback.way", item, counter, now, kind="delivered", signature=read(signature()))
    give(item, counter, now, signature=read(signature()))


def test_a_county_agents_refund_is_booked_and_nobody_signs(receive_one, make_customer, counter, now):
    item = made_ready(receive_one(make_customer("agent")), now, finding="refunded")
    give(item, counter, now, kind="", receiver="")
    item.refresh_from_db()
    assert (item.state, item.delivery_kind, item.signed) == ("given_back", "", None)


def test_a_refund_is_booked_for_no_other_customer(ready, counter, now):
    made_ready(ready, now, finding="refunded")
    refused("giveback.way", ready, counter, now, kind="")
