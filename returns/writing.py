"""How every service reads and writes an item: its row is held, what may be done is asked first, moves follow the table,
and what is out of it is counted anew."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from records.services import record
from returns import dues
from returns.labels import STATE_LABELS
from returns.models import ReturnedItem
from returns.policies.states import ENDED, Refusal, State, Step, job_outcome, may_move
from returns.policies.trips import UNDER_WAY
from servicedesk.errors import DomainError
from staff.models import User
from staff.policies import Role
from tickets.models import Job
from tickets.services import job_count_out, job_goods_left
from tickets.writing import actions_of


def read(item_id: int) -> ReturnedItem:
    """The item with what belongs to it, held until the transaction ends: two people at one item come one by one.

    Several items are read in the order of their ids, so that nobody waits for somebody who waits for them.
    """
    joined = ReturnedItem.objects.select_related("customer", "machine", "job", "paper", "holder")
    return joined.select_for_update(of=("self",), no_key=True).get(pk=item_id)


def read_all(item_ids: Iterable[int]) -> dict[int, ReturnedItem]:
    """Several items by id, held as `read` holds one, and after them their jobs, each in the order of their ids: people
    at the same items, or at other items of the same jobs, come one by one."""
    items = {item_id: read(item_id) for item_id in sorted(set(item_ids))}
    jobs = {item.job_id for item in items.values() if item.job_id}
    list(Job.objects.select_for_update(no_key=True).filter(pk__in=jobs).order_by("pk").values_list("pk"))
    return items


def check_step(item: ReturnedItem, step: Step, by: User, seen: str = ""):
    """Raises `goods.moved_meanwhile` when the item's state rules the step out or is not the one the person saw (`seen`,
    an item's `standing`), and `goods.not_yours` when somebody else's role does it."""
    why = item.refusal_for(step, actions_of(by))
    if why == Refusal.STATE or (seen and seen != item.standing):
        raise moved_meanwhile(item)
    if why == Refusal.PERSON:
        raise DomainError("goods.not_yours", _("Your role does not include this. A manager can change roles."))


def moved_meanwhile(item: ReturnedItem) -> DomainError:
    """What the loser of a race is told, and whoever acts on a page that is out of date."""
    message = _("%(item)s has moved on meanwhile: it is now “%(state)s”. Nothing was saved; look at it again first.")
    values = {"item": item.item_no, "state": STATE_LABELS[item.state]}
    return DomainError("goods.moved_meanwhile", message % values)


def move(item: ReturnedItem, to: State, *, now: datetime, **values):
    """Moves a held item to another state with other columns of it. Raises `goods.moved_meanwhile` for what the table of
    states does not allow. An item that ends closes as soon as nothing of it is out."""
    if not may_move(item.state, to):
        raise moved_meanwhile(item)
    before, ended_at = item.state, now if to in ENDED else None
    if ended_at is None:
        values["closed_at"] = None  # lost goods that turn up are open again
    if to == State.READY:
        values["ready_at"] = now  # from here on the customer is told the same day (A4)
    write(item, state=to.value, ended_at=ended_at, **values)
    dues.moved(item, before, now=now)
    count_out(item, now=now)


def taken_by(item: ReturnedItem, by: User) -> dict:
    """The holder that a step at the bench gives goods which nobody was handed yet: the technician who does it."""
    untaken = item.state in (State.RECEIVED, State.CHOSEN)
    return {"holder": by} if untaken and Role.TECHNICIAN in by.roles else {}


def write(item: ReturnedItem, **values):
    """Sets columns of a held item."""
    for name, value in values.items():
        setattr(item, name, value)
    item.save(update_fields=list(values))
    if "holder" in values:
        dues.passed_on(item)


def count_out(item: ReturnedItem, *, now: datetime):
    """Counts anew what is out of a held item and of its job: hand-overs not signed, trips to suppliers, outside
    repairs. An item that has ended closes when nothing is out, and not before."""
    out = (
        item.handovers.open().count()
        + item.trips.filter(state__in=UNDER_WAY).count()
        + item.outside_repairs.filter(back_at__isnull=True).count()
    )
    closed_at = None
    if item.ended_at is not None and out == 0:
        closed_at = item.closed_at or max(now, item.ended_at)
    write(item, out=out, closed_at=closed_at)
    dues.follow(item, now=now)
    if item.job_id:
        job_count_out(job_id=item.job_id)
        if closed_at is not None:
            end_job(item.job_id, now)


def end_job(job_id: int, now: datetime):
    """The job that was opened with goods ends with them where nobody took it, once nothing is out. What else a customer
    asked for, say on the phone before he brought them, stays in the queue."""
    items = list(ReturnedItem.objects.filter(job=job_id).select_related("job").order_by("item_no"))
    if any(item.closed_at is None for item in items):
        return
    if any(item.received_at == item.job.opened_at for item in items):
        last = max(items, key=lambda item: item.closed_at)
        numbers = ", ".join(item.item_no for item in items)
        job_goods_left(job_id=job_id, outcome=job_outcome(last.finding), items=numbers, now=now)


def note(item: ReturnedItem, code: str, *, by, now: datetime, **data):
    """One entry in the item's history."""
    record(subject="item", subject_id=item.pk, code=code, by=by, at=now, data=data)


def needed(text: str, field: str, message, *, most: int = 300) -> str:
    """The text without surrounding blanks. Raises `goods.reason_missing` when nothing is left, `goods.too_long` beyond
    `most` characters."""
    text = text.strip()
    if not text:
        raise DomainError("goods.reason_missing", message, field=field)
    if len(text) > most:
        raise DomainError("goods.too_long", _("At most %(most)s characters, please.") % {"most": most}, field=field)
    return text
