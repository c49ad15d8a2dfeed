"""Paid repairs (L4): quotes that customers answer, and the list by which they are settled before anybody pays."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from records.services import next_number
from returns.labels import LINE_PROBLEMS, UNDER_WARRANTY
from returns.models import Quote, QuoteLine, ReturnedItem
from returns.policies import CHARGE_CHANGED, Remedy
from returns.policies.handovers import HandOverState, Kind
from returns.policies.quotes import (
    QUOTE_PREFIX,
    NewLine,
    QuoteState,
    beyond_accepted,
    may_move,
    problems,
    to_pay,
    total,
)
from returns.policies.states import Finding, State, Step
from returns.remedy_selectors import repaired_before_item
from returns.services.handing_over import handover_owe, handovers_make, handovers_withdraw
from returns.writing import check_step, move, needed, note, read, taken_by
from rulebook.selectors import terms_on
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from servicedesk.money import yuan
from staff.policies import Role
from tickets.policies import Channel


@transaction.atomic
def quote_make(
    *, item_id: int, by, now: datetime, lines: Sequence[NewLine], message: str = "", seen: str = ""
) -> Quote:
    """Makes a quote for a repair that is not free, item by item (L4, P). From the bench the goods then wait for the
    customer's answer; those at a supplier or repairer stay where they are.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.not_a_repair`, `quote.free`, `quote.in_warranty` where an
    earlier repair is under warranty and no manager said that it does not cover this one (P, W12), `quote.standing`,
    `quote.<code of policies.quotes.problems>` with the field `lines-<position>`, `goods.too_long`.
    """
    item = read(item_id)
    check_step(item, Step.QUOTE, by, seen)
    _check_payable(item)
    for position, code in problems(lines):
        raise DomainError(f"quote.{code}", LINE_PROBLEMS[code], field=None if position is None else f"lines-{position}")
    if item.state in (State.CHOSEN, State.WITH_TECHNICIAN):
        move(item, State.QUOTED, now=now, finding="", **taken_by(item, by))
    day = local_date(now)
    quote = Quote(item=item, made_at=now, made_by=by, note=message.strip())
    quote.clean_fields(exclude=["item", "made_by", "quote_no", "recorded_by", "settled_by"])
    quote.quote_no = next_number(prefix=QUOTE_PREFIX, day=day)
    quote.save(force_insert=True)
    QuoteLine.objects.bulk_create(
        QuoteLine(
            quote=quote, position=position, kind=line.kind, text=line.text.strip(),
            quantity=line.quantity, price=line.price,
        )
        for position, line in enumerate(lines)
    )  # fmt: skip
    note(item, "goods.quoted", by=by, now=now, quote_no=quote.quote_no, total=str(total(lines)))
    return quote


def _check_payable(item: ReturnedItem):
    if item.remedy != Remedy.REPAIR:
        raise DomainError("goods.not_a_repair", _("Choose repair as the remedy first."))
    if item.repair_is_free:
        raise DomainError("quote.free", _("This repair is free of charge (W4, P). There is nothing to quote."))
    before = None if item.choice and item.choice.overruled else repaired_before_item(item)
    if before is not None:
        raise DomainError("quote.in_warranty", UNDER_WARRANTY % {"no": before.item_no, "day": before.until.isoformat()})
    if item.standing_quote is not None:
        message = _("Quote %(no)s stands already. Withdraw it before you make another one.")
        raise DomainError("quote.standing", message % {"no": item.standing_quote.quote_no})


@transaction.atomic
def quote_answer(
    *, item_id: int, by, now: datetime, quote_no: str, accepted: bool, answered_by: str, answered_how: str,
    seen: str = "",
) -> Quote:  # fmt: skip
    """Records the customer's answer to the quote that was seen: who gave it for him, and how. Accepted: work may start
    (L4). Refused: the goods are ready to go back as they came, from elsewhere once they are here again.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `quote.moved_meanwhile`, `goods.reason_missing`, `quote.how`.
    """
    item = read(item_id)
    check_step(item, Step.ANSWER_QUOTE, by, seen)
    quote = item.standing_quote
    to = QuoteState.ACCEPTED if accepted else QuoteState.REFUSED
    if quote is None or quote.quote_no != quote_no or not may_move(quote.state, to):
        raise _moved_meanwhile(quote_no)
    if answered_how not in set(Channel):
        raise DomainError("quote.how", _("Say how the customer answered."), field="answered_how")
    quote.answered_by = needed(answered_by, "answered_by", _("Write down who answered for the customer."), most=60)
    quote.state, quote.answered_at, quote.recorded_by, quote.answered_how = to.value, now, by, answered_how
    quote.save(update_fields=["state", "answered_at", "answered_by", "answered_how", "recorded_by"])
    if item.state == State.QUOTED and accepted:
        move(item, _back_to(item), now=now)
    elif item.state == State.QUOTED:
        move(item, State.READY, now=now, finding=Finding.QUOTE_REFUSED.value)
    note(
        item, f"goods.quote_{to}", by=by, now=now,
        quote_no=quote.quote_no, answered_by=quote.answered_by, how=answered_how,
    )  # fmt: skip
    return quote


def _back_to(item: ReturnedItem) -> State:
    """Where goods go from a quote: to the technician who has them, else they wait for one."""
    held = item.holder is not None and Role.TECHNICIAN in item.holder.roles
    return State.WITH_TECHNICIAN if held else State.CHOSEN


def _moved_meanwhile(quote_no: str) -> DomainError:
    message = _("Quote %(no)s has been answered or withdrawn meanwhile. Nothing was saved; look at it again first.")
    return DomainError("quote.moved_meanwhile", message % {"no": quote_no})


@transaction.atomic
def quote_withdraw(*, item_id: int, by, now: datetime, quote_no: str, reason: str, seen: str = "") -> ReturnedItem:
    """Withdraws the quote that was seen, answered or not, with a reason: another one can be made.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `quote.moved_meanwhile`, `goods.reason_missing`, and `quote.paid`
    once finance has collected.
    """
    item = read(item_id)
    check_step(item, Step.WITHDRAW_QUOTE, by, seen)
    quote = item.standing_quote
    if quote is None or quote.quote_no != quote_no:
        raise _moved_meanwhile(quote_no)
    _check_unpaid(quote)
    quote_end(item, by=by, now=now, reason=needed(reason, "reason", _("Give the reason.")))
    if item.state == State.QUOTED:
        move(item, _back_to(item), now=now)
    return item


def quote_end(item: ReturnedItem, *, by, now: datetime, reason: str):
    """Withdraws the quote of a held item, if one stands, for the repair is off. What is to be collected by it is not
    any more, and what finance has collected goes back to the customer."""
    quote = item.standing_quote
    if quote is None:
        return
    paid = _collected(quote)
    handovers_withdraw(item, by=by, now=now, reason=reason, kinds=[Kind.COLLECT_CHARGE])
    if paid:
        handover_owe(item, Kind.RETURN_CHARGE, by=by, now=now, amount=paid, note_=quote.quote_no)
    quote.lines.update(charged=None)
    quote.state, quote.settled_at, quote.settled_by = QuoteState.WITHDRAWN.value, None, None
    quote.discount, quote.warranty_days = Decimal("0.00"), None
    quote.save(update_fields=["state", "settled_at", "settled_by", "discount", "warranty_days"])
    note(item, "goods.quote_withdrawn", by=by, now=now, quote_no=quote.quote_no, reason=reason)


def unsolved(item: ReturnedItem, finding: Finding) -> Finding:
    """What came of goods that come back unrepaired: where the customer refused the last quote, that is why."""
    last = item.quotes.order_by("-pk").exclude(state=QuoteState.WITHDRAWN.value).first()
    refused = last is not None and last.state == QuoteState.REFUSED
    return Finding.QUOTE_REFUSED if refused else finding


def _collected(quote: Quote) -> Decimal:
    """What finance has signed for by this quote's settlement list."""
    if quote.settled_at is None:
        return Decimal("0.00")
    signed = quote.item.handovers.filter(
        kind=Kind.COLLECT_CHARGE.value, state=HandOverState.SIGNED.value, made_at__gte=quote.settled_at
    )
    return sum((each.amount for each in signed), Decimal("0.00"))


