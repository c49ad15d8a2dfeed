"""The deadlines of a visit: on site in time after the request was accepted (D8), and at the agreed time (D7)."""

from datetime import datetime

from django.utils.translation import gettext_noop

from deadlines.models import Deadline
from deadlines.services import (
    New,
    deadlines_cancel,
    deadlines_explain,
    deadlines_hold,
    deadlines_meet,
    deadlines_move,
    deadlines_open,
)
from field_visits.models import Visit
from field_visits.policies.timing import explained_in_time

ARRIVAL, ONSITE = "arrival", "onsite"
ANOTHER_TIME = gettext_noop("another time was agreed")
DELAY = gettext_noop("the customer was told of the delay beforehand")


def _new(kind: str, visit: Visit, start: datetime) -> New:
    return New(
        kind=kind,
        subject_id=visit.pk,
        number=visit.receipt_no,
        start=start,
        customer_id=visit.customer_id,
        owner_id=visit.technician_id,
        tier=visit.customer.tier,
    )


def agreed(visit: Visit, *, by, now: datetime):
    """A visit is agreed: the request is accepted now, and somebody is expected at a time. A second visit follows a
    request that was answered on site before."""
    news = [_new(ARRIVAL, visit, visit.agreed_at)]
    if visit.follows_id is None:
        news.append(_new(ONSITE, visit, now))
    deadlines_open(news, by=by, now=now)


def moved(visit: Visit, *, by, now: datetime):
    """Another time or another technician. A time that is over, or whose delay was explained, cannot be moved: a miss
    stays with whoever had it, and a new round begins."""
    about = {
        "subject": "visit",
        "subject_id": visit.pk,
        "kinds": [ARRIVAL],
        "by": by,
        "now": now,
        "cause": ANOTHER_TIME,
    }
    if not deadlines_move(**about, start=visit.agreed_at):
        deadlines_cancel(**about)
        deadlines_open([_new(ARRIVAL, visit, visit.agreed_at)], by=by, now=now)
    deadlines_hold(subject="visit", subject_ids=[visit.pk], owner_id=visit.technician_id)


def called_off(visit: Visit, *, by, now: datetime):
    """The visit does not take place."""
    deadlines_cancel(subject="visit", subject_id=visit.pk, by=by, now=now, cause=visit.cancel_reason)


def delay_told(visit: Visit, *, by, now: datetime):
    """The customer was told of a delay; only beforehand does it count (D7)."""
    if explained_in_time(agreed_at=visit.agreed_at, explained_at=visit.delay_explained_at):
        deadlines_explain(subject="visit", subject_id=visit.pk, kinds=[ARRIVAL], by=by, now=now, cause=DELAY)


def arrived(visit: Visit, *, by, now: datetime):
    """Somebody is there, since `arrived_at`, however late the phone told it."""
    deadlines_meet(subject="visit", subject_id=visit.pk, kinds=[ARRIVAL, ONSITE], by=by, now=now, at=visit.arrived_at)


def spare_lent(loan, *, by, now: datetime):
    """A spare unit is with the customer against a signature (D3): for the goods of the loan's job, else for those that
    waited for one the longest."""
    waiting = Deadline.objects.unfinished().filter(customer=loan.customer_id, kind="spare").order_by("due_at", "pk")
    if loan.job_id:
        waiting = waiting.filter(subject_id__in=loan.job.items.values("pk"))
    row = waiting.first()
    if row is not None:
        deadlines_meet(subject=row.subject, subject_id=row.subject_id, kinds=["spare"], by=by, now=now)
