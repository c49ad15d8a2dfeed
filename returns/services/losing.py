"""Ends that nobody wishes for: goods scrapped with the customer's consent, lost (S-R2), and found again."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.policies import Left
from customers.services import machine_come_back, machine_leave
from records.models import Picture
from records.picture_services import picture_add
from records.pictures import Prepared
from returns.labels import PROBLEMS
from returns.models import Loss, ReturnedItem, Scrapping
from returns.policies.handovers import OF_CLAIM, HandOverState, Kind
from returns.policies.states import State, Step
from returns.policies.trips import TripState
from returns.policies.ways_back import GOODS_LOST, GOODS_SCRAPPED, TURNED_UP
from returns.services.handing_over import handovers_make, handovers_to_the_house, handovers_withdraw
from returns.services.papering import internal_vouchers_end
from returns.services.quoting import quote_end
from returns.services.serials import machine_of
from returns.writing import check_step, move, needed, note, read
from servicedesk.errors import DomainError
from servicedesk.money import LARGEST, yuan
from staff.models import User
from tickets.policies import Channel


@transaction.atomic
def item_scrap(
    *,
    item_id: int,
    by,
    now: datetime,
    consent_by: str,
    consent_how: str,
    reason: str,
    signature: Prepared | None = None,
    seen: str = "",
) -> ReturnedItem:
    """Scraps the customer's goods with his consent: who gave it, how, and why. Hand-overs that only concern their way
    back are taken back; what he owes stays owed.

    Raises as `check_step` does, `goods.reason_missing`, `scrap.not_theirs` where money or other goods wait for the
    customer instead, `scrap.how`.
    """
    item = read(item_id)
    check_step(item, Step.SCRAP, by, seen)
    if item.is_ours:
        message = _("Money or other goods wait for the customer here. Give him those.")
        raise DomainError("scrap.not_theirs", message)
    consent_by = needed(consent_by, "consent_by", _("Write down who agreed for the customer."), most=60)
    if consent_how not in list(Channel):
        raise DomainError("scrap.how", _("Say how the consent was given."), field="consent_how")
    reason = needed(reason, "reason", _("Give the reason."))
    handovers_withdraw(item, by=by, now=now, reason=GOODS_SCRAPPED, kinds=[Kind.SHIP_WITH_OTHERS])
    move(item, State.SCRAPPED, now=now)
    Scrapping.objects.create(item=item, at=now, by=by, consent_by=consent_by, consent_how=consent_how, reason=reason)
    note(item, "goods.scrapped", by=by, now=now, consent=consent_by, how=consent_how, reason=reason)
    if signature is not None:
        picture_add(by=by, now=now, subject="item", subject_id=item.pk, kind=Picture.SIGNATURE, image=signature)
    _machine_leaves(item, Left.SCRAPPED, by, now)
    return item


@dataclass(frozen=True)
class Found:
    """What is known of a loss: in words, the value of the goods, who bears it (None: shared by the station, S-R2), and
    what the customer gets for them."""

    reason: str
    value: Decimal
    bearer: User | None = None
    compensation: Decimal = Decimal("0.00")


@transaction.atomic
def item_lose(*, item_id: int, by, now: datetime, found: Found, seen: str = "") -> Loss:
    """S-R2: the customer's goods cannot be found. His claim ends with what he gets for them, which finance pays; what
    was under way in the house is taken back, and what somebody else has to answer for (a supplier, a repairer) stays
    open.

    Raises as `check_step` does, `goods.reason_missing`, `loss.money`, and `loss.ours` once money or other goods for
    them are out: then it is the shop's own goods that are lost.
    """
    item = read(item_id)
    check_step(item, Step.LOSE, by, seen)
    _refuse_ours(item)
    reason = needed(found.reason, "reason", _("Say what is known of the loss."), most=500)
    for field in ("value", "compensation"):
        if not 0 <= getattr(found, field) <= LARGEST:
            raise DomainError("loss.money", PROBLEMS["money.bounds"], field=field)
    quote_end(item, by=by, now=now, reason=GOODS_LOST)
    handovers_withdraw(item, by=by, now=now, reason=GOODS_LOST, kinds=OF_CLAIM)
    item.trips.filter(state=TripState.BASKET.value).update(state=TripState.TAKEN_OUT.value)
    loss = Loss.objects.create(
        item=item, found_out_at=now, by=by, reason=reason, value=found.value, bearer=found.bearer
    )
    move(item, State.LOST, now=now)
    code = "goods.lost" if found.bearer else "goods.lost_shared"
    data = {"bearer": found.bearer.name} if found.bearer else {}
    note(item, code, by=by, now=now, value=str(yuan(found.value)), reason=reason, **data)
    if found.compensation:
        handovers_make(item, [Kind.COMPENSATE], by=by, now=now, amount=found.compensation)
    _machine_leaves(item, Left.LOST, by, now)
    return loss


def _refuse_ours(item: ReturnedItem):
    """As long as nothing of a refund, a swap or an exchange has been signed for, the goods count as the customer's."""
    choice = item.choices.filter(current=True).first()
    since = choice.chosen_at if choice else item.received_at
    signed = item.handovers.filter(signed_at__gte=since)
    if item.is_ours and (item.state != State.HANDING_OVER or signed.exists()):
        message = _(
            "Money or other goods for them have been signed for: give the customer those. The loss of goods that are "
            "the shop's own is entered in the month's settlement (S-R2)."
        )
        raise DomainError("loss.ours", message)


