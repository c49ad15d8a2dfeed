"""Hand-overs to finance, warehouse and purchasing (A3, D6): made, signed by name, or refused with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from records.policies import is_well_formed
from returns.labels import HANDOVER_LABELS
from returns.models import HandOver, ReturnedItem
from returns.policies import Remedy, plain_code
from returns.policies.handovers import (
    HANDOVER_NEXT,
    KINDS,
    HandOverState,
    Kind,
    Needs,
    due_at,
    follows,
    may_sign,
)
from returns.policies.states import Finding, State
from returns.writing import count_out, move, needed, note, read
from rulebook.selectors import terms_on
from servicedesk.clock import local_date
from servicedesk.errors import DomainError

FOUND = {Remedy.REFUND: Finding.REFUNDED, Remedy.EXCHANGE: Finding.EXCHANGED, Remedy.SWAP: Finding.SWAPPED}


@dataclass(frozen=True)
class Signature:
    """What is written down with a signature, as far as the kind of hand-over needs it."""

    reference: str = ""
    voucher_no: str = ""
    serial: str = ""
    expected_on: date | None = None
    note: str = ""


def handovers_make(
    item: ReturnedItem,
    kinds: Iterable[Kind],
    *,
    by,
    now: datetime,
    amount: Decimal | None = None,
    paper=None,
    expected_on: date | None = None,
) -> list[HandOver]:
    """Puts hand-overs of a held item into the inboxes of those who sign them, due by the end of the day (D6), or of the
    day on which ordered goods are expected. `amount` goes with those of finance, `paper` with the warehouse's."""
    due = due_at(now, terms=terms_on(local_date(now)), expected_on=expected_on)
    made = []
    for kind in kinds:
        meta = KINDS[kind]
        made.append(
            HandOver.objects.create(
                item=item,
                kind=kind.value,
                role=meta.role.value,
                made_at=now,
                made_by=by,
                due_at=due,
                amount=amount if meta.needs == Needs.BOOK_NO else None,
                paper=paper if kind in (Kind.BOOK_FAULTY, Kind.RELEASE_NEW) else None,
            )
        )
        note(item, "goods.handover_made", by=by, now=now, kind=kind.value, role=meta.role.value)
    count_out(item, now=now)
    return made


def handovers_withdraw(item: ReturnedItem, *, by, now: datetime, reason: str, kinds: Iterable[Kind] = tuple(Kind)):
    """Takes the open hand-overs of a held item back (those of `kinds`), for what they were made for no longer holds."""
    for each in item.handovers.open().filter(one_of("kind", kinds)):
        each.state, each.reason = HandOverState.WITHDRAWN.value, reason
        each.save(update_fields=["state", "reason"])
        note(item, "goods.handover_withdrawn", by=by, now=now, kind=each.kind, reason=reason)
    count_out(item, now=now)


@transaction.atomic
def handover_sign(*, handover_id: int, by, now: datetime, signature: Signature = Signature()) -> HandOver:
    """Signs for one hand-over, by name. What it brings follows in the same transaction: ordered goods wait for their
    release, and when the customer waits for nothing more the item is ready.

    Raises `handover.moved_meanwhile` for one that is not open any more, `handover.not_yours` for another role's, and
    what lacks: `handover.book_no`, `handover.order`, `handover.serial`, `handover.voucher`, `handover.list_no`.
    """
    return handovers_sign(handover_ids=[handover_id], by=by, now=now, signature=signature)[0]


@transaction.atomic
def handovers_sign(
    *, handover_ids: Sequence[int], by, now: datetime, signature: Signature = Signature()
) -> list[HandOver]:
    """Signs for many, all of them or none, with one note for all. Raises as `handover_sign` does, and
    `handover.none` where none is chosen."""
    wanted = list(HandOver.objects.filter(pk__in=handover_ids).order_by("item_id", "pk").values_list("pk", "item_id"))
    if not wanted:
        raise DomainError("handover.none", _("Choose at least one hand-over."))
    items = {item_id: read(item_id) for item_id in sorted({item_id for _pk, item_id in wanted})}
    return [_sign(pk, items[item_id], by, now, signature) for pk, item_id in wanted]


def _sign(handover_id: int, item: ReturnedItem, by, now: datetime, signature: Signature) -> HandOver:
    each = _to_answer(handover_id, HandOverState.SIGNED, by)
    _check_written(each, item, signature)
    each.state, each.signed_at, each.signed_by = HandOverState.SIGNED.value, now, by
    each.reference, each.expected_on = signature.reference.strip(), signature.expected_on
    each.serial, each.note = plain_code(signature.serial), signature.note.strip()
    each.save(update_fields=["state", "signed_at", "signed_by", "reference", "expected_on", "serial", "note"])
    note(
        item, "goods.handover_signed", by=by, now=now,
        kind=each.kind, reference=each.reference, serial=each.serial, amount=str(each.amount or ""),
    )  # fmt: skip
    following = follows(each.kind)
    if following:
        handovers_make(item, [following], by=by, now=now, paper=_voucher_of(item), expected_on=each.expected_on)
    for tell in on_signed.get(Kind(each.kind), ()):
        tell(each, item, by, now)
    _ready_when_all_signed(item, by, now)
    count_out(item, now=now)
    return each


