"""Choosing a remedy with the customer (W1–W13, A3), a manager's overrule (W12), and the hand-overs that follow."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from returns.labels import REMEDY_LABELS
from returns.models import RemedyChoice, ReturnedItem
from returns.policies import REMEDY_CHANGED, Circumstances, Remedy
from returns.policies.advice import Advice, written, written_facts
from returns.policies.choices import Offer, may_lower_to, offer, repair_offer
from returns.policies.handovers import (
    BOOKS,
    OF_REMEDIES,
    HandOverState,
    Kind,
    booked_as,
    handovers_for,
    needs_internal_voucher,
)
from returns.policies.states import State, Step
from returns.remedy_selectors import advice_of
from returns.services.correcting import apply_corrections
from returns.services.handing_over import handovers_make, handovers_withdraw
from returns.services.papering import internal_voucher_make, internal_vouchers_end
from returns.services.quoting import quote_end
from returns.writing import check_step, move, needed, note, read
from rulebook.selectors import calendar, terms_on, terms_version
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.policies import Action
from tickets.policies import Channel


@dataclass(frozen=True)
class Wish:
    """What the customer and the desk agreed on. `overrule` and `lowered_reason` are a manager's reasons (W12, W8);
    `top_up` is None where it stays as the rules have it; `in_stock` whether the new item is there (A3)."""

    remedy: str
    told: Circumstances = Circumstances()
    new_product: str = ""
    in_stock: bool = True
    agreed_by: str = ""
    agreed_how: str = Channel.COUNTER.value
    overrule: str = ""
    top_up: Decimal | None = None
    lowered_reason: str = ""


@transaction.atomic
def remedy_choose(
    *, item_id: int, by, now: datetime, wish: Wish, corrections: dict | None = None, seen: str = ""
) -> RemedyChoice:
    """Chooses the remedy of an item, as the rules and numbers had it on the day it was received (W13).

    `corrections` are facts that were missing or wrong (see `item_correct`), put right in the same transaction.
    A refused remedy needs a manager and a reason (W12), a lowered top-up too (W8). What follows is made at once (A3):
    the internal voucher and the hand-overs; a repair waits for the station, and for the warehouse where it has the
    goods in its books. An earlier choice may be replaced as long as the customer has got nothing of it; its open
    hand-overs are withdrawn, its voucher is void.
    Raises `goods.moved_meanwhile`, `goods.not_yours`, `remedy.facts_missing`, `remedy.refused`, `remedy.new_item`,
    `remedy.top_up`, `remedy.agreed`, `remedy.at_supplier`, `remedy.already_signed`, `remedy.same`,
    `goods.reason_missing`.
    """
    item = read(item_id)
    check_step(item, Step.CHOOSE, by, seen)
    if corrections:
        check_step(item, Step.CORRECT, by)
        apply_corrections(item, corrections, by=by, now=now)
    day = local_date(item.received_at)
    terms = terms_on(day)
    advice = advice_of(item, wish.told)
    offered = _offered(advice, wish, terms)
    _check_here(item, wish)
    _check(wish, advice, offered, by)
    agreed = {
        "remedy": wish.remedy,
        "rule": offered.rule,
        "facts": written_facts(advice) if advice.decision else None,
        "decision": written(advice.decision) if advice.decision else None,
        "agreed_by": wish.agreed_by.strip(),
        "agreed_how": wish.agreed_how,
        **_money(wish, offered, by),
    }
    _replace_earlier(item, agreed, by, now)
    choice = RemedyChoice.objects.create(item=item, chosen_at=now, by=by, terms_version=terms_version(day), **agreed)
    _record(item, choice, by, now)
    _carry_out(item, choice, by, now)
    return choice


def _offered(advice: Advice, wish: Wish, terms) -> Offer:
    """The remedy as it is offered. A repair can always be had, also while a fact is missing; whether it is free is then
    not known, and it begins by a quote. A manager's reason sets the warranty on an earlier one aside (P, W12)."""
    if wish.remedy == Remedy.REPAIR:
        told = advice.decision.repair if advice.decision else None
        return repair_offer(told, covered=advice.before is not None, paid=bool(wish.overrule.strip()))
    if advice.decision is not None:
        return offer(wish.remedy, advice.case, advice.decision, terms=terms, calendar=calendar())
    raise DomainError("remedy.facts_missing", _("Facts are missing for this remedy. Complete the item first."))


