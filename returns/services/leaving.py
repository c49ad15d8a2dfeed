"""What every way back to the customer has in common: the goods are held, nothing may still be waited for, and with
their leaving the claim ends."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from returns.labels import HANDOVER_LABELS
from returns.models import Consignment, GiveBack, HandOver, ReturnedItem
from returns.policies.quotes import QuoteState
from returns.policies.states import UNSOLVED, State, Step
from returns.services.serials import serials_follow
from returns.writing import check_step, move, read_all
from servicedesk.errors import DomainError


def hold(item_ids: Iterable[int], step: Step, by, seen: Mapping[int, str] | None = None) -> list[ReturnedItem]:
    """Several items of one customer, held, to which this person may do the step. Raises `goods.none`,
    `goods.of_several_customers`, and as `check_step` does."""
    items = list(read_all(item_ids).values())
    if not items:
        raise DomainError("goods.none", _("Choose at least one item."))
    for item in items:
        check_step(item, step, by, (seen or {}).get(item.pk, ""))
    if len({item.customer_id for item in items}) > 1:
        raise DomainError(
            "goods.of_several_customers", _("These goods belong to several customers. Take one at a time.")
        )
    return items


def refuse_waiting(item: ReturnedItem):
    """Raises `giveback.waits` for what `what_waits` tells."""
    waits = what_waits(item, item.handovers.open())
    if waits:
        raise DomainError("giveback.waits", waits)


def what_waits(item: ReturnedItem, handovers: Iterable[HandOver]) -> str:
    """What has to be done before the goods leave the house, in words: a signature that the customer waits for, a quote
    that waits for his answer, a paid repair that is not settled; "" where nothing has. Needs the item's hand-overs."""
    waiting = [each for each in handovers if each.is_open and each.meta.gates]
    if waiting:
        message = _("%(item)s: “%(what)s” is not signed yet. It has to be before the goods leave the house.")
        return message % {"item": item.item_no, "what": HANDOVER_LABELS[waiting[0].kind]}
    quote = item.standing_quote
    if item.finding in UNSOLVED or quote is None or quote.settled_at is not None:
        return ""
    if quote.state == QuoteState.OPEN:
        message = _("%(item)s: a quote waits for the customer's answer. Record it first, or withdraw the quote.")
    else:
        message = _("%(item)s: the paid repair is not settled yet. Make the settlement list first.")
    return message % {"item": item.item_no}


def leave(
    item: ReturnedItem,
    *,
    by,
    now: datetime,
    kind: str,
    signed: bool | None,
    receiver: str = "",
    voucher_back: bool = False,
    unsigned_reason: str = "",
    consignment: Consignment | None = None,
):
    """A held item's claim ends: what was ready is with the customer, or on its way to him. Raises
    `goods.moved_meanwhile` for what is not ready."""
    move(item, State.GIVEN_BACK, now=now, delivered_at=max(now, item.received_at), delivery_kind=kind, signed=signed)
    GiveBack.objects.create(
        item=item,
        by=by,
        receiver=receiver,
        voucher_back=voucher_back,
        unsigned_reason=unsigned_reason,
        consignment=consignment,
    )
    serials_follow(item, by=by, now=now)