# What other services do when a kind of hand-over is signed, called as f(handover, item, by, now) in its transaction.
on_signed: dict[Kind, list] = {}


def _to_answer(handover_id: int, to: HandOverState, by) -> HandOver:
    """The hand-over, fresh under its item's lock, where it may go `to` and is the person's to answer."""
    each = HandOver.objects.select_related("paper", "signed_by").get(pk=handover_id)
    if to not in HANDOVER_NEXT[HandOverState(each.state)]:
        raise _moved_meanwhile(each)
    if not may_sign(each.kind, roles=by.roles):
        raise DomainError("handover.not_yours", _("This hand-over is another role's to sign."))
    return each


def _moved_meanwhile(each: HandOver) -> DomainError:
    what = HANDOVER_LABELS[each.kind]
    if each.signed_by is not None:
        message = _("“%(what)s” was signed already, by %(name)s. Nothing was signed now.")
        return DomainError("handover.moved_meanwhile", message % {"what": what, "name": each.signed_by.name})
    message = _("“%(what)s” is not open any more. Nothing was signed; look at the list again.")
    return DomainError("handover.moved_meanwhile", message % {"what": what})


def _check_written(each: HandOver, item: ReturnedItem, signature: Signature):
    """What each kind has written down: a number of the books, an order and its day, the voucher and the new serial."""
    needs = each.meta.needs
    if needs == Needs.BOOK_NO:
        needed(signature.reference, "reference", _("Enter the number of the booking."), most=60)
    elif needs == Needs.LIST_NO:
        needed(signature.reference, "reference", _("Enter the number of the shipping list it goes on (A4)."), most=60)
    elif needs == Needs.ORDER:
        needed(signature.reference, "reference", _("Enter the number of the order."), most=60)
        if signature.expected_on is None or signature.expected_on < local_date(each.made_at):
            raise DomainError("handover.order", _("Enter the day on which it is expected."), field="expected_on")
    elif needs == Needs.SERIAL:
        _check_release(each, item, signature)


def _check_release(each: HandOver, item: ReturnedItem, signature: Signature):
    """A3: what is swapped is released against its voucher alone, and the new serial number is taken down (W9)."""
    if each.paper is not None:
        typed = plain_code(signature.voucher_no)
        if each.paper.is_void or typed != each.paper.paper_no:
            known = is_well_formed(typed) if typed else True
            message = (
                _("This is not the voucher of this item. The new item goes out against its own voucher only (A3).")
                if known
                else _("The number of the voucher is mistyped: its last character does not fit. Read it again.")
            )
            raise DomainError("handover.voucher", message, field="voucher_no")
    serial = plain_code(signature.serial)
    if item.serial and not serial:
        raise DomainError("handover.serial", _("Scan the serial number of the new item (W9)."), field="serial")
    if serial and serial == plain_code(item.serial):
        raise DomainError(
            "handover.serial",
            _("The new serial number is the old one. Read the label of the new item."),
            field="serial",
        )


def _voucher_of(item: ReturnedItem):
    return item.internal_papers.filter(voided_at__isnull=True).first()


def _ready_when_all_signed(item: ReturnedItem, by, now: datetime):
    """The customer's goods or money are ready when nothing that he waits for is open."""
    if item.state != State.HANDING_OVER or any(each.meta.gates for each in item.handovers.open()):
        return
    finding = FOUND[Remedy(item.remedy)]
    move(item, State.READY, now=now, finding=finding.value)
    note(item, "goods.ready", by=by, now=now, finding=finding.value)


@transaction.atomic
def handover_refuse(*, handover_id: int, by, now: datetime, reason: str) -> HandOver:
    """Refuses a hand-over with a reason; it stays open, for the station to answer. Raises as `handover_sign` does, and
    `goods.reason_missing`."""
    item = read(HandOver.objects.values_list("item_id", flat=True).get(pk=handover_id))
    each = _to_answer(handover_id, HandOverState.REFUSED, by)
    each.reason = needed(reason, "reason", _("Say why you do not take it over."))
    each.state, each.refused_at, each.refused_by = HandOverState.REFUSED.value, now, by
    each.save(update_fields=["state", "reason", "refused_at", "refused_by"])
    note(item, "goods.handover_refused", by=by, now=now, kind=each.kind, reason=each.reason)
    return each


@transaction.atomic
def handover_offer_again(*, handover_id: int, by, now: datetime, note_: str) -> HandOver:
    """Puts a refused hand-over back into its inbox with a word on what was put right; due anew by the end of the day.
    Raises `handover.moved_meanwhile`, `goods.reason_missing`."""
    item = read(HandOver.objects.values_list("item_id", flat=True).get(pk=handover_id))
    each = HandOver.objects.select_related("signed_by").get(pk=handover_id)
    if each.state != HandOverState.REFUSED:
        raise _moved_meanwhile(each)
    each.note = needed(note_, "note", _("Say what was put right."))
    each.state, each.due_at = HandOverState.OPEN.value, due_at(now, terms=terms_on(local_date(now)))
    each.save(update_fields=["note", "state", "due_at"])
    note(item, "goods.handover_offered_again", by=by, now=now, kind=each.kind, note=each.note)
    return each
