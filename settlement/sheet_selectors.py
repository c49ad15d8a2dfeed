"""One person's month as its page shows it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from rulebook.labels import NUMBER_LABELS, shown
from rulebook.policies import SPECS
from settlement.fact_selectors import numbers_of_the_desk
from settlement.line_selectors import bar_of, bearers_of
from settlement.models import ClosedSheet, Payout
from settlement.month_selectors import Row, decisions_of, objections_of, standing_of, wages_on
from settlement.payout_selectors import Account, Slip, accounts_of, is_next, kept_slips, open_slip, rests_of
from settlement.policies import Covered, Month, Numbers, Sheet, Unpaid
from settlement.policies.decisions import Guard, Standing, wage_guard
from settlement.policies.lines import ZERO
from settlement.policies.quotas import Quota
from settlement.selectors import sheets_of
from staff.models import User

SHOWN = tuple(key for key, spec in SPECS.items() if spec.rule.startswith("S"))


@dataclass(frozen=True)
class Change:
    """A number that changed within the month: the sheet has lines by both."""

    key: str
    since: date
    before: str
    after: str

    @property
    def label(self):
        return NUMBER_LABELS[self.key]


@dataclass(frozen=True)
class SheetPage:
    """A sheet with what was decided and said about its lines; `kept` is its frozen row. `slip` is how its pay-out comes
    about, None where months in between are open; `rests` is what the wage guard left over of the person's months up to
    this one. Without a sheet, `brought` is what the next one will bring over."""

    person: User
    month: Month
    sheet: Sheet | None
    numbers: Numbers
    rows: list[Row] = field(default_factory=list)
    waived: list[Row] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    kept: ClosedSheet | None = None
    guard: Guard | None = None
    slip: Slip | None = None
    rests: list[Payout] = field(default_factory=list)
    brought: Decimal = ZERO

    @property
    def is_closed(self) -> bool:
        return self.kept is not None

    @property
    def covered(self) -> tuple[Covered, ...]:
        return self.sheet.covered if self.sheet else ()

    @property
    def unpaid(self) -> tuple[Unpaid, ...]:
        return self.sheet.unpaid if self.sheet else ()

    @property
    def home(self) -> Quota | None:
        return self.sheet.home if self.sheet else None

    @property
    def software(self) -> Quota | None:
        return self.sheet.software if self.sheet else None

    @property
    def proposals(self) -> int:
        return sum(row.standing == "proposed" for row in self.rows)


def changes_within(month: Month, numbers: Numbers) -> list[Change]:
    """The numbers of part S that change on a day of the month but the first."""
    found = []
    for (_start, old), (since, new) in zip(numbers.spans, numbers.spans[1:], strict=False):
        if month.first < since <= month.last:
            found += [
                Change(key, since, shown(key, getattr(old, key)), shown(key, getattr(new, key)))
                for key in SHOWN
                if getattr(old, key) != getattr(new, key)
            ]
    return found


def sheet_page(person: User, month: Month, *, now: datetime) -> SheetPage:
    """Everything that the page of a person's month shows, in a fixed number of queries."""
    numbers = numbers_of_the_desk()
    sheet = next(iter(sheets_of(month, now=now, people=[person])), None)
    kept = ClosedSheet.objects.select_related("closing__by").filter(person=person, month=month.first).first()
    account = accounts_of([person]).get(person.pk, Account())
    page = SheetPage(
        person,
        month,
        sheet,
        numbers,
        changes=changes_within(month, numbers),
        kept=kept,
        rests=list(rests_of(person, month)),
    )
    if sheet is None:
        return replace(page, brought=account.brought) if is_next(month, person) else page
    wage = kept.wage if kept else wages_on(month.last, [person]).get(person.pk)
    guard = wage_guard(wage=wage, deductions=sheet.deductions, terms=numbers.on(month.last))
    rows, waived = _rows(sheet, person, closed=kept is not None)
    return replace(page, rows=rows, waived=waived, guard=guard, slip=_slip(page, account, guard))


def reconsidered(page: SheetPage, by: User, *, now: datetime) -> set[str]:
    """The names of the decided lines that this person may decide on anew, while the month is open (S8, R2)."""
    if page.is_closed or not by.may("settle_month"):
        return set()
    rows = [row for row in (*page.rows, *page.waived) if row.standing in {Standing.CONFIRMED, Standing.WAIVED}]
    return {row.name for row in rows if bar_of(by, bearers_of(row.line), now=now) is None}


def _rows(sheet: Sheet, person: User, *, closed: bool) -> tuple[list[Row], list[Row]]:
    """The sheet's lines and those that were waived, with what was decided and said about them."""
    decisions, objections = decisions_of([person]), objections_of([person])

    def row(line) -> Row:
        decision = decisions.get(line.key)
        return Row(line, standing_of(line, decision, closed=closed), decision, objections.get(line.key))

    return [row(line) for line in sheet.lines], [row(line) for line in sheet.waived]


def _slip(page: SheetPage, account: Account, guard: Guard | None) -> Slip | None:
    if page.kept:
        return kept_slips([page.kept.pk])[page.kept.pk]
    return open_slip(page.sheet, account, guard) if is_next(page.month, page.person) else None
