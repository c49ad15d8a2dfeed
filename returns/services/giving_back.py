"""Giving back (A4, S-R3): the customer is told, and what is ready reaches him with a proof of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from records.models import Picture
from records.picture_services import picture_add
from records.pictures import Prepared
from returns import dues
from returns.models import Notice, Paper, ReturnedItem
from returns.policies.states import State, Step
from returns.policies.ways_back import (
    BOOKED,
    WAY_CHANGED,
    ShipWay,
    counts_as_signed,
    is_shipped,
    may_be_uncollected,
    proof_is_there,
    ways_by_hand,
)
from returns.services.consigning import hand_to_warehouse, take_from_warehouse
from returns.services.leaving import hold, leave, refuse_waiting
from returns.writing import check_step, move, needed, note, read
from servicedesk.errors import DomainError
from tickets.policies import Channel


@dataclass(frozen=True)
class Handing:
    """How goods change hands with the customer: by which way (`policies.ways_back.ways_by_hand`), who took them, and
    the proof: the voucher that came back, a signature, or the reason why there is neither."""

    kind: str
    receiver: str = ""
    voucher_back: bool = False
    signature: Prepared | None = None
    unsigned_reason: str = ""


@transaction.atomic
def goods_tell_ready(
    *,
    item_ids: Iterable[int],
    by,
    now: datetime,
    told_whom: str,
    told_how: str,
    way: str = "",
    seen: Mapping[int, str] | None = None,
) -> list[Notice]:
    """A4: the customer was told that the goods are ready: who, and how. A county/city agent chose with it how goods are
    shipped; those that go with other goods are in the warehouse's inbox with the same step, those that no longer do are
    taken out of it.

    Raises as `hold` does, `goods.reason_missing`, `notice.how`, `notice.way`, and `giveback.waits` as
    `goods_give_back` does for what would go to the warehouse.
    """
    items = hold(item_ids, Step.TELL_READY, by, seen)
    told_whom = needed(told_whom, "told_whom", _("Write down who was told."), most=60)
    if told_how not in list(Channel):
        raise DomainError("notice.how", _("Say how the customer was told."), field="told_how")
    for item in items:
        _check_way(item, way)
    notices = []
    for item in items:
        notices.append(
            Notice.objects.create(
                item=item, told_at=now, told_by=by, told_whom=told_whom, told_how=told_how, way=_way_of(item, way)
            )
        )
        dues.customer_told(item, by=by, now=now)
        code = "goods.told_and_chose" if _way_of(item, way) else "goods.told"
        note(item, code, by=by, now=now, whom=told_whom, how=told_how, way=way)
    shipped = [item for item in items if _way_of(item, way)]
    if way == ShipWay.WITH_OTHERS:
        for item in shipped:
            refuse_waiting(item)
        hand_to_warehouse(shipped, by=by, now=now)
    else:
        for item in shipped:
            take_from_warehouse(item, by=by, now=now, reason=WAY_CHANGED)
    return notices


def _way_of(item: ReturnedItem, way: str) -> str:
    """The choice as far as it concerns the item: a refund among goods that are shipped is not shipped."""
    return way if is_shipped(is_county_agent=item.customer.is_county_agent, finding=item.finding) else ""


def _check_way(item: ReturnedItem, way: str):
    if not item.customer.is_county_agent and way:
        message = _("Only a county/city agent's goods are shipped (A4). These are delivered or collected.")
        raise DomainError("notice.way", message, field="way")
    if is_shipped(is_county_agent=item.customer.is_county_agent, finding=item.finding) and way not in list(ShipWay):
        message = _("Ask the agent: ship now, or with other goods (A4)?")
        raise DomainError("notice.way", message, field="way")


def item_tell_ready(*, item_id: int, by, now: datetime, seen: str = "", **told) -> Notice:
    """`goods_tell_ready` of one item."""
    return goods_tell_ready(item_ids=[item_id], by=by, now=now, seen={item_id: seen}, **told)[0]


@transaction.atomic
def goods_give_back(
    *, item_ids: Iterable[int], by, now: datetime, handing: Handing, seen: Mapping[int, str] | None = None
) -> list[ReturnedItem]:
    """A4: gives one customer's goods, or what is given for them, into his hands, all of them or none, with one proof.

    Serial numbers and the machine follow (W9). Without a voucher or a signature the reason is kept, and the item
    counts as not signed for, which S-R3 asks about. Raises as `hold` does, and
    `giveback.waits` while the customer waits for something that nobody signed, or a repair is not settled,
    `giveback.way`, `giveback.receiver`, `giveback.no_voucher`, `giveback.voucher_partial` while other goods of the
    voucher stay here, `giveback.proof`.
    """
    items = hold(item_ids, Step.GIVE_BACK, by, seen)
    for item in items:
        refuse_waiting(item)
    receiver = _check_handing(items, handing)
    for item in items:
        if handing.kind == BOOKED:
            leave(item, by=by, now=now, kind=BOOKED, signed=None, receiver=receiver)
            note(item, "goods.refund_booked", by=by, now=now)
            continue
        signed = counts_as_signed(voucher_back=handing.voucher_back, signed=handing.signature is not None)
        reason = "" if signed else handing.unsigned_reason.strip()
        leave(
            item, by=by, now=now, kind=handing.kind, signed=signed,
            receiver=receiver, voucher_back=handing.voucher_back, unsigned_reason=reason,
        )  # fmt: skip
        if handing.signature is not None:
            picture_add(
                by=by, now=now, subject="item", subject_id=item.pk, kind=Picture.SIGNATURE, image=handing.signature
            )
        _record(item, handing, receiver, reason, by, now)
    if handing.voucher_back:
        papers = {item.paper_id for item in items}
        Paper.objects.filter(pk__in=papers, came_back_at__isnull=True).update(came_back_at=now)
    return items


def _record(item: ReturnedItem, handing: Handing, receiver: str, reason: str, by, now: datetime):
    data = {"kind": handing.kind, "receiver": receiver}
    if reason:
        note(item, "goods.given_back_unsigned", by=by, now=now, reason=reason, **data)
        return
    proof = (["voucher"] if handing.voucher_back else []) + (["signature"] if handing.signature else [])
    note(item, "goods.given_back", by=by, now=now, proof=proof, **data)


def item_give_back(*, item_id: int, by, now: datetime, handing: Handing, seen: str = "") -> ReturnedItem:
    """`goods_give_back` of one item."""
    return goods_give_back(item_ids=[item_id], by=by, now=now, handing=handing, seen={item_id: seen})[0]


def _check_handing(items: list[ReturnedItem], handing: Handing) -> str:
    """Whether the goods may change hands so; gives who took them."""
    for item in items:
        if handing.kind not in ways_by_hand(is_county_agent=item.customer.is_county_agent, finding=item.finding):
            message = _("%(item)s does not go back this way (A4). Choose another.")
            raise DomainError("giveback.way", message % {"item": item.item_no}, field="kind")
    if handing.kind == BOOKED:
        return handing.receiver.strip()[:60]
    receiver = needed(handing.receiver, "receiver", _("Write down who took it."), most=60)
    if handing.voucher_back:
        _check_voucher(items)
    signed = handing.signature is not None
    if not proof_is_there(voucher_back=handing.voucher_back, signed=signed, unsigned_reason=handing.unsigned_reason):
        message = _("Take the voucher back or let the customer sign; where neither is possible, write down why (S-R3).")
        raise DomainError("giveback.proof", message, field="unsigned_reason")
    if not (handing.voucher_back or signed):
        needed(handing.unsigned_reason, "unsigned_reason", "")
    return receiver


def _check_voucher(items: list[ReturnedItem]):
    """The voucher comes back with the last of its goods: until then the customer needs it for the others."""
    going = {item.pk for item in items}
    for item in items:
        if item.paper is None or not item.paper.is_voucher:
            message = _("There is no voucher for %(item)s that could come back. Let the customer sign.")
            raise DomainError("giveback.no_voucher", message % {"item": item.item_no}, field="voucher_back")
        staying = item.paper.items.in_house().exclude(pk__in=going).first()
        if staying is not None:
            message = _(
                "%(item)s of voucher %(no)s is still here. Let the customer sign, and take the voucher back with the "
                "last item."
            )
            values = {"item": staying.item_no, "no": item.paper.paper_no}
            raise DomainError("giveback.voucher_partial", message % values, field="voucher_back")


@transaction.atomic
def item_uncollected(*, item_id: int, by, now: datetime, reason: str, seen: str = "") -> ReturnedItem:
    """Marks goods that the customer knows to be ready and does not come for. They can be given back as before.

    Raises as `check_step` does, `goods.reason_missing`, `uncollected.not_told`, `giveback.waits` for goods that the
    warehouse is to ship.
    """
    item = read(item_id)
    check_step(item, Step.UNCOLLECTED, by, seen)
    reason = needed(reason, "reason", _("Give the reason."))
    told = item.notices.last()
    if not may_be_uncollected(told_at=told.told_at if told else None, ready_at=item.ready_at, now=now):
        message = _("Tell the customer first that it is ready, and give him a day at least.")
        raise DomainError("uncollected.not_told", message)
    take_from_warehouse(item, by=by, now=now, reason=WAY_CHANGED)
    move(item, State.UNCOLLECTED, now=now)
    note(item, "goods.uncollected", by=by, now=now, reason=reason)
    return item