def _check_unpaid(quote: Quote):
    if _collected(quote):
        raise DomainError("quote.paid", _("Finance has collected by this quote. It cannot be changed any more."))


@transaction.atomic
def quote_settle(
    *, item_id: int, by, now: datetime, charged: Mapping[int, Decimal], discount: Decimal = Decimal("0.00"),
    seen: str = "",
) -> Quote:  # fmt: skip
    """Makes the itemised list by which the repair is paid: for each line by its position at most what was accepted,
    less a discount, with the warranty on the repair (P). Finance collects what is left to pay (A5), and the customer's
    giving back waits for that; until finance has signed, the list may be made again.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `quote.not_accepted`, `quote.paid`, `quote.charged` with the
    field `charged_<position>`, `quote.discount`.
    """
    item = read(item_id)
    check_step(item, Step.SETTLE_QUOTE, by, seen)
    quote = item.standing_quote
    if quote is None or quote.state != QuoteState.ACCEPTED:
        raise DomainError("quote.not_accepted", _("Only a quote that the customer accepted is settled (L4)."))
    _check_unpaid(quote)
    charged, discount = {position: yuan(amount) for position, amount in charged.items()}, yuan(discount)
    lines = list(quote.lines.all())
    for position in beyond_accepted({line.position: line.amount for line in lines}, charged):
        message = _("At most what the customer accepted, and not less than nothing (L4).")
        raise DomainError("quote.charged", message, field=f"charged_{position}")
    sum_ = to_pay(charged.values(), discount=discount)
    if sum_ is None:
        message = _("A discount lies between nothing and what is charged.")
        raise DomainError("quote.discount", message, field="discount")
    for line in lines:
        line.charged = charged[line.position]
    QuoteLine.objects.bulk_update(lines, ["charged"])
    handovers_withdraw(item, by=by, now=now, reason=CHARGE_CHANGED, kinds=[Kind.COLLECT_CHARGE])
    quote.settled_at, quote.settled_by, quote.discount = now, by, discount
    quote.warranty_days = terms_on(local_date(now)).repair_warranty_days
    quote.save(update_fields=["settled_at", "settled_by", "discount", "warranty_days"])
    note(
        item, "goods.settled", by=by, now=now,
        quote_no=quote.quote_no, total=str(sum_), discount=str(discount), days=quote.warranty_days,
    )  # fmt: skip
    if sum_:
        handovers_make(item, [Kind.COLLECT_CHARGE], by=by, now=now, amount=sum_)
    return quote