@transaction.atomic
def item_find(*, item_id: int, by, now: datetime, reason: str, seen: str = "") -> ReturnedItem:
    """Lost goods have turned up: here, or at the supplier or repairer who has them on record. Unless the customer has
    been paid for them his claim goes on: here the remedy is chosen anew, for what was agreed before they were lost may
    not be what he wants now. Else they are the shop's, and the warehouse takes them over, as it does what comes back
    from a supplier.

    Raises as `check_step` does, `goods.reason_missing`, `loss.turned_up` when that is known already.
    """
    item = read(item_id)
    check_step(item, Step.FIND, by, seen)
    reason = needed(reason, "reason", _("Say where it was."))
    loss = item.losses.filter(turned_up_at__isnull=True).first()
    if loss is None:
        raise DomainError("loss.turned_up", _("These goods have turned up already."))
    loss.turned_up_at = now
    loss.save(update_fields=["turned_up_at"])
    paid = item.handovers.filter(
        kind=Kind.COMPENSATE.value, state=HandOverState.SIGNED.value, signed_at__gte=loss.found_out_at
    )
    if paid.exists():
        note(item, "goods.found_paid", by=by, now=now, reason=reason)
        _to_the_house(item, by, now)
        return item
    handovers_withdraw(item, by=by, now=now, reason=TURNED_UP, kinds=[Kind.COMPENSATE])
    where = _where(item)
    if where == State.RECEIVED:
        item.choices.filter(current=True).update(current=False)
        internal_vouchers_end(item, by=by, now=now, reason=TURNED_UP)
        move(item, where, now=now, remedy="", finding="")
    else:
        move(item, where, now=now, finding="")
    note(item, "goods.found", by=by, now=now, reason=reason)
    if item.machine_id is not None:
        machine_come_back(machine_id=item.machine_id, by=by, now=now, item_no=item.item_no)
    return item


def _to_the_house(item: ReturnedItem, by, now: datetime):
    """The customer was paid: what is at a supplier or repairer comes back as the shop's, what is here goes to the
    warehouse."""
    elsewhere = item.outside_repairs.filter(back_at__isnull=True).exists()
    if item.trips.filter(state=TripState.AWAY.value).update(ours=True) or elsewhere:
        return
    handovers_to_the_house(item, by=by, now=now)


def _where(item: ReturnedItem) -> State:
    """Where the claim goes on: with whoever has the goods on record, else before a remedy is chosen."""
    if item.trips.filter(state=TripState.AWAY.value).exists():
        return State.AT_SUPPLIER
    away = item.outside_repairs.filter(back_at__isnull=True).exists()
    return State.OUTSIDE if away else State.RECEIVED


def _machine_leaves(item: ReturnedItem, how: Left, by, now: datetime):
    machine = machine_of(item)
    if machine is not None:
        machine_leave(machine_id=machine.pk, by=by, now=now, how=how, item_no=item.item_no)
