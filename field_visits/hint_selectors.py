"""Gathering the traces of receipts, so that `policies.hints` finds what deserves a manager's look."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from field_visits.models import Visit
from field_visits.policies.hints import Hint, Trace, hints

SPAN = timedelta(days=31)
MOST = 2000
NEIGHBOURS = timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    """A hint with the receipt it is about."""

    visit: Visit
    hint: Hint


def trace_of(visit: Visit) -> Trace:
    """What a receipt left."""
    return Trace(
        visit=visit.receipt_no,
        technician=visit.technician_id,
        customer=visit.customer_id,
        departed_at=visit.departure_reported_at,
        arrived_at=visit.arrived_at,
        left_at=visit.left_at,
        word_at=visit.word_at,
        filed_at=visit.filed_at,
        signature=visit.signature_sha256,
        changed_after_word=visit.changed_after_word,
        outside=visit.in_urban_area is False,
        here=not visit.is_history,
    )


def hints_now(now: datetime) -> list[Seen]:
    """The hints on the receipts of the last month, the newest receipt at the front. Three queries at most."""
    filed = Visit.objects.filed().filter(filed_at__gte=now - SPAN).select_related("technician", "customer", "machine")
    return _seen(list(filed.newest_first()[:MOST]))


def hints_of(visit: Visit) -> list[Seen]:
    """The hints on one receipt, looked at beside the technician's others of those days."""
    if visit.arrived_at is None:
        near = Visit.objects.none()
    else:
        span = (visit.arrived_at - NEIGHBOURS, visit.arrived_at + NEIGHBOURS)
        near = Visit.objects.filed().filter(technician=visit.technician_id, arrived_at__range=span)
    beside = list(near.exclude(pk=visit.pk).select_related("technician", "customer", "machine"))
    return [seen for seen in _seen([visit, *beside]) if seen.visit == visit]


def _seen(visits: list[Visit]) -> list[Seen]:
    """The hints on these; a signature is compared with those of every receipt there is."""
    by_number = {visit.receipt_no: visit for visit in visits}
    digests = {visit.signature_sha256 for visit in visits} - {""}
    same = Visit.objects.filed().filter(signature_sha256__in=digests).exclude(pk__in=[visit.pk for visit in visits])
    earlier = [
        Trace(visit=receipt_no, technician=("elsewhere", receipt_no), signature=digest, filed_at=filed_at, here=False)
        for receipt_no, digest, filed_at in same.values_list("receipt_no", "signature_sha256", "filed_at")
    ]
    traces = sorted([*earlier, *map(trace_of, visits)], key=lambda trace: (trace.filed_at, trace.visit))
    found = [Seen(by_number[hint.visit], hint) for hint in hints(traces) if hint.visit in by_number]
    return sorted(found, key=lambda seen: (seen.visit.filed_at, seen.visit.receipt_no), reverse=True)
