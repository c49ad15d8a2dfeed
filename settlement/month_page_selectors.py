"""The manager's month as its page shows it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.utils.http import urlencode

from settlement.count_selectors import filed_visits
from settlement.fact_selectors import numbers_of_the_desk
from settlement.line_selectors import answer_bar_of, bar_of, bearers_of
from settlement.models import Closing, Run
from settlement.month_selectors import (
    Difference,
    Loose,
    OpenWork,
    Row,
    differences,
    guards_of,
    last_preview,
    loose_ends,
    open_work,
)
from settlement.payout_selectors import OpenRest, rests_to_decide, slips_of
from settlement.policies import Month, Record, Rule, Sheet
from settlement.policies.closing import Scope, scopes_for
from settlement.policies.decisions import Bearers, Guard
from settlement.policies.lines import ZERO
from settlement.policies.runs import OPEN
from settlement.selectors import closed_months, service_managers
from staff.models import User

MONEY = ("fares", "subsidy", "rewards", "deductions", "total")
MOST_SHOWN = 200  # proposals on one page; the rest comes up when these are decided
LIVE_MOST = 3000  # receipts of a month whose sheets are worked out on one page; of more some people at a time
PEOPLE = 50


@dataclass(frozen=True)
class Proposal:
    """A proposed deduction, and why this manager may not decide on it, if so."""

    row: Row
    person: User
    barred: str | None


@dataclass(frozen=True)
class MonthPage:
    """Everything that a manager looks at before closing."""

    month: Month
    work: OpenWork
    proposals: list[Proposal]
    objections: list[Proposal]
    kinds: list[tuple[str, int]]
    rule: str
    names: dict[str, User]
    loose: Loose
    guards: dict[str, Guard]
    preview: Run | None
    differences: list[Difference]
    closings: list[Closing]
    mine: tuple[Scope, ...]
    running: Run | None
    earlier: Month | None = None
    sheets: list[Sheet] = field(default_factory=list)
    rests: list[OpenRest] = field(default_factory=list)
    more: int = 0  # proposals that come up when those on the page are decided
    part: Page | None = None  # in a large month the people whom the page is about; None: everybody

    @property
    def is_closed(self) -> bool:
        """Whether every sheet of the month is frozen."""
        return {closing.scope for closing in self.closings} == set(Scope)

    @property
    def can_close(self) -> bool:
        return bool(self.mine) and not self.earlier and not self.running

    @property
    def waiting_rests(self) -> int:
        """S10: how many rests nobody has decided on."""
        return sum(rest.waits for rest in self.rests)

    @property
    def offers_closing(self) -> bool:
        """Whether a closing can be asked for; in a large month its page looks at everybody's sheets."""
        return self.can_close and (self.part is not None or not self.work.blocks)

    @property
    def query(self) -> str:
        """What the page was asked for, so that one comes back to it."""
        people = {"people": self.part.number} if self.part else {}
        return urlencode({**({"rule": self.rule} if self.rule else {}), **people})


def part_of(month: Month, number: str) -> Page | None:
    """The people of one page of a large month, by staff number; None where everybody is on one."""
    if filed_visits(month)[: LIVE_MOST + 1].count() <= LIVE_MOST:
        return None
    return Paginator(User.objects.by_number(), PEOPLE).get_page(number)


def part_with_work(page: MonthPage) -> int:
    """On which page of a large month the first deduction is to be decided on, or an objection to be answered."""
    first = min(row.line.person for row in (*page.work.proposed, *page.work.objected))
    return User.objects.filter(staff_no__lt=first).count() // PEOPLE + 1


