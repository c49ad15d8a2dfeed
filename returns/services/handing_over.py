"""Hand-overs to finance, warehouse and purchasing (A3, D6): made, signed by name, or refused with a reason."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from records.policies import is_well_formed
from returns import dues
from returns.labels import DESK_REASONS, HANDOVER_LABELS, HANDOVER_STATE_LABELS, REFERENCE_MISSING
from returns.models import HandOver, Paper, ReturnedItem
from returns.policies import Condition, Remedy, plain_code, scanned_number
from returns.policies.handovers import (
    HANDOVER_NEXT,
    KINDS,
    HandOverState,
    Kind,
    Needs,
    due_at,
    follows,
    may_sign,
    signs_together,
)
from returns.policies.states import Finding, State
from returns.services.units import check_unit_is_free
from returns.writing import count_out, move, needed, note, read, read_all, write
from rulebook.selectors import terms_on
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.policies import Action

AGAINST_VOUCHER = (Kind.BOOK_FAULTY, Kind.RELEASE_NEW)
LONGEST_ORDER = timedelta(days=366)
CUSTODY = (Kind.STOCK_IN, Kind.SHIP_WITH_OTHERS)  # whoever signs has the goods from then on
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
    day on which ordered goods are expected, which is kept with their release. `amount` goes with those of finance,
    `paper` with those that are signed against the voucher."""
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
                paper=paper if kind in AGAINST_VOUCHER else None,
                expected_on=expected_on,
            )
        )
        note(item, "goods.handover_made", by=by, now=now, kind=kind.value, role=meta.role.value)
    count_out(item, now=now)
    return made


def handovers_to_the_house(item: ReturnedItem, *, by, now: datetime):
    """Lets the warehouse take over a held item that has become the shop's own otherwise than by a remedy."""
    handovers_make(item, [Kind.STOCK_IN if item.condition == Condition.INTACT else Kind.BOOK_FAULTY], by=by, now=now)


def handover_owe(item: ReturnedItem, kind: Kind, *, by, now: datetime, amount: Decimal, note_: str = "") -> HandOver:
    """Puts a sum for a held item into finance's inbox. One of this kind that is still open grows by it, for there is
    one of a kind at a time and nothing that is owed may be forgotten."""
    each = item.handovers.open().filter(kind=kind.value).first()
    if each is None:
        each = handovers_make(item, [kind], by=by, now=now, amount=amount)[0]
        each.note = note_[:300]
    else:
        each.amount += amount
        each.note = "; ".join(filter(None, [each.note, note_]))[:300]
    each.save(update_fields=["amount", "note"])
    return each


def handovers_withdraw(item: ReturnedItem, *, by, now: datetime, reason: str, kinds: Collection[Kind]):
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
    """Signs for many, all of them or none, with one signature for all. Raises as `handover_sign` does, and
    `handover.none` where none is chosen, `handover.mixed` where they do not have the same written down."""
    wanted = list(HandOver.objects.filter(pk__in=handover_ids).order_by("item_id", "pk").values_list("pk", "item_id"))
    if not wanted or len(wanted) != len(set(handover_ids)):
        raise DomainError("handover.none", _("Choose at least one hand-over."))
    items = read_all(item_id for _pk, item_id in wanted)
    answered = [_to_answer(pk, HandOverState.SIGNED, by) for pk, _item_id in wanted]
    if len(answered) > 1 and not signs_together(each.kind for each in answered):
        raise DomainError("handover.mixed", _("These need different things written down. Sign them apart."))
    for each in answered:
        _sign(each, items[each.item_id], by, now, signature)
    return answered


def _sign(each: HandOver, item: ReturnedItem, by, now: datetime, signature: Signature):
    for name, value in _written(each, item, signature).items():
        setattr(each, name, value)
    each.state, each.signed_at, each.signed_by = HandOverState.SIGNED.value, now, by
    each.note = signature.note.strip() or each.note
    each.save(update_fields=["state", "signed_at", "signed_by", "reference", "expected_on", "serial", "note"])
    amount = "" if each.tells_cost else str(each.amount or "")  # the history is everybody's to read
    told = {"reference": each.reference, "serial": each.serial, "amount": amount}
    note(item, "goods.handover_signed", by=by, now=now, kind=each.kind, written=told)
    if each.kind in CUSTODY:
        write(item, holder=by)
    elif each.kind == Kind.BOOK_OUT:
        write(item, holder=None)
    following = follows(each.kind)
    if following:
        handovers_make(item, [following], by=by, now=now, paper=voucher_of(item), expected_on=each.expected_on)
    for tell in on_signed.get(Kind(each.kind), ()):
        tell(each, item, by, now)
    _ready_when_all_signed(item, by, now)
    count_out(item, now=now)


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
    message = _("“%(what)s” has moved on meanwhile: it is now “%(state)s”. Nothing was saved; look at it again first.")
    values = {"what": what, "state": HANDOVER_STATE_LABELS[each.state]}
    return DomainError("handover.moved_meanwhile", message % values)


def _written(each: HandOver, item: ReturnedItem, signature: Signature) -> dict:
    """What its kind has written down, and nothing else of the signature: a number of the books, an order and its day,
    the new serial number against the voucher."""
    needs = each.meta.needs
    if needs == Needs.NOTHING:
        return {}
    if needs == Needs.SERIAL:
        _check_voucher(each, signature)
        return {"serial": _new_serial(item, signature)}
    written = {"reference": needed(signature.reference, "reference", REFERENCE_MISSING[needs], most=60)}
    if needs == Needs.ORDER:
        written["expected_on"] = _expected_day(signature.expected_on, local_date(each.made_at))
    return written


