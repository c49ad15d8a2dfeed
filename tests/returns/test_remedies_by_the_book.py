"""formats.md, `remedies`, written down a second time, sentence by sentence and with nothing of the desk's own code, and
compared with what the desk decides of any case."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from chinese_calendar import is_workday
from chinese_calendar.constants import holidays
from hypothesis import given, settings

from returns.policies.advice import written
from tests.returns.cases import any_case, decision_of

COUNTY, LOCAL = "county_agent", "local_company"
REFUND, EXCHANGE, SWAP = {COUNTY: 10, LOCAL: 3}, {COUNTY: 20, LOCAL: 10}, {COUNTY: 30, LOCAL: 20}
LAST_NOTICE = max(holidays).year
OPENED = {"monitor", "keyboard", "mouse", "case", "speaker"}


def cents(amount) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)


def text(amount) -> str | None:
    return None if amount is None else str(cents(amount))


def is_worked(day) -> bool:
    """By the official notices; where there is none yet, by the day of the week."""
    return is_workday(day) if day.year <= LAST_NOTICE else day.weekday() < 5


def within(case, days):
    """The last day of a window of the shop's own policy, and whether it is open; no days: never."""
    last = case.purchased_on + timedelta(days=days) if days is not None else None
    return last, last is not None and case.on <= last


def by_law(case, days):
    """The same of L1 and L2: a consumer's faulty goods, not user caused; a last day off moves on (L5)."""
    if not (case.consumer and case.condition == "faulty" and not case.user_caused):
        return None, False
    last = case.purchased_on + timedelta(days=days)
    while not is_worked(last):
        last += timedelta(days=1)
    return last, case.on <= last


def l3(case) -> bool:
    law_applies = case.consumer and case.condition == "faulty" and not case.user_caused
    return law_applies and case.repairs_done >= 2 and case.in_guarantee


def refused(case, window, in_time, *, resale: bool) -> str | None:
    """The first rule that stands in the way: L4, the window, W11, W5."""
    w11 = case.category in OPENED and case.opened
    confirmed = case.condition == "faulty" and case.supplier_will_replace and case.packaging_complete
    if case.user_caused:
        return "L4"
    if not in_time:
        return window
    if w11 and not confirmed:
        return "W11"
    return "W5" if resale and not (case.packaging_complete and case.resaleable) else None


def latest(case, *days):
    known = [day for day in days if day is not None]
    return max(known).isoformat() if known and not case.user_caused else None


def refund(case) -> dict:
    last, in_time = within(case, REFUND.get(case.customer))
    l1_last, l1 = by_law(case, 7)
    why, lower = refused(case, "W1", in_time, resale=True), min(case.sale_price, case.price_today)
    law = "L1" if l1 else "L3" if l3(case) and not case.same_model_available else None
    rule, allowed, amount = why or "W1", not why, lower
    if law and (why or case.sale_price > lower):
        rule, allowed, amount = law, True, case.sale_price
    until = latest(case, last, l1_last)
    return {"allowed": allowed, "rule": rule, "until": until, "amount": text(amount) if allowed else None}


def exchange(case) -> dict:
    agent = case.customer in EXCHANGE
    last, in_time = within(case, EXCHANGE.get(case.customer))
    why = refused(case, "W2", in_time or not agent, resale=True)
    answer = {"allowed": not why, "rule": why or "W2", "until": latest(case, last), "credit": None}
    answer |= {"top_up": None, "top_up_floor": None}
    if why:
        return answer
    used = (case.on - case.purchased_on).days
    wear = min(cents(case.sale_price * Decimal("0.0025") * used), case.sale_price)
    credit = min(case.sale_price, case.price_today) if agent else case.sale_price - wear
    top_up = None if case.new_price is None else case.new_price - credit
    floor = None
    if top_up is not None and not agent and case.cost is not None:
        floor = max(top_up - max(Decimal(0), case.sale_price - case.cost), min(top_up, Decimal(0)))
    return answer | {"credit": text(credit), "top_up": text(top_up), "top_up_floor": text(floor)}


def swap(case) -> dict:
    days = SWAP.get(case.customer, 30) if case.condition == "faulty" else None
    last, in_time = within(case, days)
    l2_last, l2 = by_law(case, 15)
    why = refused(case, "W3", in_time, resale=False)
    law = "L2" if l2 else "L3" if l3(case) and case.same_model_available else None
    rule = law if why and law else why or "W3"
    return {"allowed": bool(law) or not why, "rule": rule, "until": latest(case, last, l2_last)}


def repair(case) -> dict:
    free = case.in_guarantee and not case.user_caused
    return {"allowed": True, "rule": "W4" if free else "L4", "free": free}


@settings(max_examples=1000)
@given(any_case())
def test_the_desk_decides_as_the_book_says(case):
    book = {"refund": refund(case), "exchange": exchange(case), "swap": swap(case), "repair": repair(case)}
    assert written(decision_of(case)) == book