def month_page(month: Month, *, by: User, rule: str, now: datetime, part: Page | None = None) -> MonthPage:
    """The month with proposals of one rule or of all, of everybody or of some people."""
    names = {person.staff_no: person for person in User.objects.all()}
    people = list(names.values() if part is None else part)
    work = open_work(month, people=people, now=now)
    kinds = _kinds(work)
    rule = rule if rule in dict(kinds) else ""
    proposed = [row for row in work.proposed if not rule or row.line.rule == rule]
    preview = last_preview(month)
    closings = list(Closing.objects.filter(month=month.first).select_related("by").order_by("at"))
    return MonthPage(
        month=month,
        work=work,
        proposals=_with_bars(proposed[:MOST_SHOWN], names, by, now),
        objections=_objections(work.objected, names, by, now),
        kinds=kinds,
        rule=rule,
        names=names,
        loose=loose_ends(month, now=now),
        guards=guards_of(month, work.sheets, people, numbers_of_the_desk().on(month.last)),
        preview=preview,
        differences=differences(preview, work.sheets, people) if not closings else [],
        closings=closings,
        mine=_mine(month, by, closings),
        running=Run.objects.filter(month=month.first, state__in=[state.value for state in OPEN]).first(),
        earlier=_earlier(month),
        sheets=work.sheets,
        rests=rests_to_decide(by=by),
        more=max(0, len(proposed) - MOST_SHOWN),
        part=part,
    )


@dataclass(frozen=True)
class Frozen:
    """What one closing would freeze and pay out, in yuan, and of how many people."""

    scope: Scope
    people: int
    fares: Decimal
    subsidy: Decimal
    rewards: Decimal
    deductions: Decimal
    total: Decimal
    paid: Decimal
    carried: Decimal


def sums_to_freeze(page: MonthPage) -> list[Frozen]:
    """S7: the sums of the sheets that this manager's closing would freeze, a row for each of its scopes."""
    managers, terms = service_managers(), numbers_of_the_desk().on(page.month.last)
    slips = slips_of(page.month, page.sheets, list(page.names.values()), terms=terms)
    found = []
    for scope in page.mine:
        sheets = [
            sheet for sheet in page.sheets if (page.names[sheet.person].pk in managers) == (scope == Scope.MANAGERS)
        ]
        own = [slips[sheet.person] for sheet in sheets if sheet.person in slips]
        parts = [sum((getattr(sheet, name) for sheet in sheets), ZERO) for name in MONEY]
        parts += [sum((getattr(slip, name) for slip in own), ZERO) for name in ("paid", "carried")]
        found.append(Frozen(scope, len(sheets), *parts))
    return found


def _kinds(work: OpenWork) -> list[tuple[str, int]]:
    """How many proposals of each rule, as the rulebook has them."""
    counts = Counter(row.line.rule for row in work.proposed)
    return [(rule.value, counts[rule]) for rule in Rule if rule in counts]


def _mine(month: Month, by: User, closings: list[Closing]) -> tuple[Scope, ...]:
    return scopes_for(by.roles, [Scope(closing.scope) for closing in closings])


def _earlier(month: Month) -> Month | None:
    """An earlier month that is to be closed first."""
    following = closed_months().first_open(manager=False)
    return following if following and following != month and following < month else None


def _objections(rows: list[Row], names: dict[str, User], by: User, now: datetime) -> list[Proposal]:
    """The objections with what R2 says of this manager, who may have proposed the line. They are few."""
    return [Proposal(row, names[row.line.person], answer_bar_of(by, row.line, now=now)) for row in rows]


def _with_bars(rows: list[Row], names: dict[str, User], by: User, now: datetime) -> list[Proposal]:
    """The rows with what R2 says of this manager. Only incidents can have several bearers, and they are few."""
    managers, known, found = service_managers(), {}, []
    for row in rows:
        person = names[row.line.person]
        if row.line.record == Record.INCIDENT:
            bearers = bearers_of(row.line)
        else:
            bearers = Bearers(person.staff_no, frozenset({person.staff_no}), person.pk in managers)
        if bearers not in known:
            known[bearers] = bar_of(by, bearers, now=now)
        found.append(Proposal(row, person, known[bearers]))
    return found
