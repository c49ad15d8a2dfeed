"""W1–W4, L1–L3: waiting never helps. Day by day, for each kind of customer, with the law and without, over real
holidays and under numbers that a manager may have changed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given, settings
from hypothesis import strategies as st

from returns.policies.remedies import Buyer, decide
from rulebook.policies import DEFAULTS
from tests.returns.cases import EVERYONE_ELSE, WORKING_DAYS, any_case, any_terms, case, decision_of

REMEDIES = ("refund", "exchange", "swap", "repair")
DAYS = 75  # beyond every window of the numbers drawn, and any holiday behind it


def day_by_day(asked, terms):
    return [
        decide(replace(asked, on=asked.purchased_on + timedelta(days=day)), terms=terms, calendar=WORKING_DAYS)
        for day in range(DAYS)
    ]


@pytest.mark.parametrize("consumer", [False, True], ids=["W alone", "W and L"])
@pytest.mark.parametrize("customer", list(Buyer))
@settings(max_examples=25)
@given(asked=any_case(), terms=any_terms())
def test_a_remedy_that_was_refused_stays_refused_and_money_only_shrinks(customer, consumer, asked, terms):
    answers = day_by_day(replace(asked, customer=customer, consumer=consumer), terms)
    for name in REMEDIES:
        allowed = [getattr(answer, name).allowed for answer in answers]
        assert allowed == sorted(allowed, reverse=True), name
    for amounts in (
        [answer.refund.amount or 0 for answer in answers],
        [answer.exchange.credit or 0 for answer in answers],
    ):
        assert amounts == sorted(amounts, reverse=True)
    assert len({(answer.refund.until, answer.exchange.until, answer.swap.until) for answer in answers}) == 1


@given(any_case(EVERYONE_ELSE), st.integers(1, 400))
def test_w8_a_day_more_of_use_never_lowers_the_top_up_nor_its_floor(asked, days):
    asked = replace(asked, user_caused=False, opened=False, packaging_complete=True, resaleable=True)
    early, late = decision_of(asked).exchange, decision_of(replace(asked, on=asked.on + timedelta(days=days))).exchange
    assert asked.new_price is None or early.top_up <= late.top_up
    assert early.top_up_floor is None or early.top_up_floor <= late.top_up_floor


@given(any_case(), any_terms())
def test_what_was_bought_a_day_later_has_no_earlier_last_day(asked, terms):
    later = replace(asked, purchased_on=asked.purchased_on + timedelta(days=1), on=asked.on + timedelta(days=1))
    first, second = (decide(each, terms=terms, calendar=WORKING_DAYS) for each in (asked, later))
    for name in ("refund", "exchange", "swap"):
        before, after = getattr(first, name).until, getattr(second, name).until
        assert (before is None) == (after is None)
        assert before is None or before <= after


@given(st.dates(date(2024, 1, 1), date(2026, 11, 30)), st.sampled_from(EVERYONE_ELSE))
def test_l5_the_last_day_of_l1_is_worked_and_none_before_it_was(bought, customer):
    last = decision_of(
        case(customer=customer, consumer=True, condition="faulty", purchased_on=bought, on=bought)
    ).refund.until
    nominal = bought + timedelta(days=DEFAULTS.law_refund_days)
    assert is_workday(last)
    assert not any(is_workday(nominal + timedelta(days=day)) for day in range((last - nominal).days))
