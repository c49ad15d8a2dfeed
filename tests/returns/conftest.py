"""Goods on the counter, received goods, and the intake form as a browser sends it."""

from uuid import uuid4

import pytest

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
