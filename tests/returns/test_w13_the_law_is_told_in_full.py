"""W13, L: until when the law gives what is told, and what it would give once proof of purchase is shown."""

from datetime import timedelta
from decimal import Decimal

import pytest

from returns.policies import Circumstances
from returns.policies.advice import Background, Goods, advise, read_again, written, written_facts
from returns.templatetags.remedies import until_when
from rulebook.policies import DEFAULTS
from tests.returns.cases import BOUGHT, WORKING_DAYS

MONITOR = {
    "customer": "other", "category": "monitor", "condition": "faulty", "packaging_complete": True,
    "purchased_on": BOUGHT, "sale_price": Decimal(500), "price_today": Decimal(450), "proof": "invoice",
}  # fmt: skip


def advice(after=3, told=Circumstances(), **facts):  # noqa: B008 a frozen value
    goods, on = Goods(**{**MONITOR, **facts}), BOUGHT + timedelta(days=after)
    return advise(goods, told, on=on, known=Background(in_guarantee=True), terms=DEFAULTS, calendar=WORKING_DAYS)


def days_told(told) -> dict:
    return {name: until_when(told, name, getattr(told.decision, name))[-10:] for name in ("refund", "swap")}


def day(after) -> str:
    return (BOUGHT + timedelta(days=after)).isoformat()


def test_an_opened_monitor_is_swapped_as_long_as_the_law_says_not_w3():
    told = advice()
    assert told.decision.swap.rule == "L2"  # W11 keeps W3's thirty days from it
    assert told.decision.swap.until.isoformat() == day(30)
    assert days_told(told)["swap"] == WORKING_DAYS.next_working(BOUGHT + timedelta(days=15)).isoformat()


def test_a_full_refund_is_told_until_the_laws_day_where_w1_gives_less_for_longer():
    told = advice(customer="county_agent", category="board", told=Circumstances(consumer=True))
    assert (told.decision.refund.rule, told.decision.refund.amount) == ("L1", Decimal("500.00"))
    assert told.decision.refund.until.isoformat() == day(10)
    assert days_told(told)["refund"] == WORKING_DAYS.next_working(BOUGHT + timedelta(days=7)).isoformat()


def test_the_days_are_kept_with_the_decision():
    told = advice()
    again = read_again(decision=written(told.decision), facts=written_facts(told))
    assert again == told
    old = {name: value for name, value in written_facts(told).items() if name not in ("law_until", "with_proof")}
    assert read_again(decision=written(told.decision), facts=old).law_until == ()


@pytest.mark.parametrize(
    ("facts", "more"),
    [
        ({"proof": ""}, ("refund", "swap")),
        ({"proof": "", "after": 12}, ("swap",)),
        ({"proof": "", "after": 40}, ()),
        ({"proof": "none"}, ()),  # there is none
        ({"proof": "invoice"}, ()),  # it is told already
        ({"proof": "", "condition": "intact"}, ()),
        ({"proof": "", "customer": "industry"}, ()),  # not for own use, as far as anybody says
        ({"proof": "", "told": Circumstances(user_caused=True)}, ()),
    ],
)
def test_the_clerk_is_told_to_ask_for_the_proof_that_would_give_more(facts, more):
    assert advice(**facts).with_proof == more
