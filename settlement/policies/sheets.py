"""The sheets of a month: everybody's lines, what they come to, what is unpaid and why (S6). Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from servicedesk.clock import local_date
from settlement.policies.covering import Covered, cover
from settlement.policies.facts import Facts, Incident, Month, Numbers, Receipt
from settlement.policies.lines import FORFEIT, ZERO, Line, of_incident, of_item, of_receipt, of_revenue
from settlement.policies.quotas import Quota, Subsidies, Unpaid, subsidies
from settlement.policies.rules import RULES, Group, Rule


@dataclass(frozen=True)
class Sheet:
    """One person's month. `covered` and `waived` are lines that do not count."""

    person: str
    month: Month
    filed: int
    settled: int
    subsidised: int
    forfeited: bool
    lines: tuple[Line, ...]
    unpaid: tuple[Unpaid, ...]
    covered: tuple[Covered, ...] = ()
    waived: tuple[Line, ...] = ()
    home: Quota | None = None
    software: Quota | None = None

    def of(self, group: Group) -> Decimal:
        """The sum of a group's lines; deductions are negative."""
        return sum((line.amount for line in self.lines if line.group == group), ZERO)

    @property
    def fares(self) -> Decimal:
        return self.of(Group.FARES)

    @property
    def subsidy(self) -> Decimal:
        return self.of(Group.SUBSIDY)

    @property
    def rewards(self) -> Decimal:
        return self.of(Group.REWARDS)

    @property
    def deductions(self) -> Decimal:
        """What is taken off, positive."""
        return ZERO - self.of(Group.DEDUCTIONS)

    @property
    def total(self) -> Decimal:
        """S6: fares + subsidy + rewards − deductions, negative where it is."""
        return self.fares + self.subsidy + self.rewards - self.deductions


def sheets(month: Month, facts: Facts, *, numbers: Numbers, now: datetime) -> list[Sheet]:
    """The sheets of everybody with a receipt or a line in the month, in order of staff number.

    A waived incident counts as never entered, any other waived line as never found: it covers nothing, forfeits
    nothing, and a receipt that was called falsified is a receipt again.
    """
    incidents = [each for each in facts.incidents if not is_waived(each, facts.waived)]
    falsified = _named(incidents, Rule.FALSIFIED)
    beyond = _named(incidents, Rule.AUTHORITY)
    receipts = list(facts.receipts)
    found = list(_lines(facts, receipts, falsified, numbers=numbers, now=now))
    waived = [line for line in found if line.key in facts.waived]
    charged, covered = cover((line for line in found if line.key not in facts.waived), incidents)

    own = defaultdict(list)
    for receipt in receipts:
        if receipt.filed and month.holds(receipt.day):
            own[receipt.person].append(receipt)
    lines, hidden, dropped = _by_person(charged, month), defaultdict(list), _by_person(waived, month)
    for each in covered:
        if month.holds(each.line.on):
            hidden[each.line.person].append(each)
    return [
        _sheet(
            person,
            month,
            subsidies(own[person], numbers=numbers, falsified=falsified, beyond=beyond),
            lines[person],
            covered=hidden[person],
            waived=dropped[person],
        )
        for person in sorted({*own, *lines, *hidden, *dropped})
        if person and (own[person] or lines[person] or hidden[person] or dropped[person])
    ]


def is_waived(incident: Incident, waived: Collection[tuple[str, str, str, str]]) -> bool:
    """Whether a manager waived what the incident charges its person with. Of a shared loss single shares are waived,
    never the incident."""
    return (incident.person, incident.rule.value, incident.number, "") in waived


def _named(incidents: Iterable[Incident], rule: Rule) -> set[str]:
    """The receipts that incidents of a rule name."""
    return {each.receipt for each in incidents if each.rule == rule and each.receipt}


def _lines(facts: Facts, receipts: list[Receipt], falsified: set[str], *, numbers: Numbers, now: datetime):
    today = local_date(now)
    for receipt in receipts:
        if receipt.number not in falsified:
            yield from of_receipt(receipt, numbers=numbers, now=now)
    for item in facts.items:
        yield from of_item(item, numbers=numbers, today=today)
    for revenue in facts.revenues:
        yield from of_revenue(revenue, numbers=numbers)
    for incident in facts.incidents:
        yield from of_incident(incident, numbers=numbers, station=facts.station)


def _by_person(lines: Iterable[Line], month: Month) -> defaultdict[str, list[Line]]:
    found = defaultdict(list)
    for line in lines:
        if month.holds(line.on):
            found[line.person].append(line)
    return found


def _sheet(
    person: str,
    month: Month,
    earned: Subsidies,
    others: list[Line],
    *,
    covered: list[Covered],
    waived: list[Line],
) -> Sheet:
    lines = sorted([*earned.lines, *others], key=lambda line: line.order)
    forfeit = _forfeit(lines)
    if forfeit and forfeit.amount:
        lines = sorted([*lines, forfeit], key=lambda line: line.order)
    return Sheet(
        person=person,
        month=month,
        filed=earned.filed,
        settled=earned.settled,
        subsidised=len(earned.lines),
        forfeited=forfeit is not None,
        lines=tuple(lines),
        unpaid=tuple(earned.unpaid),
        covered=tuple(sorted(covered, key=lambda each: each.line.order)),
        waived=tuple(waived),
        home=earned.home,
        software=earned.software,
    )


def _forfeit(lines: list[Line]) -> Line | None:
    """The month's subsidy, taken back once for the first cause that forfeits it; 0 where there was none."""
    cause = next((line for line in lines if RULES[line.rule].forfeits), None)
    if cause is None:
        return None
    subsidy = sum((line.amount for line in lines if line.rule == Rule.SUBSIDY), ZERO)
    return replace(cause, amount=ZERO - subsidy, part=FORFEIT, number="")
