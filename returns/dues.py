"""The deadlines of returned goods (D2–D6): they follow from what the goods, their hand-overs and their trips are."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext_noop

from customers.models import Customer
from customers.policies import Tier
from deadlines.models import Deadline
from deadlines.services import (
    New,
    deadlines_cancel,
    deadlines_explain,
    deadlines_hold,
    deadlines_meet,
    deadlines_move,
    deadlines_open,
    deadlines_pause,
    deadlines_resume,
    deadlines_revive,
)
from returns.models import HandOver, ReturnedItem, Trip
from returns.policies import Condition
from returns.policies.handovers import HandOverState
from returns.policies.states import ENDED, State
from returns.policies.trips import TripState
from servicedesk.clock import day_start
from staff.policies import Role

BACK = ("goods_back", "goods_late")
SPARE_TIERS = frozenset({Tier.INDUSTRY.value, Tier.NETWORK.value, Tier.QUASI_INDUSTRY.value})
QUOTE_WAITS = gettext_noop("a quote waits for the customer's answer")
NOT_COLLECTED = gettext_noop("the customer was told and has not collected")
NOT_READY = gettext_noop("the goods are not ready any more")
CAUSES = {State.LOST: gettext_noop("the goods were lost"), State.SCRAPPED: gettext_noop("the goods were scrapped")}
NO_SPARE = gettext_noop("customers of this tier get no spare unit")
EXPECTED = gettext_noop("another day was named")
WITHDRAWN = gettext_noop("the hand-over was withdrawn")
TAKEN_OUT = gettext_noop("the goods were not sent")


def _new(kind: str, item: ReturnedItem, start: datetime, **fields) -> New:
    about = {"subject_id": item.pk, "owner_id": item.holder_id, **fields}
    return New(
        kind=kind, number=item.item_no, start=start, customer_id=item.customer_id, tier=item.customer.tier, **about
    )


def needs_spare(item: ReturnedItem) -> bool:
    """D3: a faulty part of a customer of the tiers 2 to 4."""
    return item.condition == Condition.FAULTY and item.customer.tier in SPARE_TIERS


def begin(items: Iterable[ReturnedItem], *, by, now: datetime, imported: bool = False):
    """The goods were received: they are to be back in time (D4, D5), or a spare unit to be lent (D3)."""
    news = []
    for item in items:
        news += [_new(kind, item, item.received_at) for kind in BACK]
        if needs_spare(item):
            news.append(_new("spare", item, item.received_at))
    deadlines_open(news, by=by, now=now, imported=imported)


def begin_imported(items: Sequence[ReturnedItem], *, by, now: datetime):
    """Of imported goods that are still here, what is ahead begins; an explanation that was given settles D4 and D5."""
    here = [item for item in items if item.state not in ENDED]
    begin([item for item in here if not (item.explained_at and item.reported_at)], by=by, now=now, imported=True)
    trips = [(trip, item) for item in here for trip in item.trips.all() if _waits(trip)]
    deadlines_open([_of_trip(trip, item) for trip, item in trips], by=by, now=now, imported=True)


def explained(item: ReturnedItem, *, by, now: datetime, cause: str, estimate):
    """A2: the customer knows why and roughly when, and the service manager knows it too."""
    deadlines_explain(subject="item", subject_id=item.pk, kinds=BACK, by=by, now=now, cause=cause, estimate=estimate)


def customer_told(item: ReturnedItem, *, by, now: datetime):
    """A4: the customer knows that the goods are ready."""
    deadlines_meet(subject="item", subject_id=item.pk, kinds=["told_ready"], by=by, now=now)


def passed_on(item: ReturnedItem):
    """Somebody else has the goods now, and with them what is due."""
    deadlines_hold(subject="item", subject_ids=[item.pk], owner_id=item.holder_id)


def moved(item: ReturnedItem, before: str, *, now: datetime):
    """The goods went from one state to another, and their deadlines with them."""
    about = {"subject": "item", "subject_id": item.pk, "by": None, "now": now}
    state = State(item.state)
    if before in (State.QUOTED, State.UNCOLLECTED) and state not in (State.QUOTED, State.UNCOLLECTED):
        deadlines_resume(**about)
    if before in (State.READY, State.UNCOLLECTED) and state not in (State.READY, State.UNCOLLECTED, State.GIVEN_BACK):
        deadlines_cancel(**about, kinds=["told_ready"], cause=NOT_READY)
    if before == State.LOST:
        deadlines_revive(**about, kinds=[*BACK, "spare"], cause=CAUSES[State.LOST])
    if state == State.GIVEN_BACK:
        deadlines_meet(**about, kinds=[*BACK, "spare", "told_ready"])
    elif state in CAUSES:
        deadlines_cancel(**about, cause=CAUSES[state])
    elif state == State.QUOTED:
        deadlines_pause(**about, reason=QUOTE_WAITS)
    elif state == State.UNCOLLECTED:
        deadlines_pause(**about, reason=NOT_COLLECTED)
    elif state == State.READY:
        deadlines_meet(**about, kinds=["spare"])
        deadlines_open([_new("told_ready", item, now)], by=None, now=now)


# What hangs on a held item: its hand-overs (D6) and its trips to suppliers (D2)


def follow(item: ReturnedItem, *, now: datetime):
    """Lets the deadlines of a held item's hand-overs and trips follow what these are now."""
    handovers, trips = list(item.handovers.all()), list(item.trips.select_related("parcel"))
    known = Deadline.objects.unfinished().filter(subject="handover", subject_id__in=[each.pk for each in handovers])
    known |= Deadline.objects.unfinished().filter(subject="trip", subject_id__in=[each.pk for each in trips])
    rows = {(row.subject, row.subject_id): row for row in known} if handovers or trips else {}
    news = [_follow_handover(each, item, rows.get(("handover", each.pk)), now) for each in handovers]
    news += [_follow_trip(each, item, rows.get(("trip", each.pk)), now) for each in trips]
    deadlines_open([new for new in news if new], by=None, now=now)


