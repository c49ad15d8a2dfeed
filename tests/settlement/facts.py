"""Facts on the spot: a receipt that earns everything, goods, incidents; each test says only what it is about."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from rulebook.policies import Terms
from servicedesk.clock import from_local, local_date
from settlement.policies import Facts, Incident, Item, Month, Numbers, Receipt, Revenue, Rule, Sheet, sheets

OCTOBER = Month(2026, 10)
AFTER = from_local(datetime(2026, 12, 31, 12, 0))
CLOSED_AT = from_local(datetime(2026, 11, 2, 12, 0))  # October is over and being closed
LATER = from_local(datetime(2026, 11, 20, 12, 0))
WRITTEN = Numbers.always(Terms())


def at(day: int, hour: int = 10, minute: int = 0, month: int = 10) -> datetime:
    """A moment of 2026 on the shop's clock, in October unless told otherwise."""
    return from_local(datetime(2026, month, day, hour, minute))


def receipt(number: str = "S1", left: datetime | None = None, **fields) -> Receipt:
    """A complete receipt of a satisfied customer in an office, without fares."""
    left = left or at(8)
    plain = {
        "person": "T1",
        "day": local_date(left),
        "ended_at": left,
        "left_at": left,
        "arrived_at": left - timedelta(hours=1),
        "site_kind": "office_single",
        "domain": "hardware",
        "verdict": "satisfied",
        "result": "solved",
    }
    return Receipt(number, **{**plain, **fields})


def item(number: str = "F1", received: int = 1, **fields) -> Item:
    """Goods that T1 received on a day of October and that nobody explained or gave back."""
    return Item(number, **{"person": "T1", "received_on": date(2026, 10, received), **fields})


def incident(rule: Rule, number: str = "E1", day: int = 9, **fields) -> Incident:
    """What a manager entered against T1."""
    return Incident(number, rule, **{"on": date(2026, 10, day), "person": "T1", **fields})


def revenue(number: str = "R1", amount: str = "100", day: int | None = 9, **fields) -> Revenue:
    handed_in = date(2026, 10, day) if day else None
    return Revenue(number, **{"person": "T1", "amount": Decimal(amount), "handed_in_on": handed_in, **fields})


def settle(*, month=OCTOBER, numbers=WRITTEN, now=AFTER, **facts) -> dict[str, Sheet]:
    """Everybody's sheet by staff number."""
    return {sheet.person: sheet for sheet in sheets(month, Facts(**facts), numbers=numbers, now=now)}


def of_t1(**facts) -> Sheet | None:
    """T1's sheet."""
    return settle(**facts).get("T1")


def told(sheet: Sheet | None) -> list[tuple[str, str, int, str]]:
    """The lines as (rule, source, day, amount)."""
    return [(line.rule.value, line.source, line.on.day, f"{line.amount:.2f}") for line in sheet.lines] if sheet else []


def unpaid(sheet: Sheet) -> list[tuple[str, str]]:
    return [(each.source, each.reason.value) for each in sheet.unpaid]
