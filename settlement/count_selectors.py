"""What a month's visits, goods and jobs show besides money: how many of each kind, how long they took, and the records
behind every one of these numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from django.db.models import Case, Count, DateTimeField, DurationField, ExpressionWrapper, F, QuerySet, Value, When

from customers.policies import Tier
from field_visits.models import Visit
from returns.models import ReturnedItem
from rulebook.policies import Terms
from servicedesk.clock import day_start
from settlement.fact_selectors import ENDED_AT, numbers_of_the_desk
from settlement.policies import Month
from settlement.policies.reports import Filter
from settlement.selectors import sheets_of
from staff.models import User
from tickets.models import Job

TOP = 10


class Behind(StrEnum):
    """What a number of the report counts."""

    UNPAID = "unpaid"
    VERDICT = "verdict"
    PRODUCT = "product"
    SUPPLIER = "supplier"
    REMEDY = "remedy"
    REPEAT = "repeat"
    ON_SITE = "on_site"
    JOB_DONE = "job_done"
    GOODS_BACK = "goods_back"


TIMED = (Behind.ON_SITE, Behind.JOB_DONE, Behind.GOODS_BACK)


def filed_visits(month: Month) -> QuerySet[Visit]:
    """The receipts of a month, by the day on which the visit ended."""
    return _within(Visit.objects.filed().alias(ended_at=ENDED_AT), "ended_at", month)


def _within(rows, column: str, month: Month):
    start, end = day_start(month.first), day_start(month.following.first)
    return rows.filter(**{f"{column}__gte": start, f"{column}__lt": end})


def _received(month: Month):
    return _within(ReturnedItem.objects.all(), "received_at", month)


def _came_back(month: Month):
    return _within(Job.objects.filter(repeat=True), "opened_at", month)


# How long it took, and how long it may take


def _onsite_hours(terms: Terms, tier: str) -> Case:
    hours = {each.value: timedelta(hours=getattr(terms, f"onsite_hours_{each.value}")) for each in Tier}
    cases = (When(**{tier: each}, then=Value(span)) for each, span in hours.items())
    return Case(*cases, output_field=DurationField())


def timed(kind: Behind, month: Month, terms: Terms) -> QuerySet:
    """The visits, jobs or goods whose time is told, each with `took` and what was `promised` for it (D8 by tier, P,
    D4)."""
    if kind == Behind.ON_SITE:
        rows = filed_visits(month).filter(job__isnull=False, arrived_at__isnull=False)
        return _with_times(rows, "job__opened_at", "arrived_at", _onsite_hours(terms, "job__customer__tier"))
    if kind == Behind.JOB_DONE:
        rows, promised = Job.objects.all(), Value(timedelta(hours=terms.promise_cleared_hours))
        return _with_times(_within(rows, "closed_at", month), "opened_at", "closed_at", promised)
    promised = Value(timedelta(days=terms.return_days))
    return _with_times(
        _within(ReturnedItem.objects.all(), "delivered_at", month), "received_at", "delivered_at", promised
    )


def _with_times(rows, begin: str, end: str, promised) -> QuerySet:
    promised = ExpressionWrapper(promised, output_field=DurationField())
    return rows.annotate(
        took=ExpressionWrapper(F(end) - F(begin), output_field=DurationField()),
        promised=promised,
        due_by=ExpressionWrapper(F(begin) + promised, output_field=DateTimeField()),
        done_by=F(end),
    )


@dataclass(frozen=True)
class Promise:
    """How long something took: how many, the middle, and how many within what was promised; `promised` is None where
    customers were promised different times."""

    count: int
    middle: timedelta | None
    within: int
    promised: timedelta | None

    @property
    def share(self) -> int | None:
        return round(100 * self.within / self.count) if self.count else None

    @property
    def beyond(self) -> int:
        return self.count - self.within


def _promise(rows: QuerySet) -> Promise:
    spans = list(rows.values_list("took", "promised"))
    middle = timedelta(seconds=median(took.total_seconds() for took, _promised in spans)) if spans else None
    promised = {promised for _took, promised in spans}
    within = sum(took <= promised for took, promised in spans)
    return Promise(len(spans), middle, within, promised.pop() if len(promised) == 1 else None)


# The numbers


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
    items, terms = _received(month), numbers_of_the_desk().on(month.last)
    repeats = (
        _came_back(month).values("domain", "fault").annotate(count=Count("pk")).order_by("-count", "fault", "domain")
    )
    return Counts(
        verdicts=_tally(filed_visits(month), "verdict"),
        products=_tally(items, "product")[:TOP],
        suppliers=_tally(items.filter(trips__isnull=False), "trips__supplier__name", distinct=True)[:TOP],
        remedies=_tally(items, "remedy"),
        repeats=[(row["domain"], row["fault"], row["count"]) for row in repeats[:TOP]],
        promises={kind.value: _promise(timed(kind, month, terms)) for kind in TIMED},
    )


def _tally(rows, column: str, *, distinct: bool = False) -> list[tuple[str, int]]:
    found = rows.values(column).annotate(count=Count("pk", distinct=distinct)).order_by("-count", column)
    return [(row[column], row["count"]) for row in found]


# The records behind a number


def records_behind(kind: Behind, key: str, month: Month, *, late: bool = False) -> QuerySet:
    """The records that a number counts, the newest first: `key` is what they have in common, for a fault that came back
    "domain|fault"; `late` takes of those with a time the ones beyond what was promised. Receipts without subsidy are
    `unpaid_receipts`."""
    if kind in TIMED:
        rows = timed(kind, month, numbers_of_the_desk().on(month.last))
        return _joined(rows.filter(done_by__gt=F("due_by")) if late else rows)
    return _joined(_COUNTED[kind](month, key))


def _repeated(month: Month, key: str) -> QuerySet:
    domain, _bar, fault = key.partition("|")
    return _came_back(month).filter(domain=domain, fault=fault)


_COUNTED: dict[Behind, Callable[[Month, str], QuerySet]] = {
    Behind.VERDICT: lambda month, key: filed_visits(month).filter(verdict=key),
    Behind.PRODUCT: lambda month, key: _received(month).filter(product=key),
    Behind.SUPPLIER: lambda month, key: _received(month).filter(trips__supplier__name=key).distinct(),
    Behind.REMEDY: lambda month, key: _received(month).filter(remedy=key),
    Behind.REPEAT: _repeated,
}


def _joined(rows: QuerySet) -> QuerySet:
    person = "holder" if rows.model is ReturnedItem else "technician"
    return rows.select_related("customer", person).order_by("-pk")


def unpaid_receipts(reason: str, month: Month, wanted: Filter, *, now: datetime) -> list[tuple[str, str]]:
    """The receipts that earn no subsidy for this reason, as (number, staff number): what the figure of the report
    counts, for the person that it is narrowed to."""
    people = list(User.objects.filter(staff_no=wanted.person)) if wanted.person else None
    return [
        (unpaid.source, sheet.person)
        for sheet in sheets_of(month, now=now, people=people)
        for unpaid in sheet.unpaid
        if unpaid.reason == reason
    ]
