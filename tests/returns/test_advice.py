"""What the clerk is told while facts are still missing or nobody stated them (W13): names, assumptions, open money."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from returns.policies import Circumstances
from returns.policies.advice import Advice, Background, Goods, advise, buyer, read_again, written, written_facts
from rulebook.policies import DEFAULTS
from tests.returns.cases import BOUGHT, WORKING_DAYS, any_case, decision_of

HOUSEHOLD = {
    "customer": "other",
    "category": "board",
    "condition": "faulty",
    "packaging_complete": True,
    "purchased_on": BOUGHT,
    "sale_price": Decimal("500"),
    "price_today": Decimal("450"),
    "proof": "invoice",
}


def advice(*, after=3, known=Background(in_guarantee=True), told=Circumstances(), **facts):  # noqa: B008 frozen values
    goods = Goods(**{**HOUSEHOLD, **facts})
    on = BOUGHT + timedelta(days=after)
    return advise(goods, told, on=on, known=known, terms=DEFAULTS, calendar=WORKING_DAYS)


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("customer", ""),
        ("category", ""),
        ("condition", ""),
        ("packaging_complete", None),
        ("purchased_on", None),
        ("sale_price", None),
    ],
)
def test_a_missing_fact_is_named_and_nothing_is_decided(name, empty):
    told = advice(**{name: empty})
    assert (told.missing, told.decision) == ((name,), None)


def test_a_purchase_still_to_come_is_no_purchase_date():
    assert advice(after=-1).missing == ("purchased_on",)


@pytest.mark.parametrize("proof", ["invoice", "card", "both"])
@pytest.mark.parametrize("customer", ["quasi_industry", "other"])
def test_an_end_consumer_with_proof_has_the_law_unless_told_otherwise(customer, proof):
    assert advice(customer=customer, proof=proof).decision.refund.rule == "L1"
    assert not advice(customer=customer, proof=proof, told=Circumstances(consumer=False)).decision.refund.allowed


@pytest.mark.parametrize("facts", [{"proof": "none"}, {"proof": ""}, {"customer": "industry"}, {"customer": "network"}])
def test_nobody_else_has_it_by_assumption_but_can_be_told_to(facts):
    assert not advice(**facts).decision.refund.allowed
    assert advice(**facts, told=Circumstances(consumer=True)).decision.refund.rule == "L1"


def test_what_the_desk_counted_stands_until_somebody_says_otherwise():
    known = Background(repairs_done=2, in_guarantee=True)
    assert advice(after=200, known=known).decision.swap.rule == "L3"
    assert not advice(after=200, known=known, told=Circumstances(repairs_done=1)).decision.swap.allowed
    assert not advice(after=200, known=known, told=Circumstances(in_guarantee=False)).decision.swap.allowed


def test_w6_without_todays_price_the_money_is_a_bound_and_says_so():
    agent = advice(customer="county_agent", proof="", price_today=None, told=Circumstances(new_price=Decimal("600")))
    assert set(agent.price_open) == {"refund", "exchange"}
    assert agent.decision.refund.amount == Decimal("500")
    assert not agent.price_known


def test_w8_and_l1_do_not_wait_for_todays_price():
    assert advice(price_today=None).price_open == ()


@given(any_case())
def test_what_is_kept_is_read_again_as_it_was(case):
    kept = Advice(case=case, decision=decision_of(case), assumed=("consumer",), price_open=("refund",))
    stored = json.loads(json.dumps({"decision": written(kept.decision), "facts": written_facts(kept)}))
    assert read_again(**stored) == kept


def test_which_column_a_customer_stands_in():
    assert buyer(tier="agent", agent_kind="county") == "county_agent"
    assert buyer(tier="agent", agent_kind="local") == "local_company"
    for tier in ("industry", "network", "quasi_industry", "other"):
        assert buyer(tier=tier, agent_kind="") == tier
    assert buyer(tier="", agent_kind="") == ""
