"""A4: a county/city agent is told the same day and chooses: shipped at once, or with the warehouse's other goods."""

import pytest

from records.models import Entry
from returns.models import Consignment, HandOver, Notice
from returns.services import Transport, goods_ship, goods_tell_ready, handover_refuse, handover_sign
from returns.services.handing_over import Signature
from servicedesk.clock import day_end, local_date
from servicedesk.errors import DomainError
from tests.support.goods import made_ready

pytestmark = pytest.mark.django_db
BY_CAR = Transport("李师傅", "浙D12345", "13900000009")


@pytest.fixture
def agent(make_customer):
    return make_customer("agent", name="临河县恒信电脑")


@pytest.fixture
def items(receive, new_item, agent, now):
    """Two repaired items of the agent, ready."""
    paper = receive(agent, new_item(serial="A1"), new_item(serial="A2"))
    return [made_ready(item, now) for item in paper.items.order_by("pk")]


def tell(items, by, now, way="", **told):
    told = {"told_whom": "孙先生", "told_how": "phone", **told}
    return goods_tell_ready(item_ids=[item.pk for item in items], by=by, now=now, way=way, **told)


def ship(items, by, now, transport=BY_CAR):
    return goods_ship(item_ids=[item.pk for item in items], by=by, now=now, transport=transport)


def refused(code, act, *args, **kwargs):
    with pytest.raises(DomainError) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code
    return caught.value


def sign(handover, by, now, reference="CK-88"):
    return handover_sign(handover_id=handover.pk, by=by, now=now, signature=Signature(reference=reference))


def test_the_agent_is_told_and_the_choice_is_kept(items, counter, now):
    tell(items, counter, now, "ship_now")
    told = Notice.objects.filter(item=items[0]).get()
    assert (told.told_whom, told.told_how, told.way, told.told_by) == ("孙先生", "phone", "ship_now", counter)
    entry = Entry.objects.of("item", items[0].pk).get(code="goods.told_and_chose")
    assert entry.data == {"whom": "孙先生", "how": "phone", "way": "ship_now"}


def test_an_agent_chooses_and_nobody_else_does(items, receive_one, make_customer, counter, now):
    assert refused("notice.way", tell, items, counter, now).field == "way"
    local = made_ready(receive_one(make_customer("agent", agent_kind="local")), now)
    assert refused("notice.way", tell, [local], counter, now, "ship_now").field == "way"
    tell([local], counter, now)


def test_ship_now_with_its_packing_list(items, counter, now):
    tell(items, counter, now, "ship_now")
    sent = ship(items, counter, now)
    assert (sent.carrier, sent.waybill, sent.phone, sent.way) == ("李师傅", "浙D12345", "13900000009", "ship_now")
    for item in items:
        item.refresh_from_db()
        assert (item.state, item.delivery_kind, item.signed) == ("given_back", "shipped", None)
        assert item.give_back.consignment == sent
        assert (item.delivered_at, item.closed_at) == (now, now)


@pytest.mark.parametrize("lacking", ["carrier", "waybill", "phone"])
def test_what_travels_has_carrier_vehicle_and_phone(items, counter, now, lacking):
    from dataclasses import replace

    tell(items, counter, now, "ship_now")
    error = refused("goods.reason_missing", ship, items, counter, now, replace(BY_CAR, **{lacking: " "}))
    assert error.field == lacking
    assert not Consignment.objects.exists()


def test_the_carriers_phone_is_one_that_can_be_rung(items, counter, now):
    from dataclasses import replace

    tell(items, counter, now, "ship_now")
    for nonsense in ("老王", "8888", "—"):
        error = refused("consignment.phone", ship, items, counter, now, replace(BY_CAR, phone=nonsense))
        assert error.field == "phone"
    assert not Consignment.objects.exists()
    ship(items, counter, now, replace(BY_CAR, phone="老王 0575-88123456"))


def test_nothing_is_shipped_that_the_agent_has_not_chosen(items, counter, now):
    refused("consignment.not_chosen", ship, items, counter, now)
    tell(items[:1], counter, now, "ship_now")
    refused("consignment.not_chosen", ship, items, counter, now)
    items[0].refresh_from_db()
    assert items[0].state == "ready"


def test_a_local_customers_goods_and_refunds_are_not_shipped(items, receive_one, make_customer, counter, now):
    local = made_ready(receive_one(make_customer()), now)
    tell([local], counter, now)
    refused("consignment.not_shipped", ship, [local], counter, now)
    refund = made_ready(items[0], now, finding="refunded")
    tell([refund], counter, now)
    refused("consignment.not_shipped", ship, [refund], counter, now)


def test_with_other_goods_they_are_in_the_warehouses_inbox_the_same_day(items, counter, now):
    tell(items, counter, now, "with_other_goods")
    consignment = Consignment.objects.get()
    for handover in HandOver.objects.all():
        assert (handover.kind, handover.role, handover.state) == ("ship_with_others", "warehouse", "open")
        assert (handover.consignment, handover.due_at) == (consignment, day_end(local_date(now)))
    items[0].refresh_from_db()
    assert (items[0].state, items[0].out) == ("ready", 1)


def test_when_the_warehouse_signs_its_list_carries_them(items, counter, warehouse, now):
    tell(items, counter, now, "with_other_goods")
    first, second = HandOver.objects.order_by("pk")
    assert refused("goods.reason_missing", sign, first, warehouse, now, reference=" ").field == "reference"
    sign(first, warehouse, now)
    items[0].refresh_from_db()
    items[1].refresh_from_db()
    assert (items[0].state, items[0].delivery_kind, items[0].signed) == ("given_back", "shipped", None)
    assert (items[0].out, items[0].closed_at) == (0, now)
    assert items[0].give_back.consignment.list_no == "CK-88"
    assert items[1].state == "ready"
    sign(second, warehouse, now)
    assert Consignment.objects.get().give_backs.count() == 2


def test_goods_that_are_ready_later_join_the_list_that_still_waits(items, counter, warehouse, now):
    tell(items[:1], counter, now, "with_other_goods")
    tell(items[1:], counter, now, "with_other_goods")
    assert Consignment.objects.count() == 1


def test_an_agent_who_thinks_again_is_shipped_at_once(items, counter, now):
    tell(items, counter, now, "with_other_goods")
    refused("consignment.not_chosen", ship, items, counter, now)
    tell(items, counter, now, "ship_now")
    assert set(HandOver.objects.values_list("state", "reason")) == {("withdrawn", "way_changed")}
    ship(items, counter, now)


def test_what_the_warehouse_has_refused_can_go_another_way(items, counter, warehouse, now):
    tell(items[:1], counter, now, "with_other_goods")
    handover_refuse(handover_id=HandOver.objects.get().pk, by=warehouse, now=now, reason="本周没有车")
    tell(items[:1], counter, now, "ship_now")
    ship(items[:1], counter, now)
    assert HandOver.objects.get().state == "withdrawn"
