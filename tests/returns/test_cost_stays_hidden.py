"""Cost prices are for those who may see them (issue 3, 1): on no page, print, part or JSON does anybody else read what
an item cost, how far a top-up may be lowered (W8: that tells the cost), or what a supplier credits for it."""

import re
from decimal import Decimal

import pytest

from returns.models import HandOver, ReturnedItem, Supplier, Trip
from returns.policies import Circumstances
from returns.policies.states import Step
from returns.services import (
    Back,
    Shipment,
    Signature,
    back_from_supplier,
    handover_sign,
    into_basket,
    item_correct,
    parcel_ship,
    remedy_choose,
)
from returns.services.choosing import Wish
from staff.policies import MAY, Action, Role
from tests.staff import test_every_url_with_every_role as every_url

things = every_url.things  # one of everything that an address can name
COST = Decimal("1234.56")
# A sale at 2,000.00 exchanged for 3,000.00 on the first day: top-up 1,000.00, the profit 765.44, so the floor 234.56.
TELLING = re.compile(r"(?<!\d)(1234\.56|234\.56|765\.44|123456|23456|76544)(?!\d)")
FACTS = {"category": "graphics_card", "sale_price": Decimal(2000), "price_today": Decimal(2000), "proof": "invoice"}
SEES_NO_COST = sorted(set(Role) - MAY[Action.SEE_COST])


@pytest.fixture
def goods(cast, things, at_now, make_customer, make_machine, receive, new_item, now):
    """Goods that cost 1,234.56 wherever a cost can be kept: received; exchanged, sent to a supplier and credited; with
    a corrected cost in the history; of a machine on record."""
    customer = make_customer("other", name="王女士", customer_no="K7")
    make_machine(customer, machine_no="J7", serial="SN7", cost=COST, sale_price=Decimal(2000))
    bought = now.date()
    paper = receive(
        customer,
        *[new_item(serial=f"SN{number}", cost=COST, purchased_on=bought, **FACTS) for number in (5, 6)],
        new_item(serial="SN7", purchased_on=bought, **FACTS),  # its machine's cost is taken over
    )
    fresh, sent, corrected = paper.items.order_by("serial")
    manager, finance = cast["service_manager"], cast["finance"]
    step = {"by": manager, "now": now}
    item_correct(item_id=corrected.pk, **step, cost=Decimal("765.44"))
    item_correct(item_id=corrected.pk, **step, cost=COST)
    wish = Wish(
        "exchange", told=Circumstances(new_price=Decimal(3000)), new_product="4070", agreed_by="王女士",
        top_up=Decimal(900), lowered_reason="老客户",
    )  # fmt: skip
    remedy_choose(item_id=sent.pk, **step, wish=wish)
    supplier = Supplier.objects.create(name="省城售后")
    trip = into_basket(item_id=sent.pk, **step, supplier=supplier, wanted="credit")
    parcel_ship(trip_ids=[trip.pk], **step, shipment=Shipment(supplier.pk, "顺丰", "SF7"))
    back_from_supplier(item_id=sent.pk, **step, back=Back("credit", bought, credit=COST))
    booked = HandOver.objects.get(item=sent, kind="book_credit")
    handover_sign(handover_id=booked.pk, by=finance, now=now, signature=Signature(reference="B7"))
    return {"fresh": fresh, "sent": sent, "corrected": corrected, "paper": paper, "supplier": supplier, "trip": trip}


def told(answer) -> list[str]:
    """What of the cost an answer tells, whatever its signs between the digits."""
    return TELLING.findall(re.sub(r"(?<=\d)[,\s\u00a0\u202f’](?=\d)", "", answer.content.decode("utf-8", "replace")))


def names_of(goods, things) -> list[dict]:
    """What the addresses are to name: the things of the table, and the planted goods."""
    sent = Trip.objects.select_related("parcel").get(pk=goods["trip"].pk)
    of_goods = {
        "paper_no": goods["paper"].paper_no, "token": goods["paper"].token, "customer_no": "K7", "machine_no": "J7",
        "parcel_no": sent.parcel.parcel_no, "supplier_id": goods["supplier"].pk,
    }  # fmt: skip
    names = []
    for name in ("fresh", "sent", "corrected"):
        for handover in goods[name].handovers.all() or [None]:
            pks = {f"returns:handover{end}": handover.pk for end in ("", "_do")} if handover else {}
            names.append({**things, **of_goods, "item_no": goods[name].item_no, "pk": {**things["pk"], **pks}})
    internal = goods["sent"].internal_papers.first()
    return [*names, {**names[0], "paper_no": internal.paper_no}]


