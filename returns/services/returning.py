"""Goods at the suppliers (D2): confirmed to have arrived, asked after every day, and back, item by item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from returns import dues
from returns.models import ReturnedItem, SerialLink, Trip
from returns.policies import CAME_BACK_UNREPAIRED, plain_code
from returns.policies.handovers import Kind
from returns.policies.states import Finding, State, Step
from returns.policies.trips import FINDINGS, OTHER_UNIT, TripOutcome, TripState
from returns.policies.ways_back import LinkKind, label_date
from returns.services.handing_over import handovers_make
from returns.services.quoting import quote_end, unsolved
from returns.services.supplying import check_ships
from returns.services.units import check_unit_is_free
from returns.writing import check_step, count_out, move, needed, note, read, read_all
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from servicedesk.money import LARGEST


@dataclass(frozen=True)
class Back:
    """What came back for one item, and on which day."""

    outcome: str
    back_on: date
    new_serial: str = ""
    credit: Decimal | None = None
    note: str = ""


def _held(trip_ids: Sequence[int]) -> list[Trip]:
    """The trips, each with its item held, read anew once they are. Raises `trip.none` where none is chosen."""
    wanted = set(trip_ids)
    items = read_all(Trip.objects.filter(pk__in=wanted).values_list("item_id", flat=True))
    trips = list(Trip.objects.filter(pk__in=wanted).select_related("supplier").order_by("item_id"))
    if not trips or len(trips) != len(wanted):
        raise DomainError("trip.none", _("Tick at least one item."))
    for trip in trips:
        trip.item = items[trip.item_id]
    return trips


def _away_of(item_id: int, step: Step, by, seen: str) -> Trip:
    """The trip from which an item is still owed to us, for a step on its page."""
    item = read(item_id)
    check_step(item, step, by, seen)
    trip = item.trips.away().select_related("supplier").first()
    if trip is None:
        raise _not_away(item)
    trip.item = item
    return trip


def _check_away(trip: Trip):
    if trip.state != TripState.AWAY:
        raise _not_away(trip.item)


def _not_away(item: ReturnedItem) -> DomainError:
    message = _("%(item)s is not at a supplier any more: somebody took it back meanwhile. Nothing was saved.")
    return DomainError("trip.not_away", message % {"item": item.item_no})


def _check_day(trip: Trip, on: date, field: str, now: datetime):
    """A day on which something happened to what was sent: not before it was sent, and not to come."""
    if on > local_date(now):
        raise DomainError("trip.day", _("This day is still to come. Check it."), field=field)
    since = trip.sent_on or trip.received_on
    if since is not None and on < since:
        message = _("%(item)s was sent on %(day)s only. Check the date.")
        raise DomainError("trip.day", message % {"item": trip.item.item_no, "day": since.isoformat()}, field=field)


# Confirmed


@transaction.atomic
def trips_confirm(*, trip_ids: Sequence[int], by, now: datetime, received_on: date, word: str) -> list[Trip]:
    """D2: the supplier has these, as of a day, by the word of somebody there; all are kept or none. What a supplier
    misses is left out and stays late.

    Raises `goods.not_yours`, `trip.none`, `trip.not_away`, `trip.confirmed` for what was confirmed before, `trip.day`,
    `goods.reason_missing`.
    """
    check_ships(by)
    return [_confirm(trip, by, now, received_on, word) for trip in _held(trip_ids)]


@transaction.atomic
def supplier_has_it(*, item_id: int, by, now: datetime, received_on: date, word: str, seen: str = "") -> Trip:
    """`trips_confirm` for one item, from its page."""
    return _confirm(_away_of(item_id, Step.SUPPLIER_HAS_IT, by, seen), by, now, received_on, word)


def _confirm(trip: Trip, by, now: datetime, received_on: date, word: str) -> Trip:
    _check_away(trip)
    if trip.received_on is not None:
        message = _("%(supplier)s confirmed %(item)s already, as of %(day)s. Nothing was saved.")
        values = {"supplier": trip.supplier.name, "item": trip.item.item_no, "day": trip.received_on.isoformat()}
        raise DomainError("trip.confirmed", message % values)
    word = needed(word, "word", _("Write down who at the supplier's said so."), most=60)
    _check_day(trip, received_on, "received_on", now)
    trip.received_on, trip.received_word, trip.asked_on = received_on, word, local_date(now)
    trip.save(update_fields=["received_on", "received_word", "asked_on"])
    dues.follow(trip.item, now=now)
    note(
        trip.item, "goods.supplier_has_it", by=by, now=now,
        supplier=trip.supplier.name, on=received_on.isoformat(), word=word,
    )  # fmt: skip
    return trip


# Asked after


@transaction.atomic
def trips_chase(*, trip_ids: Sequence[int], by, now: datetime, word: str = "") -> list[Trip]:
    """D2: the supplier was asked after these today, and perhaps said something. They are off today's list and on it
    again tomorrow. Raises `goods.not_yours`, `trip.none`, `trip.not_away`, `goods.too_long`."""
    check_ships(by)
    return [_chase(trip, by, now, word) for trip in _held(trip_ids)]


@transaction.atomic
def supplier_asked(*, item_id: int, by, now: datetime, word: str = "", seen: str = "") -> Trip:
    """`trips_chase` for one item, from its page."""
    return _chase(_away_of(item_id, Step.SUPPLIER_ASKED, by, seen), by, now, word)


def _chase(trip: Trip, by, now: datetime, word: str) -> Trip:
    _check_away(trip)
    word = needed(word, "word", "") if word.strip() else ""
    trip.asked_on, trip.note = local_date(now), word or trip.note
    trip.save(update_fields=["asked_on", "note"])
    note(trip.item, "goods.supplier_asked", by=by, now=now, supplier=trip.supplier.name, word=word)
    return trip


# Back


@transaction.atomic
def trips_back(*, backs: Mapping[int, Back], by, now: datetime) -> list[Trip]:
    """What came back in one go, by trip, all of it or nothing; a refusal names the trip at its field ("12-outcome").
    Raises as `back_from_supplier` does, and `trip.none` where none is chosen."""
    check_ships(by)
    trips = _held(list(backs))
    for trip in trips:
        try:
            _back(trip, backs[trip.pk], by, now)
        except DomainError as error:
            raise DomainError(error.code, error.message, field=f"{trip.pk}-{error.field or 'outcome'}") from error
    return trips


@transaction.atomic
def back_from_supplier(*, item_id: int, by, now: datetime, back: Back, seen: str = "") -> Trip:
    """An item is back: repaired, as a good unit (良品) or a new one under its own serial number, refused, or as credit.

    The customer's goods are ready for him, or, where the supplier refused, wait for another remedy. What is ours goes
    to the warehouse, a credit to finance, by a hand-over each; what was refused stays in the house.
    A credit for the customer's own goods is no end for him: another remedy is chosen first, which makes them ours.
    Raises `goods.moved_meanwhile`, `goods.not_yours`, `trip.not_away`, `trip.day`, `trip.serial`, `trip.credit`,
    `trip.credit_amount`, `trip.lost`.
    """
    trip = _away_of(item_id, Step.BACK_FROM_SUPPLIER, by, seen)
    return _back(trip, back, by, now)


def _back(trip: Trip, back: Back, by, now: datetime) -> Trip:
    _check_away(trip)
    back = replace(back, new_serial=plain_code(back.new_serial), note=back.note.strip())
    _check_back(trip, back, now)
    outcome = TripOutcome(back.outcome)
    trip.state, trip.outcome, trip.back_on = TripState.BACK.value, outcome.value, back.back_on
    trip.new_serial = back.new_serial if outcome in OTHER_UNIT else ""
    trip.credit = back.credit if outcome == TripOutcome.CREDIT else None
    trip.note = back.note or trip.note
    trip.clean_fields(exclude=["item", "supplier", "parcel", "put_by"])
    trip.save(update_fields=["state", "outcome", "back_on", "new_serial", "credit", "note"])
    note(
        trip.item, "goods.back_from_supplier", by=by, now=now,
        supplier=trip.supplier.name, outcome=outcome.value, serial=trip.new_serial, note=back.note,
    )  # fmt: skip
    if trip.new_serial:
        _link(trip, now)
    if _is_shops(trip, outcome):
        _to_the_house(trip, outcome, by, now)
    else:
        _to_the_customer(trip, outcome, by, now)
    return trip


def _is_shops(trip: Trip, outcome: TripOutcome) -> bool:
    """Whether what came back is the shop's: the goods were, or the customer's got lost and are being paid for."""
    lost = trip.item.state == State.LOST and outcome == TripOutcome.CREDIT
    return lost or trip.ours or trip.item.is_ours


def _check_back(trip: Trip, back: Back, now: datetime):
    item, outcome = trip.item, TripOutcome(back.outcome)
    _check_day(trip, back.back_on, "back_on", now)
    _check_fits(trip, back, outcome)
    if outcome in OTHER_UNIT:
        _check_serial(trip, back.new_serial)
    if outcome == TripOutcome.CREDIT:
        _check_credit(trip, back.credit)
    elif item.state == State.LOST and not trip.ours:
        message = _("%(item)s is reported as lost. Say first that it has turned up.")
        raise DomainError("trip.lost", message % {"item": item.item_no})


def _check_fits(trip: Trip, back: Back, outcome: TripOutcome):
    """What was typed is kept or refused, never passed over: it may be the outcome that is wrong."""
    if back.new_serial and outcome not in OTHER_UNIT and back.new_serial != plain_code(trip.serial_sent):
        message = _(
            "Another serial number is another unit: choose “good unit” or “new”, or leave the number empty (W9)."
        )
        raise DomainError("trip.serial", message, field="new_serial")
    if back.credit is not None and outcome != TripOutcome.CREDIT:
        message = _("An amount belongs to a credit. Choose that, or leave it empty.")
        raise DomainError("trip.credit_amount", message, field="credit")


def _check_serial(trip: Trip, new_serial: str):
    old = plain_code(trip.serial_sent)
    if old and not new_serial:
        raise DomainError("trip.serial", _("Scan the serial number of the unit that came (W9)."), field="new_serial")
    if new_serial and new_serial == old:
        message = _("The new serial number is the old one. If it is the same unit, it is “repaired” or “refused”.")
        raise DomainError("trip.serial", message, field="new_serial")
    check_unit_is_free(new_serial, trip.item, code="trip.serial", field="new_serial")


def _check_credit(trip: Trip, credit: Decimal | None):
    if not _is_shops(trip, TripOutcome.CREDIT):
        message = _(
            "%(item)s is the customer's: a credit does not help him. Choose a refund, an exchange or a swap with him "
            "first; then the goods are ours and the credit can be booked."
        )
        raise DomainError("trip.credit", message % {"item": trip.item.item_no}, field="outcome")
    if credit is None or not 0 < credit <= LARGEST:
        message = _("Enter the amount that the supplier credits, in yuan.")
        raise DomainError("trip.credit_amount", message, field="credit")


def _link(trip: Trip, now: datetime):
    """W9: which serial number took the place of which, and the dates on both labels. What is ours gets its label when
    it is sold."""
    item = trip.item
    old = item.label_on or item.purchased_on
    choice = item.choices.filter(current=True).first()
    basis = choice.label_basis if choice else ""
    SerialLink.objects.create(
        item=item,
        kind=LinkKind.FROM_SUPPLIER.value,
        at=now,
        old_serial=plain_code(trip.serial_sent),
        new_serial=trip.new_serial,
        old_label_on=old,
        new_label_on=None if trip.ours else label_date(basis, old=old, given_on=trip.back_on),
        trip=trip,
        old_machine=item.machine,
    )


def _to_the_house(trip: Trip, outcome: TripOutcome, by, now: datetime):
    """What is ours: units to the warehouse, money to finance, each signed for (A3, D6); refused goods stay here."""
    item = trip.item
    if outcome == TripOutcome.CREDIT:
        note(item, "goods.supplier_credit", by=by, now=now, supplier=trip.supplier.name, credit=str(trip.credit))
        handovers_make(item, [Kind.BOOK_CREDIT], by=by, now=now, amount=trip.credit)
    elif outcome == TripOutcome.REFUSED:
        count_out(item, now=now)
    else:
        for handover in handovers_make(item, [Kind.STOCK_REPLACEMENT], by=by, now=now):
            handover.note = f"{trip.supplier.name} {trip.new_serial}".strip()  # which unit the warehouse is to take
            handover.save(update_fields=["note"])


def _to_the_customer(trip: Trip, outcome: TripOutcome, by, now: datetime):
    """Ready for him; or, where the supplier refused, waiting for another remedy, unless the customer has refused the
    quote for it meanwhile (L4)."""
    finding = FINDINGS[outcome]
    if outcome == TripOutcome.REFUSED:
        quote_end(trip.item, by=by, now=now, reason=CAME_BACK_UNREPAIRED)
        finding = unsolved(trip.item, finding)
    ready = finding != Finding.SUPPLIER_REFUSED
    move(trip.item, State.READY if ready else State.CHOSEN, now=now, finding=finding.value)
    if ready:
        note(trip.item, "goods.ready", by=by, now=now, finding=finding.value)
