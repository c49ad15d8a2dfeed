"""What holds of every case there can be (W1–W8, W11, L1–L5)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from returns.policies.remedies import wear_fee
from tests.returns.cases import EVERYONE_ELSE, any_case, any_terms, decided, decision_of, prices

WHOLE = {"packaging_complete": True, "resaleable": True}
REMEDIES = ("refund", "exchange", "swap", "repair")


def allowed(decision) -> set[str]:
    return {name for name in REMEDIES if getattr(decision, name).allowed}


def untils(decision) -> list:
    return [decision.refund.until, decision.exchange.until, decision.swap.until]


@given(any_case(), any_terms())
def test_no_refund_and_no_credit_exceeds_the_sale_price(case, terms):
    decision = decision_of(case, terms)
    for amount in (decision.refund.amount, decision.exchange.credit):
        assert amount is None or 0 <= amount <= case.sale_price


@given(any_case(), any_terms())
def test_the_law_never_gives_less_than_its_absence(case, terms):
    by_law, without = (decision_of(replace(case, consumer=consumer), terms) for consumer in (True, False))
    assert allowed(by_law) >= allowed(without)
    assert (by_law.refund.amount or 0) >= (without.refund.amount or 0)
    assert by_law.exchange == without.exchange  # for another model the law gives nothing and takes nothing
    assert by_law.repair == without.repair
    for lawful, plain in zip(untils(by_law), untils(without), strict=True):
        assert plain is None or lawful >= plain


@given(any_case(), any_case())
def test_until_depends_on_nobody_but_the_customer_the_condition_and_the_purchase_date(case, other):
    names = ("customer", "consumer", "condition", "user_caused", "purchased_on")
    same = replace(other, **{name: getattr(case, name) for name in names})
    same = replace(same, on=case.purchased_on + (other.on - other.purchased_on))
    assert untils(decision_of(case)) == untils(decision_of(same))


@given(any_case())
def test_where_only_time_decides_a_remedy_is_allowed_exactly_until_its_last_day(case):
    plain = replace(case, opened=False, packaging_complete=True, resaleable=True, repairs_done=0)
    decision = decision_of(plain)
    for answer in (decision.refund, decision.swap):
        assert answer.allowed == (answer.until is not None and plain.on <= answer.until)
    assume(not plain.user_caused)
    exchange = decision.exchange
    assert exchange.allowed == (exchange.until is None or plain.on <= exchange.until)


@given(any_case(), any_terms(), st.integers(0, 4000))
def test_the_wear_fee_grows_with_the_days_up_to_the_sale_price(case, terms, days):
    fee, later = (wear_fee(replace(case, on=case.on + timedelta(days=more)), terms=terms) for more in (0, days))
    assert 0 <= fee <= later <= case.sale_price


def test_the_wear_fee_reaches_the_sale_price_and_stays_there():
    """0.25 % a day: after 400 days nothing is left (W8)."""
    for after, left in ((399, "1.25"), (400, "0.00"), (4000, "0.00")):
        exchange = decided(customer="other", after=after).exchange
        assert exchange.credit == Decimal(left), after


@given(any_case(EVERYONE_ELSE), prices, prices)
def test_the_floor_gives_up_the_profit_at_most_and_turns_no_payment_into_a_gift(case, cost, new_price):
    case = replace(case, cost=cost, new_price=new_price, user_caused=False, opened=False, **WHOLE)
    exchange = decision_of(case).exchange
    profit = max(Decimal(0), case.sale_price - cost)
    assert min(exchange.top_up, Decimal(0)) <= exchange.top_up_floor <= exchange.top_up
    assert exchange.top_up_floor == exchange.top_up - profit or exchange.top_up_floor == min(exchange.top_up, 0)
    assert exchange.top_up - exchange.top_up_floor <= profit


@given(any_case(), any_terms())
def test_l1_pays_the_whole_price_whatever_w_says(case, terms):
    case = replace(case, consumer=True, condition="faulty", user_caused=False)
    household = replace(case, customer="other", repairs_done=0)  # who has no refund but by L1
    if decision_of(household, terms).refund.allowed:
        assert decision_of(case, terms).refund.amount == case.sale_price


@given(any_case())
def test_amounts_have_two_places_and_come_only_with_what_is_allowed(case):
    decision = decision_of(case)
    for answer, names in ((decision.refund, ["amount"]), (decision.exchange, ["credit", "top_up", "top_up_floor"])):
        for amount in (getattr(answer, name) for name in names):
            assert amount is None or (answer.allowed and amount == amount.quantize(Decimal("0.01")))


@given(any_case())
def test_repair_is_always_there_and_every_answer_names_a_rule(case):
    decision = decision_of(case)
    assert decision.repair.allowed
    rules = [getattr(decision, name).rule for name in REMEDIES]
    assert set(rules) <= {"W1", "W2", "W3", "W4", "W5", "W11", "L1", "L2", "L3", "L4"}
