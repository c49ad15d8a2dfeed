"""Cases for the four remedies: a good one to change a fact of, and the strategy that draws any of them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from customers.policies import Category
from returns.policies import Condition
from returns.policies.remedies import Buyer, Case, Decision, decide
from rulebook.holidays import built_in
from rulebook.policies import DEFAULTS, SPECS, Terms

WORKING_DAYS = built_in()
AGENTS = ("county_agent", "local_company")
EVERYONE_ELSE = ("industry", "network", "quasi_industry", "other")
BOUGHT = date(2026, 3, 2)  # a Monday; the weeks behind it have no holiday before 4 April
GOOD = Case(
    customer="county_agent",
    consumer=False,
    category="board",
    opened=False,
    condition="intact",
    user_caused=False,
    packaging_complete=True,
    resaleable=True,
    supplier_will_replace=False,
    purchased_on=BOUGHT,
    on=BOUGHT,
    sale_price=Decimal("500.00"),
    cost=None,
    price_today=Decimal("500.00"),
    new_price=None,
    repairs_done=0,
    in_guarantee=True,
    same_model_available=True,
)


def case(*, after: int | None = None, **facts) -> Case:
    """A county agent's intact, complete board of 500.00, asked about on the day of purchase or `after` days."""
    made = replace(GOOD, **{name: Decimal(fact) if name in MONEY and fact else fact for name, fact in facts.items()})
    return made if after is None else replace(made, on=made.purchased_on + timedelta(days=after))


def decided(*, terms=DEFAULTS, **facts) -> Decision:
    return decide(case(**facts), terms=terms, calendar=WORKING_DAYS)


def decision_of(asked: Case, terms=DEFAULTS) -> Decision:
    return decide(asked, terms=terms, calendar=WORKING_DAYS)


MONEY = {"sale_price", "cost", "price_today", "new_price"}
prices = st.decimals("0", "100000", places=2, allow_nan=False, allow_infinity=False)


@st.composite
def any_case(draw, customers=tuple(Buyer)) -> Case:
    """Any case at all: every combination of facts, up to two years after a purchase in 2024 to 2026."""
    bought = draw(st.dates(date(2024, 1, 1), date(2026, 12, 31)))
    return Case(
        customer=draw(st.sampled_from(customers)),
        consumer=draw(st.booleans()),
        category=draw(st.sampled_from(list(Category))),
        opened=draw(st.booleans()),
        condition=draw(st.sampled_from(list(Condition))),
        user_caused=draw(st.booleans()),
        packaging_complete=draw(st.booleans()),
        resaleable=draw(st.booleans()),
        supplier_will_replace=draw(st.booleans()),
        purchased_on=bought,
        on=bought + timedelta(days=draw(st.integers(0, 45) | st.integers(0, 730))),
        sale_price=draw(prices),
        cost=draw(st.none() | prices),
        price_today=draw(prices),
        new_price=draw(st.none() | prices),
        repairs_done=draw(st.integers(0, 3)),
        in_guarantee=draw(st.booleans()),
        same_model_available=draw(st.booleans()),
    )


REMEDY_NUMBERS = [name for name, spec in SPECS.items() if spec.rule in {"W1", "W2", "W3", "L1", "L2", "L3"}]


@st.composite
def any_terms(draw) -> Terms:
    """The numbers of W and L as some manager might have changed them."""
    days = {name: draw(st.integers(1, 60)) for name in REMEDY_NUMBERS}
    wear = draw(st.decimals("0", "5", places=2, allow_nan=False, allow_infinity=False))
    return replace(DEFAULTS, **days, wear_percent_per_day=wear)
