"""Goods on the bench: of a paid repair, of a free one, of one of which that is not known yet."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from records.selectors import latest
from returns.policies import Circumstances
from returns.policies.quotes import NewLine

LINES = [NewLine("labour", "清灰", Decimal("80")), NewLine("part", "风扇", Decimal("45.50"), 2)]
TOTAL = Decimal("171.00")


@pytest.fixture
def to_repair(receive_one, make_customer, counter, now):
    """to_repair(in_guarantee=False, **fields of the item) -> an item whose remedy is repair.

    Paid unless `in_guarantee`; with `purchased_on=None` nobody knows whether it is free.
    """
    from returns.services import remedy_choose
    from returns.services.choosing import Wish

    def make(*, in_guarantee=False, user_caused=False, customer=None, **fields):
        known = {"purchased_on": date(2026, 1, 5), "sale_price": Decimal("800"), **fields}
        item = receive_one(customer or make_customer(contact="李小雷"), **known)
        told = Circumstances(in_guarantee=in_guarantee, user_caused=user_caused)
        remedy_choose(item_id=item.pk, by=counter, now=now, wish=Wish("repair", told=told))
        item.refresh_from_db()
        return item

    return make


@pytest.fixture
def do(now):
    """do(service, item, by, **what it takes) -> the item as it stands afterwards."""

    def step(service, item, by, **values):
        values.setdefault("now", now)
        service(item_id=item.pk, by=by, **values)
        item.refresh_from_db()
        return item

    return step


@pytest.fixture
def quoted(do, to_repair, counter):
    """quoted(**as to_repair) -> an item whose quote of 171.00 waits for the customer."""
    from returns.services import quote_make

    def make(*, lines=LINES, **fields):
        return do(quote_make, to_repair(**fields), counter, lines=lines)

    return make


@pytest.fixture
def answer(do, counter):
    """answer(item, accepted) records the answer to the item's quote."""
    from returns.services import quote_answer

    def make(item, accepted=True, by=None, **fields):
        quote_no = item.quotes.latest("pk").quote_no
        told = {"quote_no": quote_no, "accepted": accepted, "answered_by": "李小雷", "answered_how": "phone"}
        return do(quote_answer, item, by or counter, **told | fields)

    return make


@pytest.fixture
def settled(quoted, answer, do, technician, counter):
    """settled(charged={}, discount=0) -> a repaired item with its settlement list."""
    from returns.services import item_repaired, quote_settle

    def make(*, charged=(), discount=Decimal("0"), **fields):
        item = answer(quoted(**fields))
        do(item_repaired, item, technician, work_done="换风扇")
        all_charged = {line.position: line.amount for line in item.quotes.get().lines.all()} | dict(charged)
        return do(quote_settle, item, counter, charged=all_charged, discount=discount)

    return make


@pytest.fixture
def open_handovers():
    """open_handovers(item) -> {kind: amount} of what is not signed."""
    return lambda item: {each.kind: each.amount for each in item.handovers.open()}


@pytest.fixture
def codes():
    """codes(item) -> the codes of its history, the latest first."""
    return lambda item: [entry.code for entry in latest({"item": [item.pk]}, limit=50).entries]


@pytest.fixture
def sign(now):
    """sign(item, by) signs everything that is open of an item."""
    from returns.services import handovers_sign
    from returns.services.handing_over import Signature

    def make(item, by):
        ids = [each.pk for each in item.handovers.open()]
        handovers_sign(handover_ids=ids, by=by, now=now, signature=Signature(reference="2026-10-77"))
        item.refresh_from_db()
        return item

    return make


@pytest.fixture
def refused_with(codes):
    """refused_with("quote.free", service, item, by, …): it is refused with the code, and nothing is written."""
    from servicedesk.errors import DomainError

    def check(code, call: partial, item):
        before = codes(item), item.quotes.count(), item.handovers.count(), item.standing
        with pytest.raises(DomainError) as error:
            call()
        assert error.value.code == code
        item.refresh_from_db()
        assert (codes(item), item.quotes.count(), item.handovers.count(), item.standing) == before
        return error.value

    return check
