"""Goods on their way to county/city agents (A4): shipped at once, or with the warehouse's other goods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.policies import holds_phone
from records.services import next_number
from returns.models import Consignment, HandOver, ReturnedItem
from returns.policies import DeliveryKind
from returns.policies.handovers import OPEN_STATES, Kind
from returns.policies.states import Step
from returns.policies.ways_back import CONSIGNMENT_PREFIX, ShipWay, is_shipped
from returns.services.handing_over import handovers_make, handovers_withdraw
from returns.services.leaving import hold, leave, refuse_waiting
from returns.writing import needed, note
from servicedesk.clock import local_date
from servicedesk.errors import DomainError


@dataclass(frozen=True)
class Transport:
    """How goods travel: with whom, in which vehicle or under which waybill, and the phone of who carries them."""

    carrier: str
    waybill: str
    phone: str


@transaction.atomic
def goods_ship(
    *, item_ids: Iterable[int], by, now: datetime, transport: Transport, seen: Mapping[int, str] | None = None
) -> Consignment:
    """A4, ship now: sends one county/city agent's goods off together, with their packing list; with it their claims
    end. What the agent wants to go with other goods is not shipped.

    Raises as `hold` does, `consignment.not_shipped` for anybody else's goods and for refunds,
    `consignment.not_chosen` where the agent has not chosen so, `giveback.waits`, `goods.reason_missing`,
    `consignment.phone`.
    """
    items = hold(item_ids, Step.GIVE_BACK, by, seen)
    for item in items:
        _check_shipped(item)
        refuse_waiting(item)
    told = {
        "carrier": needed(transport.carrier, "carrier", _("Write down who carries it."), most=60),
        "waybill": needed(transport.waybill, "waybill", _("Write down the waybill or the vehicle's number."), most=60),
        "phone": needed(transport.phone, "phone", _("Write down the carrier's or the driver's phone."), most=40),
    }
    if not holds_phone(told["phone"]):
        message = _("Write down a phone number by which the carrier or the driver can be reached.")
        raise DomainError("consignment.phone", message, field="phone")
    consignment = _make(items[0], ShipWay.NOW, by, now, **told)
    for item in items:
        _send(item, consignment, by, now)
        note(item, "goods.shipped", by=by, now=now, consignment_no=consignment.consignment_no, **told)
    return consignment


def _check_shipped(item: ReturnedItem):
    if not is_shipped(is_county_agent=item.customer.is_county_agent, finding=item.finding):
        message = _("%(item)s is not shipped: only a county/city agent's goods are (A4), and a refund is booked.")
        raise DomainError("consignment.not_shipped", message % {"item": item.item_no})
    told = item.notices.last()
    if told is None or told.way != ShipWay.NOW:
        message = _(
            "The agent has not chosen that %(item)s is shipped at once. Tell him, and write down what he chose."
        )
        raise DomainError("consignment.not_chosen", message % {"item": item.item_no})


def _make(item: ReturnedItem, way: ShipWay, by, now: datetime, **transport) -> Consignment:
    return Consignment.objects.create(
        consignment_no=next_number(prefix=CONSIGNMENT_PREFIX, day=local_date(now)),
        customer_id=item.customer_id,
        way=way.value,
        made_at=now,
        made_by=by,
        **transport,
    )


def _send(item: ReturnedItem, consignment: Consignment, by, now: datetime):
    """Nobody at the station sees the agent sign: what is shipped has a waybill or a list for it."""
    leave(item, by=by, now=now, kind=DeliveryKind.SHIPPED.value, signed=None, consignment=consignment)


def hand_to_warehouse(items: Iterable[ReturnedItem], *, by, now: datetime) -> Consignment | None:
    """A4, with other goods: puts held items of one agent into the warehouse's inbox the same day, on one packing list:
    the one that still waits there, or a new one. Those that lie there already stay."""
    items = [item for item in items if not item.handovers.open().filter(kind=Kind.SHIP_WITH_OTHERS.value).exists()]
    if not items:
        return None
    waiting = Consignment.objects.filter(customer_id=items[0].customer_id, way=ShipWay.WITH_OTHERS.value, list_no="")
    waiting = waiting.filter(handovers__state__in=[state.value for state in OPEN_STATES])
    consignment = waiting.order_by("-made_at", "-pk").first() or _make(items[0], ShipWay.WITH_OTHERS, by, now)
    for item in items:
        (handover,) = handovers_make(item, [Kind.SHIP_WITH_OTHERS], by=by, now=now)
        handover.consignment = consignment
        handover.save(update_fields=["consignment"])
    return consignment


def take_from_warehouse(item: ReturnedItem, *, by, now: datetime, reason: str):
    """Takes a held item's goods out of the warehouse's inbox again, where they lie in it."""
    handovers_withdraw(item, by=by, now=now, reason=reason, kinds=[Kind.SHIP_WITH_OTHERS])


def shipped_with_others(handover: HandOver, item: ReturnedItem, by, now: datetime):
    """The warehouse signed and carries the goods on its own shipping list (A4): the packing list keeps that list's
    number, and the claim ends. Called when the hand-over is signed, in its transaction."""
    refuse_waiting(item)
    consignment = handover.consignment
    if consignment is not None and not consignment.list_no:
        consignment.list_no = handover.reference
        consignment.save(update_fields=["list_no"])
    _send(item, consignment, by, now)
    note(item, "goods.shipped_with_others", by=by, now=now, list_no=handover.reference)
