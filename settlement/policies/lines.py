"""The lines that each kind of record makes, whatever the month. The subsidy is in `quotas`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from field_visits.policies import Result, Verdict
from field_visits.policies.timing import Lateness, lateness
from servicedesk.clock import local_date
from servicedesk.money import from_fen, to_fen, yuan
from settlement.policies.facts import Incident, Item, Month, Numbers, Receipt, Revenue
from settlement.policies.rules import RULES, Group, Record, Rule
from staff.policies import Employment

REPORT_WITHIN = timedelta(hours=24)  # S-V4
FORFEIT = "forfeit"
FIRST, SECOND = "first", "second"
ZERO = Decimal("0.00")
PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Line:
    """One amount of one person: its rule, its record, its day, and the number of the rulebook behind it.

    `part` tells lines of one rule and source apart: the item of conduct, the first or second ten days, the forfeit, the
    time that was agreed after one that nobody kept.
    `of` is the closed month that a late line belongs to, empty for the sheet's own month; `site` the kind of the
    visit's site, for reports.
    """

    person: str
    rule: Rule
    source: str
    on: date
    amount: Decimal
    record: Record
    part: str = ""
    number: str = ""
    of: str = ""
    site: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """By what decisions and objections know the line. A forfeit goes with its cause."""
        return self.person, self.rule.value, self.source, "" if self.part == FORFEIT else self.part

    @property
    def group(self) -> Group:
        """The part of the total it counts in; what a forfeit takes is subsidy."""
        return Group.SUBSIDY if self.part == FORFEIT else RULES[self.rule].group

    @property
    def is_deduction(self) -> bool:
        """Whether a manager decides on it (S8)."""
        return self.group == Group.DEDUCTIONS

    @property
    def order(self) -> tuple:
        """By day, rule and source as plain text; a forfeit stands before its cause's own amount."""
        return self.on, self.rule.value, self.source, self.part != FORFEIT, self.part


def _charge(
    person: str, rule: Rule, source: str, on: date, record: Record, numbers: Numbers, part: str = "", site: str = ""
) -> Line:
    """A deduction of the rulebook's amount as it stands on the line's own day."""
    key = RULES[rule].number
    return Line(person, rule, source, on, -getattr(numbers.on(on), key), record, part, key, site=site)


def of_receipt(receipt: Receipt, *, numbers: Numbers, now: datetime) -> Iterator[Line]:
    """What a receipt that is not falsified makes besides its subsidy: S1, S5, S-V3, S-V4, S-V8, S-V9."""
    number, person, day, site = receipt.number, receipt.person, receipt.day, receipt.site_kind
    if _is_late(receipt, numbers, now):
        yield _charge(person, Rule.LATE_VISIT, number, day, Record.VISIT, numbers, receipt.appointment, site)
    if not receipt.filed:
        return
    if receipt.fares:
        yield Line(person, Rule.FARES, number, day, receipt.fares, Record.VISIT, site=site)
    if receipt.revenue and receipt.handed_in_on:
        yield _share(person, number, receipt.revenue, receipt.handed_in_on, Record.VISIT, numbers, site)
    if receipt.verdict == Verdict.DISSATISFIED:
        yield _charge(person, Rule.DISSATISFIED, number, day, Record.VISIT, numbers, site=site)
    for item in receipt.misconduct:
        yield _charge(person, Rule.CONDUCT, number, day, Record.VISIT, numbers, item, site)
    if receipt.result == Result.NOT_SOLVED:
        due = (receipt.left_at or receipt.ended_at) + REPORT_WITHIN
        if min(receipt.reported_at or now, now) > due:
            yield _charge(person, Rule.UNREPORTED, number, local_date(due), Record.VISIT, numbers, site=site)


