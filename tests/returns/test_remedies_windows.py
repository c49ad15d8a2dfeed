"""W1–W3: how long each kind of customer has, to the day ("within N days": the day after the purchase is day 1)."""

from datetime import timedelta

import pytest

from rulebook.policies import Terms
from tests.returns.cases import BOUGHT, EVERYONE_ELSE, decided

WINDOWS = [
    ("refund", "W1", "intact", "county_agent", 10),
    ("refund", "W1", "intact", "local_company", 3),
    ("exchange", "W2", "intact", "county_agent", 20),
    ("exchange", "W2", "intact", "local_company", 10),
    ("swap", "W3", "faulty", "county_agent", 30),
    ("swap", "W3", "faulty", "local_company", 20),
    *[("swap", "W3", "faulty", customer, 30) for customer in EVERYONE_ELSE],
]


@pytest.mark.parametrize(("remedy", "rule", "condition", "customer", "days"), WINDOWS)
def test_the_last_day_is_in_and_the_day_after_is_out(remedy, rule, condition, customer, days):
    last = BOUGHT + timedelta(days=days)
    for after, allowed in ((0, True), (days, True), (days + 1, False), (days + 400, False)):
        answer = getattr(decided(customer=customer, condition=condition, after=after), remedy)
        assert (answer.allowed, answer.rule, answer.until) == (allowed, rule, last), after


@pytest.mark.parametrize("condition", ["intact", "faulty"])
@pytest.mark.parametrize("customer", EVERYONE_ELSE)
def test_w1_everyone_else_is_never_refunded_by_the_dealers_own_policy(customer, condition):
    refund = decided(customer=customer, condition=condition, after=0).refund
    assert (refund.allowed, refund.rule, refund.until, refund.amount) == (False, "W1", None, None)


@pytest.mark.parametrize("customer", EVERYONE_ELSE)
def test_w2_everyone_else_may_exchange_without_a_limit(customer):
    exchange = decided(customer=customer, after=399).exchange
    assert (exchange.allowed, exchange.rule, exchange.until) == (True, "W2", None)


@pytest.mark.parametrize("customer", ["county_agent", "local_company", "other"])
def test_w3_an_intact_item_is_not_swapped(customer):
    swap = decided(customer=customer, condition="intact", after=0).swap
    assert (swap.allowed, swap.rule, swap.until) == (False, "W3", None)


def test_faulty_goods_are_refunded_and_exchanged_in_the_same_time_as_intact_ones():
    decision = decided(condition="faulty", after=10)
    assert decision.refund.allowed
    assert decision.exchange.allowed


def test_holidays_do_not_lengthen_the_dealers_own_windows():
    """L5 is for the law's days: ten days from 25 September 2026 end in the National Day holiday and stay there."""
    bought = BOUGHT.replace(month=9, day=25)
    assert decided(purchased_on=bought, after=10).refund.until == BOUGHT.replace(month=10, day=5)


def test_the_windows_are_those_of_the_numbers_in_force():
    terms = Terms(refund_days_county_agent=12, exchange_days_county_agent=25, swap_days_county_agent=40)
    decision = decided(condition="faulty", after=12, terms=terms)
    assert decision.refund.allowed
    assert [decision.refund.until, decision.exchange.until, decision.swap.until] == [
        BOUGHT + timedelta(days=days) for days in (12, 25, 40)
    ]
