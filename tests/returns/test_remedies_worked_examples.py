"""The rulebook's worked examples of W (1–3), to the day and the fen."""

from datetime import date
from decimal import Decimal

from tests.returns.cases import decided

AGENTS_BOARD = {"purchased_on": date(2026, 3, 1), "sale_price": "500.00"}
HOUSEHOLDS_CARD = {
    "customer": "other",
    "category": "graphics_card",
    "purchased_on": date(2026, 6, 1),
    "on": date(2026, 7, 11),
    "sale_price": "800.00",
    "price_today": "800.00",
    "new_price": "900.00",
}


def test_example_1_a_county_agent_on_the_tenth_day_gets_the_lower_price_of_today():
    refund = decided(**AGENTS_BOARD, on=date(2026, 3, 11), price_today="450.00").refund
    assert (refund.allowed, refund.rule, refund.until) == (True, "W1", date(2026, 3, 11))
    assert refund.amount == Decimal("450.00")


def test_example_1_a_day_later_there_is_no_refund_but_an_exchange_until_21_march():
    decision = decided(**AGENTS_BOARD, on=date(2026, 3, 12), price_today="450.00")
    assert (decision.refund.allowed, decision.refund.rule, decision.refund.amount) == (False, "W1", None)
    assert decision.refund.until == date(2026, 3, 11)
    assert (decision.exchange.allowed, decision.exchange.rule) == (True, "W2")
    assert decision.exchange.until == date(2026, 3, 21)


def test_example_1_if_faulty_it_is_swapped_until_31_march():
    swap = decided(**AGENTS_BOARD, on=date(2026, 3, 12), condition="faulty").swap
    assert (swap.allowed, swap.rule, swap.until) == (True, "W3", date(2026, 3, 31))


def test_example_2_a_risen_price_is_not_the_customers_gain():
    assert decided(**AGENTS_BOARD, on=date(2026, 3, 11), price_today="520.00").refund.amount == Decimal("500.00")


def test_example_3_forty_days_of_wear_and_how_far_a_manager_may_go_down():
    exchange = decided(**HOUSEHOLDS_CARD, cost="700.00").exchange
    assert (exchange.allowed, exchange.rule, exchange.until) == (True, "W2", None)
    assert exchange.credit == Decimal("720.00")
    assert exchange.top_up == Decimal("180.00")
    assert exchange.top_up_floor == Decimal("80.00")
