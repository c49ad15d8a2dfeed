"""A5: a repair bought in from outside is reported to finance, who pays the repairer and collects from the customer."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from returns.services import (
    item_back_from_outside,
    item_send_outside,
    quote_make,
    quote_settle,
)
from tests.returns.repairs.conftest import LINES, TOTAL

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def outside(to_repair, do, counter):
    """An item at a repairer's."""
    return lambda **fields: do(item_send_outside, to_repair(**fields), counter, repairer="宏图维修", phone="0536-1")


def test_goods_at_a_repairer_are_out(outside):
    item = outside()
    assert (item.state, item.out, item.outside_repairs.get().repairer) == ("outside", 1, "宏图维修")


def test_a5_finance_pays_the_repairer_and_collects_from_the_customer(
    outside, do, counter, answer, open_handovers, finance, sign
):
    item = answer(do(quote_make, outside(), counter, lines=LINES))
    assert item.state == "outside"  # the goods stay where they are
    item = do(item_back_from_outside, item, counter, repaired=True, cost=D("100"))
    assert (item.state, item.finding) == ("ready", "repaired")
    do(quote_settle, item, counter, charged={0: D("80"), 1: D("91")})
    assert open_handovers(item) == {"pay_repairer": D("100"), "collect_charge": TOTAL}
    assert item.handovers.get(kind="pay_repairer").note == "宏图维修 0536-1"
    assert sign(item, finance).out == 0


def test_a_second_repairer_is_not_forgotten_while_the_first_is_unpaid(outside, do, counter, open_handovers):
    item = do(item_back_from_outside, outside(), counter, repaired=False, cost=D("20"))
    item = do(item_send_outside, item, counter, repairer="天成")
    item = do(item_back_from_outside, item, counter, repaired=True, cost=D("100"))
    assert open_handovers(item) == {"pay_repairer": D("120")}
    assert item.handovers.get().note == "宏图维修 0536-1; 天成"


def test_l4_without_an_accepted_quote_the_customer_pays_nothing(outside, do, counter, now, refused_with):
    item = do(item_back_from_outside, outside(), counter, repaired=True, cost=D("100"))
    call = partial(quote_settle, item_id=item.pk, by=counter, now=now, charged={})
    refused_with("quote.not_accepted", call, item)


def test_not_repaired_another_remedy_can_be_chosen_or_it_goes_back(outside, do, counter, open_handovers):
    item = do(item_back_from_outside, outside(), counter, repaired=False, cost=D("0"))
    assert (item.state, item.finding, open_handovers(item)) == ("chosen", "unrepairable", {})
    item = do(item_send_outside, item, counter, repairer="天成")
    item = do(item_back_from_outside, item, counter, repaired=False, cost=D("0"), ready=True)
    assert (item.state, item.finding) == ("ready", "unrepairable")


def test_a_quote_refused_meanwhile_is_why_it_comes_back_unrepaired(outside, do, counter, answer):
    item = answer(do(quote_make, outside(), counter, lines=LINES), accepted=False)
    assert (item.state, item.finding) == ("outside", "")
    item = do(item_back_from_outside, item, counter, repaired=False, cost=D("10"))
    assert (item.state, item.finding) == ("ready", "quote_refused")


def test_what_comes_back_unrepaired_ends_its_quote(outside, do, counter, answer):
    item = answer(do(quote_make, outside(), counter, lines=LINES))
    item = do(item_back_from_outside, item, counter, repaired=False, cost=D("0"))
    assert item.quotes.get().state == "withdrawn"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"repairer": " "}, "goods.reason_missing"),
        ({"expected_on": date(2026, 10, 14)}, "goods.expected"),
        ({"expected_on": date(2062, 10, 20)}, "goods.expected"),
    ],
)
def test_what_is_needed_to_send_it(to_repair, counter, now, refused_with, told, code):
    item = to_repair()
    call = partial(item_send_outside, item_id=item.pk, by=counter, now=now, **{"repairer": "宏图"} | told)
    refused_with(code, call, item)


def test_what_is_not_there_is_not_sent_or_repaired(outside, counter, now, refused_with):
    item = outside()
    refused_with(
        "goods.moved_meanwhile", partial(item_send_outside, item_id=item.pk, by=counter, now=now, repairer="x"), item
    )


def test_what_is_here_does_not_come_back(to_repair, counter, now, refused_with):
    item = to_repair()
    call = partial(item_back_from_outside, item_id=item.pk, by=counter, now=now, repaired=True, cost=D("1"))
    refused_with("goods.moved_meanwhile", call, item)


def test_a_bill_is_not_negative(outside, counter, now, refused_with):
    item = outside()
    call = partial(item_back_from_outside, item_id=item.pk, by=counter, now=now, repaired=True, cost=D("-1"))
    refused_with("goods.cost", call, item)