def _expected_day(day: date | None, since: date) -> date:
    """The day on which ordered goods come in: the customer waits for it, so a slip of the year is not taken over."""
    if day is None:
        raise DomainError("handover.order", _("Enter the day on which it is expected."), field="expected_on")
    if not since <= day <= since + LONGEST_ORDER:
        message = _("Goods ordered on %(day)s come in on that day or within a year. Check the date.")
        raise DomainError("handover.order", message % {"day": since.isoformat()}, field="expected_on")
    return day


def _check_voucher(each: HandOver, signature: Signature):
    """A3: what is swapped is released against its own voucher alone."""
    if each.paper is None:
        return
    typed = scanned_number(signature.voucher_no)
    if typed == each.paper.paper_no and not each.paper.is_void:
        return
    other = Paper.objects.filter(paper_no=typed).first() if typed else None
    if other is not None and other.is_void:
        message = _("Voucher %(no)s is void (%(reason)s). Ask the station for the one made out instead.")
        reason = DESK_REASONS.get(other.void_reason, other.void_reason)
        raise DomainError("handover.voucher", message % {"no": typed, "reason": reason}, field="voucher_no")
    if typed and not is_well_formed(typed):
        message = _("The number of the voucher is mistyped: its last character does not fit. Read it again.")
    else:
        message = _("This is not the voucher of this item. The new item goes out against its own voucher only (A3).")
    raise DomainError("handover.voucher", message, field="voucher_no")


def _new_serial(item: ReturnedItem, signature: Signature) -> str:
    """W9: the serial number of the new item is taken down where the old one has one, and is not the old one."""
    serial = plain_code(signature.serial)
    if item.serial and not serial:
        raise DomainError("handover.serial", _("Scan the serial number of the new item (W9)."), field="serial")
    if serial and serial == plain_code(item.serial):
        message = _("The new serial number is the old one. Read the label of the new item.")
        raise DomainError("handover.serial", message, field="serial")
    if len(serial) > 60:
        raise DomainError("handover.serial", _("At most %(most)s characters, please.") % {"most": 60}, field="serial")
    check_unit_is_free(serial, item, code="handover.serial", field="serial", from_stock=True)
    return serial


def voucher_of(item: ReturnedItem) -> Paper | None:
    """The internal voucher in force for the item."""
    return item.internal_papers.filter(voided_at__isnull=True).first()


def _ready_when_all_signed(item: ReturnedItem, by, now: datetime):
    """The customer's goods or money are ready when nothing that he waits for is open. Goods that the warehouse handed
    back for a repair are where a remedy was chosen."""
    if item.state != State.HANDING_OVER or any(each.meta.gates for each in item.handovers.open()):
        return
    if item.remedy == Remedy.REPAIR:
        move(item, State.CHOSEN, now=now)
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
    """Puts a refused hand-over back into its inbox with the station's word on what was put right; due anew by the end
    of the day, or of the day on which ordered goods are expected. When it was made is kept.

    Raises `handover.moved_meanwhile`, `goods.not_yours`, `goods.reason_missing`.
    """
    item = read(HandOver.objects.values_list("item_id", flat=True).get(pk=handover_id))
    each = HandOver.objects.select_related("signed_by").get(pk=handover_id)
    if each.state != HandOverState.REFUSED:
        raise _moved_meanwhile(each)
    if not by.may(Action.WORK_GOODS):
        raise DomainError("goods.not_yours", _("Your role does not include this. A manager can change roles."))
    each.note = needed(note_, "note_", _("Say what was put right."))
    terms = terms_on(local_date(now))
    each.state, each.due_at = HandOverState.OPEN.value, due_at(now, terms=terms, expected_on=each.expected_on)
    each.save(update_fields=["note", "state", "due_at"])
    dues.follow(item, now=now)
    note(item, "goods.handover_offered_again", by=by, now=now, kind=each.kind, note=each.note)
    return each


@transaction.atomic
def handover_expect(*, handover_id: int, by, now: datetime, expected_on: date, reason: str) -> HandOver:
    """Purchasing corrects the day on which ordered goods come in, with a reason; their release is due that day. What
    was written when the order was signed stays.

    Raises `handover.moved_meanwhile` for what is not waiting for ordered goods (any more), `handover.not_yours`,
    `handover.order` for a day that is over, `goods.reason_missing`.
    """
    item = read(HandOver.objects.values_list("item_id", flat=True).get(pk=handover_id))
    each = HandOver.objects.select_related("signed_by").get(pk=handover_id)
    if not each.awaits_order:
        raise _moved_meanwhile(each)
    if not may_sign(Kind.ORDER_NEW, roles=by.roles):
        raise DomainError("handover.not_yours", _("This hand-over is another role's to sign."))
    expected_on = _expected_day(expected_on, local_date(now))
    reason = needed(reason, "reason", _("Say why the day changes."))
    old, each.expected_on = each.expected_on, expected_on
    each.due_at = due_at(now, terms=terms_on(local_date(now)), expected_on=expected_on)
    each.save(update_fields=["expected_on", "due_at"])
    dues.follow(item, now=now)
    note(
        item, "goods.order_expected", by=by, now=now,
        old=old.isoformat(), new=expected_on.isoformat(), reason=reason,
    )  # fmt: skip
    return each
