"""Reading what reports add up: figures of sheets, and counts of visits, jobs and goods."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, DurationField, ExpressionWrapper, F, Sum

from field_visits.models import Visit
from returns.models import ReturnedItem
from rulebook.policies import Terms
from servicedesk.clock import day_start
from settlement.fact_selectors import ENDED_AT, numbers_of_the_desk
from settlement.models import ClosedSheet, Run
from settlement.month_selectors import last_preview
from settlement.policies import Group, Line, Month
from settlement.policies.figures import figures_of
from settlement.policies.reports import Filter, Report, report_of
from settlement.selectors import closed_months, sheets_of
from staff.models import User
from tickets.models import Job

LIVE_MOST = 3000  # receipts of a month that are added up on the spot; of more the last preview tells
TOP = 10
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
    return _visits(month)[: LIVE_MOST + 1].count()


def _visits(month: Month):
    start, end = day_start(month.first), day_start(month.following.first)
    return Visit.objects.filed().alias(ended_at=ENDED_AT).filter(ended_at__gte=start, ended_at__lt=end)


def money_report(month: Month, wanted: Filter, *, now: datetime) -> tuple[Report, Source]:
    """The money of a month, filtered."""
    source = figures_of_month(month, now=now)
    return report_of(source.figures, wanted), source


def lines_of(month: Month, wanted: Filter, *, now: datetime) -> Iterator[Line]:
    """The lines behind a figure, person by person."""
    people = User.objects.filter(staff_no=wanted.person) if wanted.person else None
    for sheet in sheets_of(month, now=now, people=list(people) if people is not None else None):
        yield from (line for line in sheet.lines if wanted.takes_line(line))


def trend(month: Month) -> list[tuple[Month, dict[Group, object], object]]:
    """The closed months among the twelve up to this one: the parts of the total, and the total."""
    first = month
    for _step in range(TREND - 1):
        first = first.before
    parts = {group: Sum(group.value) for group in Group}
    rows = (
        ClosedSheet.objects.filter(month__gte=first.first, month__lte=month.first)
        .values("month")
        .annotate(**{f"sum_{group}": part for group, part in parts.items()}, sum_total=Sum("total"))
        .order_by("month")
    )
    return [(Month.of(row["month"]), {group: row[f"sum_{group}"] for group in Group}, row["sum_total"]) for row in rows]


@dataclass(frozen=True)
class Promise:
    """How long something took: how many, the middle, and the share within what was promised."""

    count: int
    middle: timedelta | None
    within: int
    promised: timedelta

    @property
    def share(self) -> int | None:
        return round(100 * self.within / self.count) if self.count else None


def _promise(spans: list[timedelta], promised: timedelta) -> Promise:
    middle = timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None
    return Promise(len(spans), middle, sum(span <= promised for span in spans), promised)


def _span(later: str, earlier: str) -> ExpressionWrapper:
    return ExpressionWrapper(F(later) - F(earlier), output_field=DurationField())


def promises(month: Month, terms: Terms) -> dict[str, Promise]:
    """On site after the job was logged (D8), goods back with the customer (D4), jobs done (P)."""
    start, end = day_start(month.first), day_start(month.following.first)
    visits = _visits(month).filter(job__isnull=False, arrived_at__isnull=False)
    items = ReturnedItem.objects.filter(delivered_at__gte=start, delivered_at__lt=end)
    jobs = Job.objects.filter(closed_at__gte=start, closed_at__lt=end)
    return {
        "on_site": _promise(
            list(visits.values_list(_span("arrived_at", "job__opened_at"), flat=True)),
            timedelta(hours=terms.onsite_hours_other),
        ),
        "goods_back": _promise(
            list(items.values_list(_span("delivered_at", "received_at"), flat=True)), timedelta(days=terms.return_days)
        ),
        "job_done": _promise(
            list(jobs.values_list(_span("closed_at", "opened_at"), flat=True)),
            timedelta(hours=terms.promise_cleared_hours),
        ),
    }


@dataclass(frozen=True)
class Counts:
    """What a month's visits, goods and jobs show besides money."""

    verdicts: list[tuple[str, int]]
    products: list[tuple[str, int]]
    suppliers: list[tuple[str, int]]
    remedies: list[tuple[str, int]]
    repeats: list[tuple[str, str, int]]
    promises: dict[str, Promise]


def counts_of(month: Month) -> Counts:
    """Satisfaction, returns by product, supplier and remedy, the faults that came back most often, and times."""
    start, end = day_start(month.first), day_start(month.following.first)
    items = ReturnedItem.objects.filter(received_at__gte=start, received_at__lt=end)
    repeats = (
        Job.objects.filter(opened_at__gte=start, opened_at__lt=end, repeat=True)
        .values("domain", "fault")
        .annotate(count=Count("pk"))
        .order_by("-count", "fault")
    )
    return Counts(
        verdicts=_tally(_visits(month), "verdict"),
        products=_tally(items, "product")[:TOP],
        suppliers=_tally(items.filter(trips__isnull=False), "trips__supplier__name", distinct=True)[:TOP],
        remedies=_tally(items, "remedy"),
        repeats=[(row["domain"], row["fault"], row["count"]) for row in repeats[:TOP]],
        promises=promises(month, numbers_of_the_desk().on(month.last)),
    )


def _tally(rows, column: str, *, distinct: bool = False) -> list[tuple[str, int]]:
    found = rows.values(column).annotate(count=Count("pk", distinct=distinct)).order_by("-count", column)
    return [(row[column], row["count"]) for row in found]
