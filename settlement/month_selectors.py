"""The month as a manager sees it: proposals, objections, what is still open, wages, previews."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from field_visits import policies as visiting
from field_visits.models import Visit
from servicedesk.clock import day_start
from settlement.models import ClosedSheet, Decision, Objection, Run, Wage
from settlement.policies import Covered, Line, Month, Sheet
from settlement.policies.closing import needs_decision
from settlement.policies.decisions import Guard, Standing, Verdict, wage_guard
from settlement.policies.runs import RunKind
from settlement.selectors import sheets_of
from staff.models import User

Key = tuple[str, str, str, str]


def decisions_of(people: Collection[User] | None = None) -> dict[Key, Decision]:
    """The decisions on lines of these people, by the lines' keys."""
    found = Decision.objects.select_related("person", "by")
    if people is not None:
        found = found.filter(person__in=people)
    return {(each.person.staff_no, each.rule, each.source, each.part): each for each in found}


def objections_of(people: Collection[User]) -> dict[Key, Objection]:
    """The objections of these people, by the lines' keys."""
    found = Objection.objects.filter(person__in=people).select_related("person", "answered_by")
    return {(each.person.staff_no, each.rule, each.source, each.part): each for each in found}


def standing_of(line: Line, decision: Decision | None, *, closed: bool = False) -> Standing:
    """How a line stands. A decision on another amount says nothing about this one, unless it waived the line."""
    if not needs_decision(line):
        return Standing.PLAIN
    if decision is not None and decision.verdict == Verdict.WAIVED:
        return Standing.WAIVED
    if closed:
        return Standing.CLOSED
    if decision is not None and decision.amount == line.amount:
        return Standing.CONFIRMED
    return Standing.PROPOSED


@dataclass(frozen=True)
class Row:
    """A line with what was decided and said about it."""

    line: Line
    standing: Standing
    decision: Decision | None = None
    objection: Objection | None = None

    @property
    def name(self) -> str:
        """The key as forms send it."""
        return "|".join(self.line.key)

    @property
    def is_open_objection(self) -> bool:
        return self.objection is not None and self.objection.answered_at is None


@dataclass(frozen=True)
class OpenWork:
    """What stands between some people's sheets and their closing."""

    sheets: list[Sheet] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def proposals(self) -> int:
        return sum(row.standing == Standing.PROPOSED for row in self.rows)

    @property
    def objections(self) -> int:
        return sum(row.is_open_objection for row in self.rows)

    @property
    def blocks(self) -> bool:
        return bool(self.proposals or self.objections)

    @property
    def proposed(self) -> list[Row]:
        return [row for row in self.rows if row.standing == Standing.PROPOSED]

    @property
    def objected(self) -> list[Row]:
        return [row for row in self.rows if row.is_open_objection]

    @property
    def covered(self) -> list[Covered]:
        return [each for sheet in self.sheets for each in sheet.covered]

    @property
    def below_zero(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets if sheet.total < 0]


def open_work(month: Month, *, people: Collection[User], now: datetime) -> OpenWork:
    """These people's sheets with every deduction on them, waived ones among them."""
    people = list(people)
    sheets = sheets_of(month, now=now, people=people)
    decisions, objections = decisions_of(people), objections_of(people)
    rows = [
        Row(line, standing_of(line, decisions.get(line.key)), decisions.get(line.key), objections.get(line.key))
        for sheet in sheets
        for line in sorted([*sheet.lines, *sheet.waived], key=lambda line: line.order)
        if needs_decision(line)
    ]
    return OpenWork(sheets, rows)


def wages_on(day: date, people: Collection[User]) -> dict[int, object]:
    """The monthly wages recorded of these people, as they hold on a day."""
    found = Wage.objects.filter(person__in=people, valid_from__lte=day).order_by("valid_from")
    return dict(found.values_list("person_id", "amount"))


def seals_before(month: Month, people: Collection[User]) -> dict[int, str]:
    """The seal of each person's last closed sheet before a month."""
    found = ClosedSheet.objects.filter(person__in=people, month__lt=month.first).order_by("month")
    return dict(found.values_list("person_id", "seal"))


@dataclass(frozen=True)
class Loose:
    """What is not wrong but deserves a look before a month is closed."""

    unfiled: int
    money_out: int
    not_over: bool


def loose_ends(month: Month, *, now: datetime) -> Loose:
    """Visits of the month whose receipt is not filed, money not handed in, and whether the month is over."""
    start, end = day_start(month.first), day_start(month.following.first)
    open_states = [state.value for state in visiting.OPEN]
    unfiled = Visit.objects.filter(state__in=open_states, agreed_at__gte=start, agreed_at__lt=min(end, now))
    return Loose(
        unfiled=unfiled.count(),
        money_out=Visit.objects.with_money_out().filter(left_at__lt=end).count(),
        not_over=now < end,
    )


def guards_of(month: Month, sheets: Collection[Sheet], people: Collection[User], terms) -> dict[str, Guard]:
    """The wage guards that are passed, by staff number (S10)."""
    wages = wages_on(month.last, people)
    keys = {person.staff_no: person.pk for person in people}
    found = {}
    for sheet in sheets:
        guard = wage_guard(wage=wages.get(keys.get(sheet.person)), deductions=sheet.deductions, terms=terms)
        if guard and guard.is_passed:
            found[sheet.person] = guard
    return found


def last_preview(month: Month) -> Run | None:
    """The newest preview of a month that was finished."""
    return Run.objects.done(RunKind.PREVIEW).filter(month=month.first).order_by("-pk").first()


@dataclass(frozen=True)
class Difference:
    """What a sheet says now that the last preview did not, and the other way round; lines as (rule, source, amount)."""

    person: str
    before: object
    now: object
    gone: list
    new: list


def packed(sheet: Sheet) -> list[list[str]]:
    """The lines of a sheet, short enough to be kept with a preview."""
    return [[*line.key[1:], line.part, f"{line.amount:.2f}", line.on.isoformat()] for line in sheet.lines]


def differences(
    preview: Run | None, sheets: Collection[Sheet], people: Collection[User] | None = None
) -> list[Difference]:
    """What changed since a preview, one by one of these people or of everybody; nothing where there was none."""
    if preview is None:
        return []
    kept = preview.sheets.select_related("person")
    before = {row.person.staff_no: row for row in (kept if people is None else kept.filter(person__in=people))}
    now = {sheet.person: sheet for sheet in sheets}
    found = []
    for person in sorted({*before, *now}):
        old = before[person].lines if person in before else []
        new = packed(now[person]) if person in now else []
        gone, added = _without(old, new), _without(new, old)
        if gone or added:
            total = now[person].total if person in now else None
            found.append(Difference(person, before[person].total if person in before else None, total, gone, added))
    return found


def _without(lines: list[list[str]], others: list[list[str]]) -> list[list[str]]:
    counts = defaultdict(int)
    for other in others:
        counts[tuple(other)] += 1
    found = []
    for line in lines:
        if counts[tuple(line)]:
            counts[tuple(line)] -= 1
        else:
            found.append(line)
    return found
