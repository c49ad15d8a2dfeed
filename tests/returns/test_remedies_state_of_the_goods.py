"""W5 and W11: what the packaging, resale and opening of the goods do to refund, exchange and swap."""

import pytest

from tests.returns.cases import BOUGHT, decided

TOUCHY = ("monitor", "keyboard", "mouse", "case", "speaker")
STURDY = ("laptop", "board", "printer", "memory", "other")


@pytest.mark.parametrize("lack", [{"packaging_complete": False}, {"resaleable": False}])
@pytest.mark.parametrize("customer", ["county_agent", "local_company", "other"])
def test_w5_exchange_needs_complete_packaging_and_goods_that_sell_again(customer, lack):
    exchange = decided(customer=customer, **lack).exchange
    assert (exchange.allowed, exchange.rule, exchange.credit, exchange.top_up) == (False, "W5", None, None)


@pytest.mark.parametrize("lack", [{"packaging_complete": False}, {"resaleable": False}])
def test_w5_so_does_a_refund_and_the_last_day_stays_what_it_was(lack):
    refund = decided(**lack, after=1).refund
    assert (refund.allowed, refund.rule, refund.amount) == (False, "W5", None)
    assert refund.until == decided(after=1).refund.until


def test_w5_does_not_touch_a_swap():
    assert decided(condition="faulty", packaging_complete=False, resaleable=False).swap.allowed


@pytest.mark.parametrize("category", TOUCHY)
def test_w11_opened_without_a_fault_no_refund_and_no_exchange(category):
    decision = decided(category=category, opened=True, supplier_will_replace=True)
    assert (decision.refund.allowed, decision.refund.rule) == (False, "W11")
    assert (decision.exchange.allowed, decision.exchange.rule) == (False, "W11")
    assert (decision.swap.allowed, decision.swap.rule) == (False, "W3")


@pytest.mark.parametrize("category", TOUCHY)
@pytest.mark.parametrize("lack", [{"supplier_will_replace": False}, {"packaging_complete": False}])
def test_w11_opened_with_a_fault_needs_the_suppliers_word_and_the_packaging(category, lack):
    facts = {"category": category, "opened": True, "condition": "faulty", "supplier_will_replace": True}
    decision = decided(**facts)
    assert decision.refund.allowed
    assert decision.exchange.allowed
    assert decision.swap.allowed
    refused = decided(**{**facts, **lack})
    for answer in (refused.refund, refused.exchange, refused.swap):
        assert (answer.allowed, answer.rule) == (False, "W11")
        assert answer.until is not None


@pytest.mark.parametrize("category", TOUCHY)
def test_w11_unopened_is_like_any_other_item(category):
    decision = decided(category=category, opened=False, supplier_will_replace=False)
    assert decision.refund.allowed
    assert decision.exchange.allowed
    assert decided(category=category, opened=False, condition="faulty").swap.allowed


@pytest.mark.parametrize("category", STURDY)
def test_w11_is_about_no_other_category(category):
    decision = decided(category=category, opened=True)
    assert decision.refund.allowed
    assert decision.exchange.allowed
    assert decided(category=category, opened=True, condition="faulty").swap.allowed


def test_w11_resale_still_counts_once_the_supplier_agreed():
    facts = {"category": "monitor", "opened": True, "condition": "faulty", "supplier_will_replace": True}
    decision = decided(**facts, resaleable=False)
    assert (decision.refund.rule, decision.exchange.rule) == ("W5", "W5")
    assert decision.swap.allowed


def test_user_caused_damage_gives_neither_refund_nor_exchange_nor_swap():
    for condition in ("intact", "faulty"):
        decision = decided(condition=condition, user_caused=True, consumer=True)
        for answer in (decision.refund, decision.exchange, decision.swap):
            assert (answer.allowed, answer.rule, answer.until) == (False, "L4", None)


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"user_caused": True, "after": 99, "opened": True, "packaging_complete": False}, "L4"),
        ({"after": 99, "opened": True, "packaging_complete": False}, "W"),
        ({"opened": True, "packaging_complete": False}, "W11"),
        ({"packaging_complete": False}, "W5"),
    ],
)
def test_the_first_obstacle_is_named_l4_then_time_then_w11_then_w5(facts, rule):
    decision = decided(category="monitor", purchased_on=BOUGHT, **facts)
    expected = ("W1", "W2") if rule == "W" else (rule, rule)
    assert (decision.refund.rule, decision.exchange.rule) == expected