def _check(wish: Wish, advice: Advice, offered: Offer, by):
    manager = by.may(Action.OVERRULE_REMEDY)
    if not offered.allowed and not (manager and wish.overrule.strip()):
        message = _("%(remedy)s is refused here (%(rule)s). A manager may overrule it with a reason (W12).")
        values = {"remedy": REMEDY_LABELS[wish.remedy], "rule": offered.rule}
        raise DomainError("remedy.refused", message % values, field="overrule" if manager else None)
    if wish.remedy == Remedy.EXCHANGE and not (wish.new_product.strip() and offered.top_up is not None):
        raise DomainError("remedy.new_item", _("Name the item wanted instead, and its price."), field="new_product")
    if wish.remedy in advice.price_open:
        raise DomainError(
            "remedy.price_today", _("Enter today's price first: the money depends on it (W6)."), field="price_today"
        )
    if wish.top_up is not None and wish.top_up != offered.top_up:
        _check_lowered(wish, offered, manager)
    if wish.remedy != Remedy.REPAIR:
        needed(wish.agreed_by, "agreed_by", _("Write down who agreed for the customer."), most=60)


def _check_lowered(wish: Wish, offered: Offer, manager: bool):
    """W8: a manager may lower the top-up, by the profit on the original sale at most."""
    if not manager:
        raise DomainError("remedy.top_up", _("Only a manager lowers a top-up (W8)."), field="top_up")
    if offered.top_up is None or not may_lower_to(wish.top_up, top_up=offered.top_up, floor=offered.floor):
        raise DomainError("remedy.top_up", _why_not_lowered(offered), field="top_up")
    needed(wish.lowered_reason, "lowered_reason", _("Give the reason for lowering the top-up (W8)."))


def _why_not_lowered(offered: Offer):
    """Between which sums a top-up may be set, or why it stays as the rules have it."""
    if offered.wear_fee is None:
        return _("Agents and local companies pay the difference as it is: it is not lowered (W7).")
    if offered.floor is None:
        return _("Without the cost nobody knows how far the top-up may be lowered (W8). Enter it first.")
    if offered.floor == offered.top_up:
        return _("Nothing can be taken off: at most the profit on the original sale, and never to below zero (W8).")
    message = _("The top-up may lie between %(low)s and %(high)s yuan (W8).")
    return message % {"low": offered.floor, "high": offered.top_up}


def _money(wish: Wish, offered: Offer, by) -> dict:
    lowered = wish.top_up is not None and wish.top_up != offered.top_up
    exchange = wish.remedy == Remedy.EXCHANGE
    new = wish.remedy in (Remedy.EXCHANGE, Remedy.SWAP)
    return {
        "free": offered.free,
        "overruled": not offered.allowed,
        "overrule_reason": "" if offered.allowed else wish.overrule.strip(),
        "amount": offered.amount,
        "wear_fee": offered.wear_fee,
        "new_product": wish.new_product.strip() if exchange else "",
        "new_price": wish.told.new_price if exchange else None,
        "top_up": offered.top_up if exchange else None,
        "top_up_agreed": (wish.top_up if lowered else offered.top_up) if exchange else None,
        "lowered_by": by if lowered else None,
        "lowered_reason": wish.lowered_reason.strip() if lowered else "",
        "in_stock": wish.in_stock if new else None,
        "label_basis": str(offered.label_basis),
    }