def _is_late(receipt: Receipt, numbers: Numbers, now: datetime) -> bool:
    """S-V9, by D7."""
    if receipt.agreed_at is None:
        return False
    found = lateness(
        agreed_at=receipt.agreed_at,
        arrived_at=receipt.arrived_at,
        explained_at=receipt.delay_explained_at,
        now=now,
        terms=numbers.on(local_date(receipt.agreed_at)),
    )
    return found == Lateness.LATE


def _share(
    person: str, source: str, amount: Decimal, on: date, record: Record, numbers: Numbers, site: str = ""
) -> Line:
    """S5: the person's part of money that was handed in, to the cent."""
    number = "revenue_share_percent"
    part = yuan(amount * getattr(numbers.on(on), number) / PERCENT)
    return Line(person, Rule.REVENUE, source, on, part, record, number=number, site=site)


def of_revenue(revenue: Revenue, *, numbers: Numbers) -> Iterator[Line]:
    """S5 for money made at the station, once it is handed in."""
    if revenue.handed_in_on:
        person, number = revenue.person, revenue.number
        yield _share(person, number, revenue.amount, revenue.handed_in_on, Record.REVENUE, numbers)


def of_item(item: Item, *, numbers: Numbers, today: date) -> Iterator[Line]:
    """S-R3 and S-R4. The days run by the numbers of the day of receipt, each line's amount by those of its own day.

    A limit that ends today has not passed yet.
    """
    if item.unsigned and item.back_on:
        yield _charge(item.person, Rule.UNSIGNED, item.number, item.back_on, Record.ITEM, numbers)
    first, second = item.limits or limits_of(item.received_on, numbers)
    if today <= first or _by(item.back_on, first) or (_by(item.explained_on, first) and _by(item.reported_on, first)):
        return
    charged = _charge(item.person, Rule.RETURN_LATE, item.number, first, Record.ITEM, numbers, FIRST)
    yield charged
    excused = any(_by(day, second) for day in (item.back_on, item.explained_on, item.reported_on))
    if today <= second or excused:
        return
    more = numbers.on(second).return_very_late_deduction + charged.amount
    if more > 0:
        number = "return_very_late_deduction"
        yield Line(item.person, Rule.RETURN_LATE, item.number, second, -more, Record.ITEM, SECOND, number)


def limits_of(received_on: date, numbers: Numbers) -> tuple[date, date]:
    """The last days of D4 and D5 of goods received on a day, as long as nothing pauses them."""
    terms = numbers.on(received_on)
    return received_on + timedelta(days=terms.return_days), received_on + timedelta(days=terms.return_late_days)


def _by(day: date | None, last: date) -> bool:
    return day is not None and day <= last


def of_incident(
    incident: Incident, *, numbers: Numbers, station: Iterable[tuple[str, Employment]] = ()
) -> Iterator[Line]:
    """The line of an incident; goods lost by nobody in particular make one for each who was active (S-R2)."""
    rule, on, source, record = incident.rule, incident.on, incident.number, incident.record
    if rule == Rule.LOST and not incident.person:
        bearers = sorted(number for number, employment in station if employment.covers(on))
        for person, part in shares(incident.amount, bearers):
            yield Line(person, rule, source, on, -part, record)
    elif rule == Rule.SUGGESTION:
        yield Line(incident.person, rule, source, on, incident.amount, record)
    elif RULES[rule].number:
        yield _charge(incident.person, rule, source, on, record, numbers)
    else:
        yield Line(incident.person, rule, source, on, ZERO - incident.amount, record)


def shares(amount: Decimal, people: list[str]) -> list[tuple[str, Decimal]]:
    """An amount in equal parts to the cent; the cents that remain go one each to the first of the people (S-R2)."""
    if not people:
        return []
    each, left = divmod(to_fen(amount), len(people))
    return [(person, from_fen(each + (place < left))) for place, person in enumerate(people)]


def in_month(lines: Iterable[Line], month: Month) -> list[Line]:
    """The lines whose day lies in the month."""
    return [line for line in lines if month.holds(line.on)]
