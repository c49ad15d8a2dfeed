"""Which remedy, until when and for how much (W1–W13), and the consumer's floor beneath them (L1–L5). Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from customers.policies import Category
from returns.policies import Condition
from rulebook.policies import Calendar, Terms
from servicedesk.money import yuan

# W11: goods that lose their price when their box is opened.
OPENED_GOODS = frozenset({Category.MONITOR, Category.KEYBOARD, Category.MOUSE, Category.CASE, Category.SPEAKER})
ZERO = Decimal("0.00")


class Buyer(StrEnum):
    """The columns of the table W1–W4, with the tiers that share its last one told apart."""

    COUNTY_AGENT = "county_agent"
    LOCAL_COMPANY = "local_company"
    INDUSTRY = "industry"
    NETWORK = "network"
    QUASI_INDUSTRY = "quasi_industry"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one item when its remedies are asked for. Prices in yuan; None is unknown."""

    customer: str
    consumer: bool
    category: str
    opened: bool
    condition: str
    user_caused: bool
    packaging_complete: bool
    resaleable: bool
    supplier_will_replace: bool
    purchased_on: date
    on: date
    sale_price: Decimal
    cost: Decimal | None
    price_today: Decimal
    new_price: Decimal | None
    repairs_done: int
    in_guarantee: bool
    same_model_available: bool

    @property
    def faulty(self) -> bool:
        return self.condition == Condition.FAULTY

    @property
    def days(self) -> int:
        """Days since the purchase; the day after it is day 1."""
        return (self.on - self.purchased_on).days

    @property
    def under_law(self) -> bool:
        """Whether part L applies: a consumer's faulty goods, not by the user's own doing, whatever the tier."""
        return self.consumer and self.faulty and not self.user_caused


@dataclass(frozen=True, slots=True)
class Refund:
    allowed: bool
    rule: str
    until: date | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Exchange:
    allowed: bool
    rule: str
    until: date | None
    credit: Decimal | None
    top_up: Decimal | None
    top_up_floor: Decimal | None


@dataclass(frozen=True, slots=True)
class Swap:
    allowed: bool
    rule: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Repair:
    allowed: bool
    rule: str
    free: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """All four remedies at once (W13)."""

    refund: Refund
    exchange: Exchange
    swap: Swap
    repair: Repair


def decide(case: Case, *, terms: Terms, calendar: Calendar) -> Decision:
    """All four remedies of a case under the numbers and the calendar given (W13). Raises ValueError when the day asked
    for lies before the purchase."""
    if case.days < 0:
        raise ValueError("on lies before purchased_on")
    return Decision(
        refund=refund(case, terms=terms, calendar=calendar),
        exchange=exchange(case, terms=terms),
        swap=swap(case, terms=terms, calendar=calendar),
        repair=repair(case),
    )


def law_day(case: Case, *, days: int, calendar: Calendar) -> date | None:
    """The last day of a period of L1 or L2, moved on to a working day (L5); None where part L does not apply."""
    return calendar.next_working(case.purchased_on + timedelta(days=days)) if case.under_law else None


def law_until(rule: str, case: Case, *, terms: Terms, calendar: Calendar) -> date | None:
    """The last day on which the law by itself gives what it gives under this rule; None for a rule without days."""
    days = {"L1": terms.law_refund_days, "L2": terms.law_exchange_days}.get(rule)
    return None if days is None else law_day(case, days=days, calendar=calendar)


def refund(case: Case, *, terms: Terms, calendar: Calendar) -> Refund:
    """W1 at the lower of two prices (W6), or by law (L1, L3) at the full sale price."""
    trade_days = {
        Buyer.COUNTY_AGENT: terms.refund_days_county_agent,
        Buyer.LOCAL_COMPANY: terms.refund_days_local_company,
    }.get(Buyer(case.customer))
    trade_day = None if trade_days is None else case.purchased_on + timedelta(days=trade_days)
    first_week = law_day(case, days=terms.law_refund_days, calendar=calendar)
    until = _latest(trade_day, first_week, case=case)
    refused = _refusal(case, window="W1", last_day=trade_day, also=(_opened_goods, _not_resaleable))
    law = _law_refund(case, first_week, terms)
    trade_amount, full = credit_price(case), yuan(case.sale_price)
    if law and (refused or full > trade_amount):
        return Refund(True, law, until, full)
    if refused:
        return Refund(False, refused, until, None)
    return Refund(True, "W1", until, trade_amount)