def _follow_handover(each: HandOver, item: ReturnedItem, row: Deadline | None, now: datetime) -> New | None:
    about = {"subject": "handover", "subject_id": each.pk, "kinds": ["handover"], "by": None, "now": now}
    is_open = each.state in (HandOverState.OPEN, HandOverState.REFUSED)
    if is_open and row is None:
        start = max(each.made_at, day_start(each.expected_on)) if each.expected_on else now
        return _new("handover", item, start, subject_id=each.pk, role=each.role, owner_id=None)
    if row is None:
        return None
    if each.state == HandOverState.SIGNED:
        deadlines_meet(**about, at=each.signed_at)
    elif not is_open:
        deadlines_cancel(**about, cause=WITHDRAWN)
    elif each.due_at > row.due_at:
        deadlines_move(**about, start=day_start(each.expected_on) if each.expected_on else now, cause=EXPECTED)
    return None


def _waits(trip: Trip) -> bool:
    """Whether the supplier has still to confirm that the goods are there (D2)."""
    return trip.state == TripState.AWAY and trip.sent_on is not None and trip.received_on is None


def _of_trip(trip: Trip, item: ReturnedItem) -> New:
    sender = trip.parcel.shipped_by_id if trip.parcel_id else None
    return _new(
        "supplier", item, day_start(trip.sent_on), subject_id=trip.pk, role=Role.PURCHASING.value, owner_id=sender
    )


def _follow_trip(trip: Trip, item: ReturnedItem, row: Deadline | None, now: datetime) -> New | None:
    if row is None:
        return _of_trip(trip, item) if _waits(trip) else None
    about = {"subject": "trip", "subject_id": trip.pk, "by": None, "now": now}
    if trip.received_on is not None or trip.state == TripState.BACK:
        deadlines_meet(**about, kinds=["supplier"])
    elif trip.state != TripState.AWAY:
        deadlines_cancel(**about, cause=TAKEN_OUT)
    return None


def follow_tier(customer: Customer, by, now: datetime):
    """The customer's tier changed: whether a spare unit is owed (D3) changes with it. Part of the transaction that
    changes the tier."""
    faulty = ReturnedItem.objects.filter(customer=customer, condition=Condition.FAULTY.value, ended_at__isnull=True)
    for item in faulty.exclude(state=State.READY.value).select_for_update(no_key=True).order_by("pk"):
        item.customer = customer
        runs = Deadline.objects.of("item", item.pk).filter(kind="spare", ended_at__isnull=True).exists()
        if needs_spare(item) and not runs:
            deadlines_open([_new("spare", item, item.received_at)], by=by, now=now)
        elif runs and not needs_spare(item):
            deadlines_cancel(subject="item", subject_id=item.pk, kinds=["spare"], by=by, now=now, cause=NO_SPARE)
