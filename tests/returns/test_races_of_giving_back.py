"""Two clerks at the same goods at the same instant: one gives them back, the other is told."""

from functools import partial

import pytest

from records.models import Entry
from returns.models import Consignment, GiveBack, HandOver
from returns.services import (
    Handing,
    Transport,
    goods_give_back,
    goods_ship,
    goods_tell_ready,
    handover_sign,
    item_give_back,
    item_lose,
)
from returns.services.handing_over import Signature
from returns.services.losing import Found
from servicedesk.errors import DomainError
from tests.support.goods import made_ready
from tests.tickets.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
ROUNDS = 8


def losers(results):
    return [result.code for result in results if isinstance(result, DomainError)]


def test_two_clerks_give_the_same_item_back(receive_one, make_customer, counter, technician, now):
    for _round in range(ROUNDS):
        item = made_ready(receive_one(make_customer()), now)
        give = partial(item_give_back, item_id=item.pk, now=now, handing=Handing("collected", "x", voucher_back=True))
        assert losers(at_once(partial(give, by=counter), partial(give, by=technician))) == ["goods.moved_meanwhile"]
        assert Entry.objects.of("item", item.pk).filter(code="goods.given_back").count() == 1


def test_two_clerks_with_the_same_goods_in_another_order(receive, new_item, make_customer, counter, technician, now):
    for _round in range(ROUNDS):
        paper = receive(make_customer(), new_item(serial="A1"), new_item(serial="A2"))
        pks = [made_ready(item, now).pk for item in paper.items.order_by("pk")]
        give = partial(goods_give_back, now=now, handing=Handing("collected", "x", voucher_back=True))
        results = at_once(partial(give, by=counter, item_ids=pks), partial(give, by=technician, item_ids=reversed(pks)))
        assert losers(results) == ["goods.moved_meanwhile"]
    assert GiveBack.objects.count() == 2 * ROUNDS


def test_one_gives_back_while_a_manager_reports_the_loss(receive_one, make_customer, counter, service_manager, now):
    for _round in range(ROUNDS):
        item = made_ready(receive_one(make_customer()), now)
        results = at_once(
            partial(
                item_give_back, item_id=item.pk, by=counter, now=now,
                handing=Handing("collected", "x", voucher_back=True),
            ),
            partial(item_lose, item_id=item.pk, by=service_manager, now=now, found=Found("x", value=1)),
        )  # fmt: skip
        assert losers(results) == ["goods.moved_meanwhile"]


def test_the_warehouse_signs_while_the_agent_thinks_again(receive_one, make_customer, counter, warehouse, now):
    for _round in range(ROUNDS):
        item = made_ready(receive_one(make_customer("agent")), now)
        tell = partial(goods_tell_ready, item_ids=[item.pk], by=counter, now=now, told_whom="x", told_how="phone")
        tell(way="with_other_goods")
        handover = HandOver.objects.get(item=item)
        sign = partial(
            handover_sign, handover_id=handover.pk, by=warehouse, now=now, signature=Signature(reference="CK1")
        )
        results = at_once(sign, partial(tell, way="ship_now"))
        handover.refresh_from_db()
        item.refresh_from_db()
        assert losers(results) in (["goods.moved_meanwhile"], ["handover.moved_meanwhile"])
        assert (handover.state, item.state) in {("signed", "given_back"), ("withdrawn", "ready")}


def test_two_clerks_ship_the_same_item(receive_one, make_customer, counter, technician, now):
    agent = make_customer("agent")
    for number in range(ROUNDS):
        item = made_ready(receive_one(agent), now)
        goods_tell_ready(item_ids=[item.pk], by=counter, now=now, told_whom="x", told_how="phone", way="ship_now")
        ship = partial(goods_ship, item_ids=[item.pk], now=now, transport=Transport("x", "y", "13900000009"))
        assert losers(at_once(partial(ship, by=counter), partial(ship, by=technician))) == ["goods.moved_meanwhile"]
        assert Consignment.objects.count() == number + 1
