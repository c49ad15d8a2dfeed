"""The bench: goods with a technician, repaired or not repairable, or taken back untreated."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from returns.models import RepairPart, ReturnedItem
from returns.policies import ON_THE_BENCH, Remedy, plain_code
from returns.policies.quotes import NewPart, work_may_start
from returns.policies.states import Finding, State, Step
from returns.services.consigning import take_from_warehouse
from returns.services.quoting import quote_end
from returns.writing import check_step, move, needed, note, read, taken_by
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from tickets.policies import Outcome
from tickets.queue_selectors import technicians_on
from tickets.services import job_close


@transaction.atomic
def item_give_to_technician(*, item_id: int, by, now: datetime, to, seen: str = "") -> ReturnedItem:
    """Hands goods to a technician by name, who may be the same person; from the shelf too, when they fail the last
    test. From now on he holds them.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.ours` for goods that are the shop's by now,
    `goods.technician` for somebody who is no technician here today or holds them already.
    """
    item = read(item_id)
    check_step(item, Step.GIVE_TO_TECHNICIAN, by, seen)
    if item.is_ours:
        raise DomainError("goods.ours", _("These goods are the shop's by now: no customer waits for their repair."))
    if not technicians_on(local_date(now)).filter(pk=to.pk).exists():
        raise DomainError("goods.technician", _("Choose a technician who works here today."), field="to")
    if item.state == State.WITH_TECHNICIAN and item.holder_id == to.pk:
        message = _("%(name)s has the goods already.")
        raise DomainError("goods.technician", message % {"name": to.name}, field="to")
    take_from_warehouse(item, by=by, now=now, reason=ON_THE_BENCH)
    move(item, State.WITH_TECHNICIAN, now=now, holder=to, finding="")
    note(item, "goods.given_to_technician", by=by, now=now, name=to.name)
    return item


@transaction.atomic
def item_repaired(
    *, item_id: int, by, now: datetime, work_done: str, parts: Sequence[NewPart] = (), close_job: bool = False,
    seen: str = "",
) -> ReturnedItem:  # fmt: skip
    """The goods are repaired and ready for the customer: what was done, and the parts that were put in. `close_job`
    closes the job of the goods as solved in the same step.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.not_a_repair`, `quote.needed` for a repair that is not
    known to be free and whose quote nobody accepted (L4), `goods.reason_missing`, `goods.part`, and what `job_close`
    raises.
    """
    item = read(item_id)
    check_step(item, Step.REPAIRED, by, seen)
    check_may_start(item)
    work_done = needed(work_done, "work_done", _("Say what was done."), most=500)
    for position, part in enumerate(parts):
        _part_make(item, part, position, by, now)
    move(item, State.READY, now=now, finding=Finding.REPAIRED.value, **taken_by(item, by))
    note(item, "goods.repaired", by=by, now=now, work=work_done)
    if close_job and item.job_id:
        job_close(job_id=item.job_id, by=by, now=now, outcome=Outcome.SOLVED.value, work_done=work_done)
    return item


def check_may_start(item: ReturnedItem):
    """L4. Raises `goods.not_a_repair`, `quote.needed`."""
    if item.remedy != Remedy.REPAIR:
        raise DomainError("goods.not_a_repair", _("Choose repair as the remedy first."))
    quote = item.standing_quote
    if not work_may_start(free=item.repair_is_free, quote_state=quote.state if quote else ""):
        message = _("This repair is not known to be free. Make a quote and have it accepted first (L4).")
        raise DomainError("quote.needed", message)


def _part_make(item: ReturnedItem, new: NewPart, position: int, by, now: datetime):
    part = RepairPart(
        item=item, at=now, by=by, name=new.name.strip(),
        old_serial=plain_code(new.old_serial), new_serial=plain_code(new.new_serial),
    )  # fmt: skip
    field = f"parts-{position}"
    if not part.name:
        raise DomainError("goods.part", _("Say which part it is."), field=field)
    if part.new_serial and part.new_serial == part.old_serial:
        message = _("The new serial number is the old one. Read the label of the new part.")
        raise DomainError("goods.part", message, field=field)
    part.full_clean(exclude=["item", "by"])
    part.save(force_insert=True)
    note(
        item, "goods.part_changed", by=by, now=now,
        name=part.name, old_serial=part.old_serial, new_serial=part.new_serial,
    )  # fmt: skip


@transaction.atomic
def item_unrepairable(
    *, item_id: int, by, now: datetime, reason: str, ready: bool = False, seen: str = ""
) -> ReturnedItem:
    """The goods cannot be repaired, with the reason: another remedy can be chosen, or they are `ready` to go back as
    they came. A quote is off with it, and what was collected by it goes back.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.reason_missing`.
    """
    item = read(item_id)
    check_step(item, Step.UNREPAIRABLE, by, seen)
    reason = needed(reason, "reason", _("Say why it cannot be repaired."))
    quote_end(item, by=by, now=now, reason=reason)
    to = State.READY if ready else State.CHOSEN
    move(item, to, now=now, finding=Finding.UNREPAIRABLE.value, **taken_by(item, by))
    note(item, "goods.unrepairable", by=by, now=now, reason=reason)
    return item


@transaction.atomic
def item_withdraw(*, item_id: int, by, now: datetime, reason: str, seen: str = "") -> ReturnedItem:
    """The customer takes the goods back untreated, with the reason; a quote is off with it.

    Raises `goods.moved_meanwhile`, `goods.not_yours`, `goods.reason_missing`.
    """
    item = read(item_id)
    check_step(item, Step.WITHDRAW, by, seen)
    reason = needed(reason, "reason", _("Give the reason."))
    quote_end(item, by=by, now=now, reason=reason)
    move(item, State.READY, now=now, finding=Finding.WITHDRAWN.value)
    note(item, "goods.withdrawn", by=by, now=now, reason=reason)
    return item
