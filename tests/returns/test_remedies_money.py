"""W6–W8: refund amount, credit, top-up, wear fee and how far a manager may lower the top-up."""

from decimal import Decimal

import pytest

from rulebook.policies import Terms
from tests.returns.cases import AGENTS, EVERYONE_ELSE, decided

D = Decimal


@pytest.mark.parametrize("customer", AGENTS)
@pytest.mark.parametrize(("sold", "today", "amount"), [("500", "450", "450"), ("500", "520", "500"), ("7", "7", "7")])
def test_w6_the_lower_of_sale_price_and_todays_price(customer, sold, today, amount):
    assert decided(customer=customer, sale_price=sold, price_today=today, after=1).refund.amount == D(amount)


@pytest.mark.parametrize("customer", AGENTS)
def test_w7_agents_are_credited_the_refund_amount_and_pay_the_difference(customer):
    exchange = decided(customer=customer, sale_price="500", price_today="450", new_price="600", cost="1").exchange
    assert (exchange.credit, exchange.top_up, exchange.top_up_floor) == (D("450"), D("150"), None)


def test_w7_an_agent_who_takes_something_cheaper_is_owed_the_difference():
    assert decided(new_price="320.50").exchange.top_up == D("-179.50")


@pytest.mark.parametrize("customer", EVERYONE_ELSE)
def test_w8_a_quarter_percent_of_the_sale_price_for_each_day_whatever_it_sells_for_today(customer):
    exchange = decided(customer=customer, sale_price="1000", price_today="10", new_price="1000", after=10).exchange
    assert (exchange.credit, exchange.top_up) == (D("975.00"), D("25.00"))


def test_w8_the_fee_is_rounded_to_the_fen_before_it_is_taken_off():
    """0.25 % of 1.98 for a day is 0.00495 → 0.00; of 2.00 it is 0.005 → 0.01 (half up)."""
    assert decided(customer="other", sale_price="1.98", after=1).exchange.credit == D("1.98")
    assert decided(customer="other", sale_price="2.00", after=1).exchange.credit == D("1.99")


def test_w8_no_wear_on_the_day_of_purchase():
    assert decided(customer="other", after=0).exchange.credit == D("500.00")


@pytest.mark.parametrize(("after", "credit"), [(399, "1.25"), (400, "0.00"), (401, "0.00"), (5000, "0.00")])
def test_w8_the_fee_stops_at_the_sale_price(after, credit):
    assert decided(customer="other", after=after).exchange.credit == D(credit)


def test_w8_follows_the_number_in_force():
    terms = Terms(wear_percent_per_day=D("0.5"))
    assert decided(customer="other", after=10, terms=terms).exchange.credit == D("475.00")


HOUSEHOLD = {"customer": "other", "sale_price": "800", "after": 40}  # credit 720.00


@pytest.mark.parametrize(
    ("new_price", "cost", "top_up", "floor", "why"),
    [
        ("900", "700", "180", "80", "less the profit of 100"),
        ("900", "500", "180", "0", "not below zero, though the profit is 300"),
        ("900", "850", "180", "180", "sold at a loss: nothing to give away"),
        ("900", None, "180", None, "the profit is unknown"),
        ("600", "700", "-120", "-120", "the customer is owed; nothing is lowered"),
        ("720", "700", "0", "0", "even"),
    ],
)
def test_w8_how_far_a_manager_may_lower_the_top_up(new_price, cost, top_up, floor, why):
    exchange = decided(**HOUSEHOLD, new_price=new_price, cost=cost).exchange
    assert exchange.top_up == D(top_up)
    assert exchange.top_up_floor == (None if floor is None else D(floor)), why


def test_without_a_wanted_item_there_is_a_credit_and_no_top_up():
    exchange = decided(**HOUSEHOLD, cost="700").exchange
    assert (exchange.credit, exchange.top_up, exchange.top_up_floor) == (D("720"), None, None)


def test_goods_given_away_have_no_credit():
    exchange = decided(**{**HOUSEHOLD, "sale_price": "0.00"}, new_price="100").exchange
    assert (exchange.credit, exchange.top_up) == (D("0"), D("100"))


def test_what_is_refused_has_no_money():
    decision = decided(customer="other", packaging_complete=False, new_price="900", cost="1")
    assert decision.refund.amount is None
    assert (decision.exchange.credit, decision.exchange.top_up, decision.exchange.top_up_floor) == (None, None, None)
