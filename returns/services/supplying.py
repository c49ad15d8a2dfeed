"""Faulty goods to the suppliers (W10, D2): the suppliers, their faulty baskets, and the parcels that leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from records.services import next_number, record
from returns.labels import KEPT_LABELS, STATE_LABELS
from returns.models import Parcel, ReturnedItem, Supplier, Trip
from returns.policies.states import State, Step, Where, whereabouts
from returns.policies.trips import PARCEL_PREFIX, TripState, Wanted, kept_from_basket, may_want
from returns.writing import check_step, count_out, move, needed, note, read, read_all
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.policies import Action

SUPPLIER_FIELDS = ("name", "contact", "phone", "address", "note", "active")


@dataclass(frozen=True)
class Shipment:
    """How a parcel leaves: to whom, with which carrier, under which waybill or vehicle number."""

    supplier_id: int
    carrier: str
    waybill: str
    phone: str = ""
    pieces: int = 1
    rma_no: str = ""
    note: str = ""


def check_ships(by):
    """Raises `goods.not_yours` for somebody who does not deal with suppliers."""
    if not by.may(Action.SHIP_GOODS):
        raise DomainError("goods.not_yours", _("Your role does not include this. A manager can change roles."))


@transaction.atomic
def supplier_create(*, by, now: datetime, name: str, **fields) -> Supplier:
    """Adds a supplier; `fields` are those of SUPPLIER_FIELDS. Raises `goods.not_yours`, `supplier.known` for a name
    that is taken, ValidationError for what a column cannot hold."""
    check_ships(by)
    supplier = Supplier(name=name.strip(), **_plain(fields))
    _check_supplier(supplier)
    supplier.save()
    record(subject="supplier", subject_id=supplier.pk, code="supplier.created", by=by, at=now)
    return supplier


@transaction.atomic
def supplier_update(*, supplier_id: int, by, now: datetime, **fields) -> Supplier:
    """Changes a supplier; what changed goes to the history, nothing changed: nothing written. Raises as
    `supplier_create` does."""
    check_ships(by)
    supplier = Supplier.objects.select_for_update(no_key=True).get(pk=supplier_id)
    changed = {}
    for name, value in _plain(fields).items():
        if getattr(supplier, name) != value:
            changed[name] = [getattr(supplier, name), value]
            setattr(supplier, name, value)
    if changed:
        _check_supplier(supplier)
        supplier.save(update_fields=list(changed))
        data = {"changed": changed}
        record(subject="supplier", subject_id=supplier.pk, code="supplier.changed", by=by, at=now, data=data)
    return supplier


def _plain(fields: dict) -> dict:
    unknown = set(fields) - set(SUPPLIER_FIELDS)
    if unknown:
        raise TypeError(f"no columns of a supplier: {', '.join(sorted(unknown))}")
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def _check_supplier(supplier: Supplier):
    supplier.clean_fields()
    if Supplier.objects.filter(name__iexact=supplier.name).exclude(pk=supplier.pk).exists():
        raise DomainError("supplier.known", _("There is a supplier of this name already."), field="name")


# The faulty basket


@transaction.atomic
def into_basket(
    *, item_id: int, by, now: datetime, supplier: Supplier, wanted: str, accessories: str = "", seen: str = ""
) -> Trip:
    """Puts an item into the faulty basket of a supplier, with what is wanted for it. Goods travel bare; what has to go
    with them is listed (W10). The customer's goods wait in the basket for him; goods that are ours by now go on with
    their customer's claim as it stands.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `trip.under_way`, `trip.intact`, `trip.his`, `trip.settled`,
    `trip.credit`, `supplier.not_in_use`.
    """
    item = read(item_id)
    check_step(item, Step.INTO_BASKET, by, seen)
    _check_basket(item, supplier, wanted)
    trip = Trip(
        item=item,
        supplier=supplier,
        state=TripState.BASKET.value,
        wanted=wanted,
        accessories=accessories.strip(),
        ours=item.is_ours,
        put_at=now,
        put_by=by,
    )
    trip.clean_fields(exclude=["item", "supplier", "parcel", "put_by"])
    trip.save()
    note(
        item, "goods.into_basket", by=by, now=now,
        supplier=supplier.name, wanted=wanted, accessories=trip.accessories,
    )  # fmt: skip
    if trip.ours:
        count_out(item, now=now)
    else:
        move(item, State.BASKET, now=now)
    return trip


@transaction.atomic
def items_into_basket(*, item_ids: Sequence[int], by, now: datetime, supplier: Supplier, wanted: str) -> list[Trip]:
    """Puts many bare items into one supplier's basket, all of them or none. Raises as `into_basket` does, and
    `trip.none` where none is chosen."""
    pks = sorted(set(item_ids))
    if not pks or ReturnedItem.objects.filter(pk__in=pks).count() != len(pks):
        raise DomainError("trip.none", _("Tick at least one item."))
    read_all(pks)
    return [into_basket(item_id=pk, by=by, now=now, supplier=supplier, wanted=wanted) for pk in pks]


def _check_basket(item: ReturnedItem, supplier: Supplier, wanted: str):
    under_way = item.trips.under_way().select_related("supplier").first()
    if under_way is not None:
        message = _("%(item)s is in the basket of %(supplier)s or with them already.")
        raise DomainError("trip.under_way", message % {"item": item.item_no, "supplier": under_way.supplier.name})
    ours = item.is_ours
    kept = kept_from_basket(condition=item.condition, state=item.state, ours=ours, settled=item.is_settled)
    if kept is not None:
        raise DomainError(f"trip.{kept}", KEPT_LABELS[kept] % {"item": item.item_no})
    if not may_want(Wanted(wanted), ours=ours):
        message = _("%(item)s is the customer's: a credit would not help him. Ask for a repair or a replacement.")
        raise DomainError("trip.credit", message % {"item": item.item_no}, field="wanted")
    if not supplier.active:
        message = _("Nothing is sent to %(supplier)s any more. Choose another supplier.")
        raise DomainError("supplier.not_in_use", message % {"supplier": supplier.name}, field="supplier")


@transaction.atomic
def out_of_basket(*, item_id: int, by, now: datetime, reason: str, seen: str = "") -> Trip:
    """Takes an item out of the basket again, with a reason; the customer's goods go back to whoever held them.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `trip.not_in_basket`, `goods.reason_missing`.
    """
    item = read(item_id)
    check_step(item, Step.OUT_OF_BASKET, by, seen)
    reason = needed(reason, "reason", _("Say why it is taken out."))
    trip = item.trips.filter(state=TripState.BASKET.value).select_related("supplier").first()
    if trip is None:
        message = _("%(item)s is in no basket any more. Nothing was changed.")
        raise DomainError("trip.not_in_basket", message % {"item": item.item_no})
    trip.state, trip.note = TripState.TAKEN_OUT.value, reason
    trip.save(update_fields=["state", "note"])
    note(item, "goods.out_of_basket", by=by, now=now, supplier=trip.supplier.name, reason=reason)
    if item.state == State.BASKET:
        move(item, State.WITH_TECHNICIAN if item.holder_id else State.CHOSEN, now=now)
    else:
        count_out(item, now=now)
    return trip


# Shipping


@transaction.atomic
def parcel_ship(*, trip_ids: Sequence[int], by, now: datetime, shipment: Shipment) -> Parcel:
    """Ships what is ticked of one supplier's basket as one parcel, all of it or nothing. From here on D2 runs: on the
    third day somebody asks whether it arrived, and then for every item until it is back.

    Raises `goods.not_yours`, `trip.none`, `trip.other_supplier`, `trip.not_in_basket` for what somebody shipped or took
    out meanwhile, `trip.not_here` for what is not in the house, ValidationError for what a column cannot hold.
    """
    check_ships(by)
    chosen = Trip.objects.filter(pk__in=trip_ids)
    items = read_all(chosen.values_list("item_id", flat=True))
    trips = list(chosen.order_by("item_id"))  # read anew, now that the items are held
    if not trips or len(trips) != len(set(trip_ids)):
        raise DomainError("trip.none", _("Tick at least one item."))
    for trip in trips:
        _check_ships_out(trip, items[trip.item_id], shipment)
    parcel = Parcel(
        parcel_no="-",
        supplier_id=shipment.supplier_id,
        shipped_at=now,
        shipped_by=by,
        **{
            name: value.strip() if isinstance(value := getattr(shipment, name), str) else value
            for name in ("carrier", "waybill", "phone", "pieces", "rma_no", "note")
        },
    )
    parcel.clean_fields(exclude=["supplier", "shipped_by"])
    parcel.parcel_no = next_number(prefix=PARCEL_PREFIX, day=local_date(now))
    parcel.save()
    for trip in trips:
        _send(trip, items[trip.item_id], parcel, by, now)
    return parcel


def _check_ships_out(trip: Trip, item: ReturnedItem, shipment: Shipment):
    values = {"item": item.item_no, "state": STATE_LABELS[item.state]}
    if trip.supplier_id != shipment.supplier_id:
        message = _("%(item)s lies in another supplier's basket. One parcel goes to one supplier.")
        raise DomainError("trip.other_supplier", message % values)
    if trip.state != TripState.BASKET:
        message = _("%(item)s is in no basket any more: somebody shipped it or took it out. Nothing was shipped.")
        raise DomainError("trip.not_in_basket", message % values)
    where = whereabouts(state=item.state, ours=item.is_ours, at_supplier=False)
    if where != Where.STATION:
        message = _("%(item)s is not in the house (“%(state)s”). Take it out of the basket. Nothing was shipped.")
        raise DomainError("trip.not_here", message % values)


def _send(trip: Trip, item: ReturnedItem, parcel: Parcel, by, now: datetime):
    trip.parcel, trip.state, trip.sent_on = parcel, TripState.AWAY.value, local_date(now)
    trip.ours = item.is_ours
    trip.save(update_fields=["parcel", "state", "sent_on", "ours"])
    note(
        item, "goods.shipped_to_supplier", by=by, now=now,
        supplier=parcel.supplier.name, parcel_no=parcel.parcel_no, carrier=parcel.carrier, waybill=parcel.waybill,
    )  # fmt: skip
    if item.state == State.BASKET:
        move(item, State.AT_SUPPLIER, now=now)
    else:
        count_out(item, now=now)