def _check_here(item: ReturnedItem, wish: Wish):
    """A repair is for goods that are here; those with a supplier are being repaired there, or become ours."""
    if wish.remedy == Remedy.REPAIR and item.trip is not None:
        message = _("The goods are in a supplier's basket or with them. Choose a repair once they are here again.")
        raise DomainError("remedy.at_supplier", message)


def _replace_earlier(item: ReturnedItem, agreed: dict, by, now: datetime):
    """Ends the choice in force; refused once something the customer waits for was signed: money or goods are out. The
    very same once more, by a page sent again, would only make the voucher void that the warehouse has in hand."""
    earlier = item.choices.filter(current=True).first()
    if earlier is None:
        return
    if item.state == State.HANDING_OVER and all(getattr(earlier, name) == value for name, value in agreed.items()):
        raise DomainError("remedy.same", _("This is what is chosen already. Nothing was changed."))
    of_remedies = item.handovers.filter(one_of("kind", OF_REMEDIES), signed_at__gte=earlier.chosen_at)
    signed = [each for each in of_remedies if each.meta.gates and each.kind != Kind.BOOK_OUT]
    if signed or item.is_ours and item.state == State.READY:
        raise DomainError(
            "remedy.already_signed",
            _("Money or goods of the remedy chosen before have been signed for. It cannot be changed any more."),
        )
    earlier.current = False
    earlier.save(update_fields=["current"])
    handovers_withdraw(item, by=by, now=now, reason=REMEDY_CHANGED, kinds=[*OF_REMEDIES, Kind.SHIP_WITH_OTHERS])
    internal_vouchers_end(item, by=by, now=now, reason=REMEDY_CHANGED)


def _record(item: ReturnedItem, choice: RemedyChoice, by, now: datetime):
    note(item, "goods.remedy_chosen", by=by, now=now, remedy=choice.remedy, rule=choice.rule, agreed=choice.agreed_by)
    if choice.overruled:
        note(item, "goods.remedy_overruled", by=by, now=now, rule=choice.rule, reason=choice.overrule_reason)
    if choice.lowered_by is not None:
        note(
            item, "goods.top_up_lowered", by=by, now=now,
            old=str(choice.top_up), new=str(choice.top_up_agreed), reason=choice.lowered_reason,
        )  # fmt: skip


def _carry_out(item: ReturnedItem, choice: RemedyChoice, by, now: datetime):
    """A3: what the remedy brings goes to those who see to it, the same day. A quote stands for a paid repair alone."""
    if choice.remedy != Remedy.REPAIR or choice.free:
        quote_end(item, by=by, now=now, reason=REMEDY_CHANGED)
    booked = _booked_as(item)
    if choice.remedy == Remedy.REPAIR:
        move(item, State.HANDING_OVER if booked else State.CHOSEN, now=now, remedy=choice.remedy, finding="")
        handovers_make(item, [Kind.BOOK_OUT] if booked else [], by=by, now=now)
        return
    move(item, State.HANDING_OVER, now=now, remedy=choice.remedy, finding="")
    item.trips.under_way().update(ours=True)
    paper = None
    if needs_internal_voucher(choice.remedy, condition=item.condition):
        paper = internal_voucher_make(item, by=by, now=now)
    money = choice.amount if choice.remedy == Remedy.REFUND else choice.top_up_agreed
    kinds = handovers_for(choice.remedy, condition=item.condition, in_stock=bool(choice.in_stock), money=bool(money))
    if booked == Kind.STOCK_IN:
        kinds = [kind for kind in kinds if kind != Kind.STOCK_IN]  # in stock since the remedy chosen before
    handovers_make(item, kinds, by=by, now=now, amount=money, paper=paper)


def _booked_as(item: ReturnedItem) -> Kind | None:
    """How the warehouse has the goods in its books, by its signatures."""
    signed = item.handovers.filter(one_of("kind", BOOKS), state=HandOverState.SIGNED.value)
    return booked_as(signed.order_by("signed_at", "pk").values_list("kind", flat=True))
