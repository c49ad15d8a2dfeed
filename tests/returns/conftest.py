"""Goods on the counter, received goods, and the intake form as a browser sends it."""

import itertools
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from returns.policies import Circumstances

FAULTY = {"product": "内存", "category": "memory", "condition": "faulty", "packaging_complete": True, "fault": "蓝屏"}


@pytest.fixture
def new_item():
    """new_item(**fields) -> NewItem: a faulty memory module in complete packaging, unless told otherwise."""

    def make(**fields):
        from returns.services import NewItem

        return NewItem(**{**FAULTY, **fields})

    return make


@pytest.fixture
def receive(db, counter, now, new_item):
    """receive(customer, *items, by=, now=) -> Paper; one faulty memory module unless items are given."""

    def make(customer, *items, by=None, at=None):
        from returns.services import goods_receive

        return goods_receive(by=by or counter, now=at or now, customer=customer, items=items or [new_item()])

    return make


@pytest.fixture
def receive_one(receive, new_item):
    """receive_one(customer, **fields of the item) -> ReturnedItem."""

    def make(customer, **fields):
        at = fields.pop("at", None)
        return receive(customer, new_item(**fields), at=at).items.get()

    return make


BOARD = {
    "product": "主板", "category": "board", "serial": "SN1", "purchased_on": date(2026, 10, 8),
    "sale_price": Decimal(500), "price_today": Decimal(450), "cost": Decimal(400),
}  # fmt: skip


@pytest.fixture
def choose(counter, now):
    """choose(item, "swap", by=, at=, **fields of the Wish) -> RemedyChoice; agreed with 孙先生 at the counter."""
    from returns.services import remedy_choose
    from returns.services.choosing import Wish

    def make(item, remedy, *, by=None, at=None, **wish):
        wish = {"agreed_by": "孙先生", **wish}
        return remedy_choose(item_id=item.pk, by=by or counter, now=at or now, wish=Wish(remedy=remedy, **wish))

    return make


@pytest.fixture
def county_board(make_customer, receive_one):
    """county_board(**fields) -> a county agent's intact board, bought a week ago for 500, 450 today."""
    agent = make_customer("agent", agent_kind="county", name="临河县恒信电脑")
    return lambda **facts: receive_one(agent, **{**BOARD, "condition": "intact", "fault": "", **facts})


@pytest.fixture
def handed_over(choose, county_board):
    """handed_over("swap", "faulty", **fields of the Wish) -> an item whose hand-overs wait to be signed."""
    serials = itertools.count(1)

    def make(remedy="refund", condition="intact", **wish):
        fault = "不亮" if condition == "faulty" else ""
        item = county_board(condition=condition, fault=fault, serial=f"SN{next(serials)}")
        if remedy == "exchange":
            wish = {"told": Circumstances(new_price=Decimal(600)), "new_product": "B760", **wish}
        choose(item, remedy, **wish)
        item.refresh_from_db()
        return item

    return make


@pytest.fixture
def sign(finance, warehouse, purchasing, now):
    """sign(item, "stock_in", by=, at=, **fields of the Signature) -> HandOver, by the role whose it is unless told."""
    from returns.services import Signature, handover_sign

    signers = {"finance": finance, "warehouse": warehouse, "purchasing": purchasing}

    def make(item, kind, *, by=None, at=None, **written):
        open_one = item.handovers.open().filter(kind=kind).get()
        by = by or signers[open_one.role]
        return handover_sign(handover_id=open_one.pk, by=by, now=at or now, signature=Signature(**written))

    return make


BLOCK = {
    "product": "内存",
    "category": "memory",
    "condition": "faulty",
    "packaging_complete": "yes",
    "fault": "蓝屏",
    "domain": "hardware",
}


@pytest.fixture
def intake_post():
    """intake_post(*blocks, customer="K1", **fields) -> what the browser sends; each block is laid over a good one."""

    def make(*blocks, **fields):
        data = {"key": str(uuid4()), "items-TOTAL_FORMS": len(blocks or [{}]), "items-INITIAL_FORMS": 0, **fields}
        for place, block in enumerate(blocks or [{}]):
            data |= {f"items-{place}-{name}": value for name, value in {**BLOCK, **block}.items()}
        return data

    return make


@pytest.fixture
def messages_at():
    """messages_at(response, "items-0-serial") -> the messages at that field of the intake form."""

    def read(response, name):
        form = response.context["form"]
        if name.startswith("items-"):
            _items, place, name = name.split("-", 2)
            form = form.items.forms[int(place)]
        return [str(message) for message in form.errors.get(name, [])]

    return read