@pytest.mark.parametrize("role", SEES_NO_COST)
def test_on_no_page_of_the_desk(goods, things, cast, client_of, role):
    desk, leaks, asked = client_of(cast[role]), set(), 0
    for names in names_of(goods, things):
        for name, pattern in every_url.ADDRESSES:
            how = every_url.TABLE[name][0]
            if role in every_url.roles_for(name) and how != every_url.SEND:
                address = every_url.address_of(name, pattern, names)
                answer = every_url.ask(desk, how, address)
                asked += answer.status_code == 200 and not answer.streaming
                leaks |= {(address, *told(answer))} if not answer.streaming and told(answer) else set()
    assert leaks == set()
    assert asked > 40


@pytest.mark.parametrize("role", SEES_NO_COST)
@pytest.mark.parametrize(
    "address",
    [
        "/returns/lookup/?q=SN7&customer=K7",
        "/returns/lookup/?q=SN5",
        "/returns/intake/?serial=SN7&customer=K7",
        "/returns/intake/?machine=J7&customer=K7",
        "/returns/remedies/?customer=K7&serial=SN7&category=graphics_card&condition=faulty&packaging_complete=yes"
        "&purchased_on=2026-10-15&sale_price=2000&price_today=2000&new_price=3000",
        "/returns/what-if/?customer_kind=other&customer=other&category=graphics_card&condition=faulty&opened=no"
        "&packaging_complete=yes&purchased_on=2026-10-15&sale_price=2000&price_today=2000&new_price=3000",
        "/returns/items/{fresh}/remedy/?remedy=exchange&new_price=3000&new_product=4070",
        "/returns/items/{sent}/remedy/form/",
        "/search/?q={sent}",
        "/returns/?q={sent}&all=on",
        "/customers/lookup/?q=K7",
    ],
)
def test_in_no_part_of_a_page_either(goods, cast, client_of, role, address):
    address = address.format(**{name: goods[name].item_no for name in ("fresh", "sent", "corrected")})
    for headers in ({}, {"hx-request": "true"}, {"accept-language": "zh-CN"}):
        answer = client_of(cast[role]).get(address, headers=headers)
        assert not told(answer), (address, told(answer))


@pytest.mark.parametrize("role", SEES_NO_COST)
def test_nor_where_a_step_is_refused(goods, cast, client_of, role):
    desk, leaks = client_of(cast[role]), []
    for name in ("fresh", "sent", "corrected"):
        item = ReturnedItem.objects.get(pk=goods[name].pk)
        posts = [(f"/returns/items/{item.item_no}/do/{step}/", {"seen": item.standing}) for step in Step]
        exchange = {"remedy": "exchange", "new_product": "x", "new_price": "3000", "top_up": "1", "seen": item.standing}
        posts.append((f"/returns/items/{item.item_no}/remedy/", exchange))
        for address, sent in posts:
            with every_url.undone():
                answer = desk.post(address, sent)
            if told(answer):
                leaks.append((address, told(answer)))
    assert leaks == []


def test_those_who_may_see_it_do(goods, cast, client_of):
    """The control: the same look finds it where it is shown."""
    item, sent = goods["fresh"].item_no, goods["sent"].item_no
    for role in sorted(MAY[Action.SEE_COST]):
        assert told(client_of(cast[role]).get(f"/returns/items/{item}/")), role
    manager = client_of(cast["service_manager"])
    offers = manager.get(f"/returns/items/{item}/remedy/?remedy=exchange&new_price=3000&new_product=4070")
    assert "234.56" in told(offers)
    machine = manager.get("/machines/J7/")
    assert "765.44" in told(machine)
    assert told(manager.get(f"/returns/items/{sent}/"))
    assert told(manager.get(f"/returns/items/{goods['corrected'].item_no}/"))
