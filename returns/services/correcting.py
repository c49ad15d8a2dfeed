"""Correcting what was registered of an item, and explaining why it is not back yet (A1, A2)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from returns import dues
from returns.labels import PROBLEMS
from returns.models import ReturnedItem
from returns.policies import NewItem, is_coming_day, plain_code, problems
from returns.policies.states import Step
from returns.remedy_selectors import own_machine
from returns.writing import check_step, needed, note, read, write
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from servicedesk.money import yuan

CORRECTABLE = (
    "product", "spec", "serial", "category", "condition", "purchased_on", "label_on", "proof", "sale_price", "cost",
    "price_today", "fault", "looks", "packaging_complete", "accessories",
)  # fmt: skip


@transaction.atomic
def item_correct(*, item_id: int, by, now: datetime, seen: str = "", **fields) -> ReturnedItem:
    """Corrects what was registered (A1); `fields` are those of CORRECTABLE. What changed goes to the history, the cost
    into an entry of its own. Once money or other goods are on their way to the customer nothing is corrected any more.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.<code of policies.problems>`, ValidationError for what a
    column cannot hold.
    """
    item = read(item_id)
    check_step(item, Step.CORRECT, by, seen)
    apply_corrections(item, fields, by=by, now=now)
    return item


def apply_corrections(item: ReturnedItem, fields: dict, *, by, now: datetime):
    """Corrects a held item in the transaction of a step that needs it. Nothing changed: nothing written."""
    unknown = set(fields) - set(CORRECTABLE)
    if unknown:
        raise TypeError(f"not to be corrected here: {', '.join(sorted(unknown))}")
    changed = {}
    for name, value in fields.items():
        value = value.strip() if isinstance(value, str) else value
        value = plain_code(value) if name == "serial" else value
        if getattr(item, name) != value:
            changed[name] = [_kept(getattr(item, name)), _kept(value)]
            setattr(item, name, value)
    if not changed:
        return
    _check(item)
    if "serial" in changed:
        item.machine = own_machine(item.customer, item.serial)
        item.save(update_fields=["machine"])
    write(item, **{name: getattr(item, name) for name in changed})
    cost = changed.pop("cost", None)
    if changed:
        note(item, "goods.corrected", by=by, now=now, changed=changed)
    if cost:
        note(item, "goods.cost_corrected", by=by, now=now, changed={"cost": cost})


def _check(item: ReturnedItem):
    told = {name: getattr(item, name) for name in CORRECTABLE}
    for field, code in problems(NewItem(**told), today=local_date(item.received_at)):
        raise DomainError(f"goods.{code}", PROBLEMS[code], field=field)
    item.clean_fields(exclude=["customer", "paper", "machine", "job", "received_by", "holder"])


def _kept(value):
    if isinstance(value, Decimal):
        return str(yuan(value))
    return value if value is None or isinstance(value, (bool, str)) else str(value)


@transaction.atomic
def item_explain(
    *, item_id: int, by, now: datetime, explanation: str, estimate: date, channel: str, seen: str = ""
) -> ReturnedItem:
    """A2, D4: the customer was told why the goods are not back and roughly when they will be, and with that it is
    reported to the service manager. The first explanation counts for D4; later ones move the estimated date.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.reason_missing`, `goods.estimate` for a day that is over
    or more than a year ahead.
    """
    item = read(item_id)
    check_step(item, Step.EXPLAIN, by, seen)
    explanation = needed(explanation, "explanation", _("Say what the customer was told."), most=500)
    if not is_coming_day(estimate, today=local_date(now)):
        raise DomainError("goods.estimate", PROBLEMS["date.coming"], field="estimate")
    first = {} if item.explained_at else {"explained_at": now}
    first |= {} if item.reported_at else {"reported_at": now}
    write(item, estimate=estimate, **first)
    dues.explained(item, by=by, now=now, cause=explanation, estimate=estimate)
    note(
        item, "goods.explained", by=by, now=now,
        explanation=explanation, estimate=estimate.isoformat(), channel=channel,
    )  # fmt: skip
    return item
