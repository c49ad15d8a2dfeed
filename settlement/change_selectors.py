"""Whose closed month may be another one by now: people with a record of it that was touched after the closing.

Every service writes an entry into the history of what it touches, so the entries say what changed; only these
people's months are worked out again, and theirs that the passing of days alone may change.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from complaints.models import Complaint
from field_visits.models import Visit
from records.models import Entry
from returns.models import ReturnedItem
from settlement.fact_selectors import ENDED_AT, Span
from settlement.models import Decision, Incident, Revenue
from settlement.policies import Month, Rule

# A step that began before the closing may have been saved after it.
MARGIN = timedelta(hours=1)
LONGEST_LIMIT = timedelta(days=60)  # goods that came in so long before a month may still make a line in it


def changed_people(month: Month, *, since: datetime, people: Collection[int] | None) -> set[int] | None:
    """Keys of those among `people` (None: everybody) whose lines of the month may differ from what was frozen at
    `since`; None for all of them, where the month was closed before its end or a shared loss changed."""
    span = Span(month, None if people is None else frozenset(people))
    since -= MARGIN
    if since < span.end or _shared_loss(span, since):
        return None
    return {key for query in _touched(span, since) for key in query if key is not None}


def _entry(subject: str, since: datetime, key: str = "pk") -> Exists:
    return Exists(Entry.objects.filter(subject=subject, subject_id=OuterRef(key), at__gte=since))


def _decided(since: datetime) -> QuerySet:
    """The numbers of what a manager decided on: waived it was never found, in whatever month it lies."""
    return Decision.objects.filter(at__gte=since).values("source")


def _shared_loss(span: Span, since: datetime) -> bool:
    shared = Incident.objects.filter(span.days("on"), person__isnull=True, rule=Rule.LOST.value)
    return (
        shared.filter(_entry("incident", since)).exists()
        or shared.exists()
        and Entry.objects.filter(subject="staff", at__gte=since).exists()
    )


def _touched(span: Span, since: datetime) -> list[QuerySet]:
    """For each kind of record, the people of those that were touched."""
    around = Q(ended_at__gte=span.start - timedelta(days=2), ended_at__lt=span.end)
    visits = Visit.objects.alias(ended_at=ENDED_AT).filter(
        around | span.instants("revenue_handed_in_at"), span.of("technician_id")
    )
    items = ReturnedItem.objects.filter(
        Q(received_at__gte=span.start - LONGEST_LIMIT, received_at__lt=span.end) | span.instants("ended_at")
    )
    upheld = Complaint.objects.filter(_entry("complaint", since) | Q(complaint_no__in=_decided(since)))
    found = Incident.objects.filter(_entry("incident", since) | Q(incident_no__in=_decided(since)))
    return [
        visits.filter(_entry("visit", since)).values_list("technician_id", flat=True),
        items.filter(_entry("item", since), span.of("holder_id", span.of("received_by_id"))).values_list(
            "holder_id", flat=True
        ),
        items.filter(_entry("item", since), span.of("received_by_id")).values_list("received_by_id", flat=True),
        Revenue.objects.filter(span.days("handed_in_on"), span.of("person_id"))
        .filter(_entry("revenue", since))
        .values_list("person_id", flat=True),
        found.filter(span.days("on"), span.of("person_id")).values_list("person_id", flat=True),
        _dragged(span, since).values_list("person_id", flat=True),
        found.filter(visit__in=visits).values_list("visit__technician_id", flat=True),
        found.filter(item__in=items).values_list("item__holder_id", flat=True),
        found.filter(item__in=items).values_list("item__received_by_id", flat=True),
        upheld.filter(span.instants("decided_at"), span.of("concerns_id")).values_list("concerns_id", flat=True),
        upheld.filter(visit__in=visits).values_list("visit__technician_id", flat=True),
        Decision.objects.filter(
            span.of("person_id"), at__gte=since, on__gte=span.month.first, on__lte=span.month.last
        ).values_list("person_id", flat=True),
    ]


def _dragged(span: Span, since: datetime) -> QuerySet:
    """Dragging that lateness may cover by now (S9): goods turn late with time alone, and nobody writes that down."""
    dragged = Incident.objects.filter(span.days("on"), span.of("person_id"), rule=Rule.DRAGGING.value)
    return dragged.filter(item__received_at__gte=since - LONGEST_LIMIT)
