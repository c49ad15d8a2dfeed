"""L1–L4: what a consumer has by law, whatever the dealer's own policy says, and what is not in."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.returns.cases import BOUGHT, EVERYONE_ELSE, decided

HOUSEHOLD = {"customer": "other", "consumer": True, "condition": "faulty", "price_today": "450"}
HOPELESS = {"packaging_complete": False, "resaleable": False, "opened": True, "category": "monitor"}


@pytest.mark.parametrize(("after", "allowed"), [(0, True), (7, True), (8, False), (9, False)])
def test_l1_seven_days_for_a_refund(after, allowed):
    refund = decided(**HOUSEHOLD, after=after).refund
    assert (refund.allowed, refund.rule) == ((True, "L1") if allowed else (False, "W1"))
    assert refund.until == BOUGHT + timedelta(days=7)


def test_l1_pays_the_full_sale_price_also_where_the_price_fell():
    assert decided(**HOUSEHOLD, after=7).refund.amount == Decimal("500")


def test_l1_asks_for_neither_packaging_nor_resale_nor_the_supplier():
    refund = decided(**HOUSEHOLD, **HOPELESS, after=7).refund
    assert (refund.allowed, refund.rule, refund.amount) == (True, "L1", Decimal("500"))


def test_l1_is_for_every_tier_that_bought_for_own_use():
    for customer in ("county_agent", "local_company", *EVERYONE_ELSE):
        refund = decided(**{**HOUSEHOLD, "customer": customer}, **HOPELESS, after=7).refund
        assert (refund.allowed, refund.rule) == (True, "L1"), customer


def test_an_agents_own_use_keeps_the_longer_window_of_w1():
    """The latest of the days counts: W1's ten for a county agent, L1's seven for a local company (W1: three)."""
    agent = {**HOUSEHOLD, "customer": "county_agent"}
    assert decided(**agent, after=8).refund.until == BOUGHT + timedelta(days=10)
    late = decided(**agent, after=8).refund
    assert (late.allowed, late.rule, late.amount) == (True, "W1", Decimal("450"))
    company = decided(**{**HOUSEHOLD, "customer": "local_company"}, after=5).refund
    assert (company.rule, company.until) == ("L1", BOUGHT + timedelta(days=7))


def test_the_rule_is_the_laws_only_where_it_gives_more():
    agent = {**HOUSEHOLD, "customer": "county_agent", "after": 5}
    assert decided(**agent).refund.rule == "L1"  # 500 by law, 450 by W6
    same_money = decided(**{**agent, "price_today": "500"}).refund
    assert (same_money.rule, same_money.amount) == ("W1", Decimal("500"))


@pytest.mark.parametrize(("after", "allowed"), [(0, True), (15, True), (16, False)])
def test_l2_fifteen_days_for_the_same_model_where_w11_would_refuse(after, allowed):
    swap = decided(**HOUSEHOLD, **HOPELESS, after=after).swap
    assert (swap.allowed, swap.rule) == ((True, "L2") if allowed else (False, "W11"))
    assert swap.until == BOUGHT + timedelta(days=30)


def test_a_swap_that_the_dealers_policy_gives_too_is_w3():
    assert decided(**HOUSEHOLD, after=3).swap.rule == "W3"


def test_the_law_gives_no_exchange_for_another_model():
    exchange = decided(**HOUSEHOLD, **HOPELESS, after=1).exchange
    assert (exchange.allowed, exchange.rule) == (False, "W11")


@pytest.mark.parametrize(
    ("repairs", "in_guarantee", "allowed"), [(1, True, False), (2, True, True), (3, True, True), (2, False, False)]
)
def test_l3_two_repairs_in_the_guarantee_period_give_the_same_model(repairs, in_guarantee, allowed):
    swap = decided(**HOUSEHOLD, after=200, repairs_done=repairs, in_guarantee=in_guarantee).swap
    assert (swap.allowed, swap.rule) == ((True, "L3") if allowed else (False, "W3"))
    assert swap.until == BOUGHT + timedelta(days=30)  # L3 has no date


def test_l3_with_no_same_model_the_money_comes_back_in_full():
    facts = {**HOUSEHOLD, **HOPELESS, "after": 200, "repairs_done": 2}
    refund = decided(**facts, same_model_available=False).refund
    assert (refund.allowed, refund.rule, refund.amount) == (True, "L3", Decimal("500"))
    assert not decided(**facts, same_model_available=True).refund.allowed


@pytest.mark.parametrize("lack", [{"consumer": False}, {"condition": "intact"}, {"user_caused": True}])
def test_the_law_asks_for_a_consumer_a_fault_and_no_damage_by_the_user(lack):
    decision = decided(**{**HOUSEHOLD, **HOPELESS, **lack}, after=1, repairs_done=2, same_model_available=False)
    assert not decision.refund.allowed
    assert not decision.swap.allowed


def test_the_spoken_case_of_a_household_on_day_7_and_on_day_9():
    day_7 = decided(**HOUSEHOLD, purchased_on=date(2026, 3, 2), on=date(2026, 3, 9)).refund
    day_9 = decided(**HOUSEHOLD, purchased_on=date(2026, 3, 2), on=date(2026, 3, 11)).refund
    assert (day_7.allowed, day_7.rule) == (True, "L1")
    assert (day_9.allowed, day_9.rule, day_9.until) == (False, "W1", date(2026, 3, 9))
