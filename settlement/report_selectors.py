"""Reading the money that reports add up: figures of sheets, the lines behind them, and the last twelve months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from servicedesk.money import to_fen
from settlement.count_selectors import filed_visits
from settlement.models import ClosedSheet, Run
from settlement.month_selectors import last_preview
from settlement.policies import Group, Line, Month, Rule
from settlement.policies.figures import UNPAID, figures_of
from settlement.policies.lines import FORFEIT
from settlement.policies.reports import GROUP_OF, Filter, Report, report_of
from settlement.selectors import closed_months, sheets_of
from staff.models import User

LIVE_MOST = 3000  # receipts of a month that are added up on the spot; of more the last preview tells
TREND = 12


@dataclass(frozen=True)
class Source:
    """Where a month's figures come from: its closed sheets, the sheets as they stand, or the last preview."""

    kind: str
    figures: list[tuple[str, list]]
    preview: Run | None = None


def figures_of_month(month: Month, *, now: datetime) -> Source:
    """The figures of everybody's sheets of a month."""
    staff = dict(User.objects.values_list("pk", "staff_no"))
    kept = list(ClosedSheet.objects.filter(month=month.first).values_list("person_id", "figures"))
    closed = closed_months()
    if kept and closed.is_closed(month, manager=True):
        return Source("closed", _read(kept, staff))
    preview = last_preview(month)
    if receipts_in(month) > LIVE_MOST:
        rows = preview.sheets.values_list("person_id", "figures") if preview else ()
        return Source("preview", _read(rows, staff), preview)
    sheets = sheets_of(month, now=now)
    return Source("live", [(sheet.person, figure.as_list()) for sheet in sheets for figure in figures_of(sheet)])


def _read(rows, staff: dict[int, str]) -> list[tuple[str, list]]:
    return [(staff[pk], figure) for pk, figures in rows for figure in figures]


def receipts_in(month: Month) -> int:
    """How many receipts of the month were filed, counted up to what is added up on the spot."""
    return filed_visits(month)[: LIVE_MOST + 1].count()


def money_report(month: Month, wanted: Filter | None, *, now: datetime) -> tuple[Report, Source]:
    """The money of a month, filtered; without a filter that can be, nothing."""
    source = figures_of_month(month, now=now)
    return report_of(source.figures if wanted else (), wanted or Filter()), source


def lines_of(month: Month, wanted: Filter, *, now: datetime) -> Iterator[Line]:
    """The lines behind a figure, person by person."""
    people = User.objects.filter(staff_no=wanted.person) if wanted.person else None
    for sheet in sheets_of(month, now=now, people=list(people) if people is not None else None):
        yield from (line for line in sheet.lines if wanted.takes_line(line))


@dataclass(frozen=True)
class MonthSums:
    """A month of the trend: the parts of the total in fen. One that is not closed is as it stands now."""

    month: Month
    groups: dict[Group, int]
    is_closed: bool

    @property
    def fen(self) -> int:
        return sum(self.groups.values())


def trend(month: Month, source: Source, *, now: datetime) -> list[MonthSums]:
    """The twelve months up to this one of which there is something to tell. Closed ones come from their sheets, this
    one from `source`, which has been read already, and other open ones as they stand, the newest first, as long as
    they have no more receipts together than are added up on the spot."""
    months = [month]
    for _step in range(TREND - 1):
        months.append(months[-1].before)
    told, closed, left = _closed_sums(months), closed_months(), LIVE_MOST
    for each in months:
        if each in told and closed.is_closed(each, manager=True):
            continue
        receipts = 0 if each == month else receipts_in(each)
        if each != month and not 0 < receipts <= left:
            continue
        left -= receipts
        found = source if each == month else figures_of_month(each, now=now)
        if found.figures:
            told[each] = _sums_of(each, found)
    return [told[each] for each in sorted(told)]


def _closed_sums(months: list[Month]) -> dict[Month, MonthSums]:
    """The closed ones among some months, added up by the database."""
    rows = (
        ClosedSheet.objects.filter(month__in=[each.first for each in months])
        .values("month")
        .annotate(**{f"sum_{group}": Sum(group.value) for group in Group})
    )
    signs = dict.fromkeys(Group, 1) | {Group.DEDUCTIONS: -1}  # kept as what is taken off, told as what it does
    return {
        (month := Month.of(row["month"])): MonthSums(
            month, {group: signs[group] * to_fen(row[f"sum_{group}"]) for group in Group}, is_closed=True
        )
        for row in rows
    }


def _sums_of(month: Month, source: Source) -> MonthSums:
    groups = dict.fromkeys(Group, 0)
    for _person, (what, _week, _site, _count, fen) in source.figures:
        if not what.startswith(UNPAID):
            groups[GROUP_OF[Rule.SUBSIDY.value if what == FORFEIT else what]] += fen
    return MonthSums(month, groups, is_closed=False)
