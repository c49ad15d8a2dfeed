"""W6–W9, W12: what is offered. A manager overrules the refusal, not the price; the label follows what gave the swap."""

from dataclasses import replace

from hypothesis import assume, given, target

from returns.policies import Remedy
from returns.policies.choices import AGENTS, may_lower_to, offer
from returns.policies.remedies import wear_fee
from rulebook.policies import DEFAULTS
from servicedesk.money import yuan
from tests.returns.cases import AGENTS as AGENT_KINDS
from tests.returns.cases import EVERYONE_ELSE, WORKING_DAYS, any_case, decision_of, prices

AMOUNTS = ("amount", "wear_fee", "top_up", "floor")


def offered(remedy, asked):
    return offer(remedy, asked, decision_of(asked), terms=DEFAULTS, calendar=WORKING_DAYS)


def without_obstacles(asked, **facts):
    """The same goods with nothing in the way of the shop's own remedies but time."""
    facts = {"user_caused": False, "opened": False, "packaging_complete": True, "resaleable": True} | facts
    return replace(asked, consumer=False, **facts)


@given(any_case())
def test_an_allowed_offer_is_the_decision(asked):
    decision = decision_of(asked)
    for remedy in Remedy:
        answer, told = getattr(decision, remedy), offered(remedy, asked)
        assert (told.allowed, told.rule) == (answer.allowed, answer.rule)
    exchange, told = decision.exchange, offered(Remedy.EXCHANGE, asked)
    if exchange.allowed:
        assert (told.amount, told.top_up, told.floor) == (exchange.credit, exchange.top_up, exchange.top_up_floor)
    refund = decision.refund
    assert not refund.allowed or offered(Remedy.REFUND, asked).amount == refund.amount


@given(any_case(AGENT_KINDS))
def test_an_agents_refusal_overruled_has_the_money_of_the_first_day(asked):
    """W6 and W7 do not know time, so the money is that of the day of purchase."""
    plain = without_obstacles(asked, on=asked.purchased_on)
    for remedy in (Remedy.REFUND, Remedy.EXCHANGE):
        given_anyway = offered(remedy, replace(asked, consumer=False))  # by L1 it is the full price instead
        rules = offered(remedy, plain)
        assert rules.allowed
        assert [getattr(given_anyway, name) for name in AMOUNTS] == [getattr(rules, name) for name in AMOUNTS]


@given(any_case(EVERYONE_ELSE))
def test_everyone_elses_refusal_overruled_has_the_money_of_this_day(asked):
    refused = offered(Remedy.EXCHANGE, asked)
    rules = offered(Remedy.EXCHANGE, without_obstacles(asked))
    assert rules.allowed
    assert [getattr(refused, name) for name in AMOUNTS] == [getattr(rules, name) for name in AMOUNTS]


@given(any_case())
def test_w6_no_overruled_refund_exceeds_either_price(asked):
    refund = offered(Remedy.REFUND, asked)
    assert refund.allowed or refund.amount == yuan(min(asked.sale_price, asked.price_today))
    assert refund.amount <= asked.sale_price


@given(any_case())
def test_w8_the_wear_fee_is_paid_by_those_who_are_no_agents_and_never_exceeds_the_price(asked):
    exchange = offered(Remedy.EXCHANGE, asked)
    assert (exchange.wear_fee is None) == (asked.customer in AGENTS)
    if exchange.wear_fee is not None:
        assert exchange.wear_fee == wear_fee(asked, terms=DEFAULTS)
        assert 0 <= exchange.wear_fee <= asked.sale_price
        assert exchange.amount + exchange.wear_fee == yuan(asked.sale_price)


@given(any_case(), prices)
def test_w8_a_top_up_is_lowered_by_the_profit_at_most_never_to_below_nothing_and_never_raised(asked, wanted):
    exchange = offered(Remedy.EXCHANGE, asked)
    assume(exchange.top_up is not None)
    target(-float(abs(wanted - exchange.top_up)))
    if not may_lower_to(wanted, top_up=exchange.top_up, floor=exchange.floor):
        return
    assert wanted <= exchange.top_up
    if wanted < exchange.top_up:
        assert asked.customer not in AGENTS
        assert exchange.top_up - wanted <= max(0, asked.sale_price - asked.cost)
        assert wanted >= 0


@given(any_case())
def test_w9_a_swap_keeps_the_labels_dates_unless_the_law_gives_it_too(asked):
    """Whether it does is seen where W11 leaves only the law to give it."""
    only_by_law = replace(asked, category="monitor", opened=True, packaging_complete=False)
    by_law = decision_of(only_by_law).swap.allowed
    assert offered(Remedy.SWAP, asked).label_basis == ("restart" if by_law else "keep")


@given(any_case())
def test_w9_only_what_is_sold_anew_has_a_warranty_of_its_own(asked):
    labels = [offered(remedy, asked).label_basis for remedy in (Remedy.EXCHANGE, Remedy.REPAIR, Remedy.REFUND)]
    assert labels == ["restart", "keep", ""]
