"""Repairs bought in from outside (A5): sent to a repairer, taken back in, paid by finance."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from returns.labels import PROBLEMS
from returns.models import OutsideRepair, ReturnedItem
from returns.policies import CAME_BACK_UNREPAIRED, Remedy, is_coming_day
from returns.policies.handovers import Kind
from returns.policies.quotes import OutsideState
from returns.policies.states import Finding, State, Step
from returns.services.handing_over import handover_owe, handovers_to_the_house
from returns.services.quoting import quote_end, unsolved
from returns.writing import check_step, count_out, move, moved_meanwhile, needed, note, read
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from servicedesk.money import LARGEST


@transaction.atomic
def item_send_outside(
    *, item_id: int, by, now: datetime, repairer: str, phone: str = "", expected_on: date | None = None,
    message: str = "", seen: str = "",
) -> OutsideRepair:  # fmt: skip
    """Gives goods to an outside repairer. He may look at them before the customer has accepted a quote; what the
    customer pays goes by that quote (L4).

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.not_a_repair`, `goods.reason_missing`, `goods.expected`.
    """
    item = read(item_id)
    check_step(item, Step.SEND_OUTSIDE, by, seen)
    if item.remedy != Remedy.REPAIR:
        raise DomainError("goods.not_a_repair", _("Choose repair as the remedy first."))
    repairer = needed(repairer, "repairer", _("Say who repairs it."), most=100)
    if expected_on is not None and not is_coming_day(expected_on, today=local_date(now)):
        raise DomainError("goods.expected", PROBLEMS["date.coming"], field="expected_on")
    sent = OutsideRepair(
        item=item, repairer=repairer, phone=phone.strip(), sent_at=now, sent_by=by, expected_on=expected_on,
        note=message.strip(),
    )  # fmt: skip
    sent.full_clean(exclude=["item", "sent_by", "back_by"])
    sent.save(force_insert=True)
    move(item, State.OUTSIDE, now=now, finding="")
    note(
        item, "goods.sent_outside", by=by, now=now,
        repairer=repairer, expected=expected_on.isoformat() if expected_on else "",
    )  # fmt: skip
    return sent


@transaction.atomic
def item_back_from_outside(
    *, item_id: int, by, now: datetime, repaired: bool, cost: Decimal, message: str = "", ready: bool = False,
    seen: str = "",
) -> ReturnedItem:  # fmt: skip
    """Takes goods back in from an outside repairer. What he is paid goes to finance (A5); what the customer pays goes
    by an accepted quote alone. Not repaired: another remedy can be chosen, or they are `ready` to go back as they came,
    as they are where the customer refused the quote; a quote that stands is off. Of goods reported as lost, nothing
    comes back, unless they turned up after the customer was paid for them: then the warehouse takes them over.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.cost`, `outside.lost`.
    """
    item = read(item_id)
    check_step(item, Step.BACK_FROM_OUTSIDE, by, seen)
    if not 0 <= cost <= LARGEST:
        raise DomainError("goods.cost", PROBLEMS["money.bounds"], field="cost")
    sent = item.outside_repairs.filter(state=OutsideState.AWAY.value).first()
    if sent is None:
        raise moved_meanwhile(item)
    sent.state, sent.back_at, sent.back_by = OutsideState.BACK.value, now, by
    sent.repaired, sent.cost = repaired, cost
    sent.note = "; ".join(filter(None, [sent.note, message.strip()]))
    sent.full_clean(exclude=["item", "sent_by", "back_by"])
    sent.save(update_fields=["state", "back_at", "back_by", "repaired", "cost", "note"])
    if item.state == State.LOST:
        _after_a_loss(item, sent, by, now, message.strip())
    else:
        _for_the_customer(item, sent, ready, by, now, message.strip())
    if cost:
        who = " ".join(filter(None, [sent.repairer, sent.phone]))
        handover_owe(item, Kind.PAY_REPAIRER, by=by, now=now, amount=cost, note_=who)
    return item


def _for_the_customer(item: ReturnedItem, sent: OutsideRepair, ready: bool, by, now: datetime, message: str):
    if not sent.repaired:
        quote_end(item, by=by, now=now, reason=message or CAME_BACK_UNREPAIRED)
    finding = Finding.REPAIRED if sent.repaired else unsolved(item, Finding.UNREPAIRABLE)
    to = State.READY if sent.repaired or ready or finding == Finding.QUOTE_REFUSED else State.CHOSEN
    move(item, to, now=now, finding=finding.value)
    _note_back(item, sent, by, now, message)


def _note_back(item: ReturnedItem, sent: OutsideRepair, by, now: datetime, message: str):
    code = "goods.back_repaired" if sent.repaired else "goods.back_unrepaired"
    note(item, code, by=by, now=now, repairer=sent.repairer, message=message)


def _after_a_loss(item: ReturnedItem, sent: OutsideRepair, by, now: datetime, message: str):
    """Goods that the customer was paid for before they turned up are the shop's. Of those still missing nothing comes
    back any more, and what the repairer has to do with them is over."""
    if not item.losses.filter(turned_up_at__isnull=True).exists():
        _note_back(item, sent, by, now, message)
        handovers_to_the_house(item, by=by, now=now)
        return
    if sent.repaired:
        text = _("%(item)s is reported as lost. Say first that it has turned up.")
        raise DomainError("outside.lost", text % {"item": item.item_no}, field="repaired")
    note(item, "goods.nothing_back", by=by, now=now, repairer=sent.repairer, message=message)
    count_out(item, now=now)