def exchange(case: Case, *, terms: Terms) -> Exchange:
    """W2: at the W6 price for agents (W7), less the wear fee for everyone else (W8). The law gives no exchange for
    another model."""
    agent_days = {
        Buyer.COUNTY_AGENT: terms.exchange_days_county_agent,
        Buyer.LOCAL_COMPANY: terms.exchange_days_local_company,
    }.get(Buyer(case.customer))
    last_day = date.max if agent_days is None else case.purchased_on + timedelta(days=agent_days)
    until = None if agent_days is None else _latest(last_day, case=case)
    refused = _refusal(case, window="W2", last_day=last_day, also=(_opened_goods, _not_resaleable))
    if refused:
        return Exchange(False, refused, until, None, None, None)
    credit = credit_price(case) if agent_days is not None else yuan(case.sale_price) - wear_fee(case, terms=terms)
    top_up = None if case.new_price is None else yuan(case.new_price) - credit
    floor = None if agent_days is not None else top_up_floor(case, top_up)
    return Exchange(True, "W2", until, credit, top_up, floor)


def swap(case: Case, *, terms: Terms, calendar: Calendar) -> Swap:
    """W3 for faulty goods, or by law (L2, L3) whatever W3 and W11 say."""
    trade_days = {
        Buyer.COUNTY_AGENT: terms.swap_days_county_agent,
        Buyer.LOCAL_COMPANY: terms.swap_days_local_company,
    }.get(Buyer(case.customer), terms.swap_days_everyone_else)
    trade_day = case.purchased_on + timedelta(days=trade_days) if case.faulty else None
    first_fortnight = law_day(case, days=terms.law_exchange_days, calendar=calendar)
    until = _latest(trade_day, first_fortnight, case=case)
    refused = _refusal(case, window="W3", last_day=trade_day, also=(_opened_goods,))
    if not refused:
        return Swap(True, "W3", until)
    law = law_swap(case, terms=terms, calendar=calendar)
    return Swap(True, law, until) if law else Swap(False, refused, until)


def law_swap(case: Case, *, terms: Terms, calendar: Calendar) -> str:
    """The rule by which the law gives an exchange for the same model, our swap (L2, L3); "" where none does."""
    first_fortnight = law_day(case, days=terms.law_exchange_days, calendar=calendar)
    if first_fortnight and case.on <= first_fortnight:
        return "L2"
    return "L3" if _repaired_in_vain(case, terms) and case.same_model_available else ""


def repair(case: Case) -> Repair:
    """W4: always to be had; free in the guarantee period unless the user did the damage, else paid (L4)."""
    free = case.in_guarantee and not case.user_caused
    return Repair(True, "W4" if free else "L4", free)


def credit_price(case: Case) -> Decimal:
    """The lower of sale price and today's price (W6)."""
    return yuan(min(case.sale_price, case.price_today))


def wear_fee(case: Case, *, terms: Terms) -> Decimal:
    """Sale price times the daily rate times the days used, to the cent, at most the sale price (W8)."""
    fee = yuan(case.sale_price * terms.wear_percent_per_day / 100 * case.days)
    return min(fee, yuan(case.sale_price))


def top_up_floor(case: Case, top_up: Decimal | None) -> Decimal | None:
    """How far a manager may lower a top-up (W8): by the profit on the original sale at most, and not below zero where
    it is above. None when the top-up or the cost is not known."""
    if top_up is None or case.cost is None:
        return None
    profit = max(ZERO, yuan(case.sale_price) - yuan(case.cost))
    return max(top_up - profit, min(top_up, ZERO))


def _latest(*days: date | None, case: Case) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if known and not case.user_caused else None


def _refusal(case: Case, *, window: str, last_day: date | None, also: tuple[Callable[[Case], str], ...]) -> str:
    """The first rule that stands in the way of the shop's own remedy, or nothing."""
    if case.user_caused:
        return "L4"
    if last_day is None or case.on > last_day:
        return window
    return next((rule for rule in (check(case) for check in also) if rule), "")


def _opened_goods(case: Case) -> str:
    kept = case.opened and case.category in OPENED_GOODS
    confirmed = case.faulty and case.supplier_will_replace and case.packaging_complete
    return "W11" if kept and not confirmed else ""


def _not_resaleable(case: Case) -> str:
    return "" if case.packaging_complete and case.resaleable else "W5"


def _repaired_in_vain(case: Case, terms: Terms) -> bool:
    return case.under_law and case.in_guarantee and case.repairs_done >= terms.law_repairs


def _law_refund(case: Case, first_week: date | None, terms: Terms) -> str:
    if first_week and case.on <= first_week:
        return "L1"
    return "L3" if _repaired_in_vain(case, terms) and not case.same_model_available else ""
