"""A deadline stands still while we wait for the customer, with the reason, and runs on (D10)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from deadlines.facts import facts_of
from deadlines.models import Deadline, Pause
from deadlines.policies import State
from deadlines.services.ending import held
from deadlines.writing import entry_of, happen, stages_done, work_out
from records.services import record_many
from servicedesk.errors import DomainError


@transaction.atomic
def deadline_pause(*, deadline_id: int, by, now: datetime, reason: str) -> Deadline:
    """Stops one by hand. Raises `deadline.reason_missing`, and `deadline.not_running` for one that does not run, is
    over, or waits for nobody but us."""
    row = Deadline.objects.select_for_update(no_key=True).get(pk=deadline_id)
    if not _may_pause(row, now):
        raise DomainError(
            "deadline.not_running",
            _("Only a deadline that runs, is not over and depends on the customer can wait for the customer."),
        )
    _pause([row], by=by, now=now, reason=_needed(reason))
    return row


@transaction.atomic
def deadline_resume(*, deadline_id: int, by, now: datetime) -> Deadline:
    """Lets one run on. Raises `deadline.not_paused`."""
    row = Deadline.objects.select_for_update(no_key=True).get(pk=deadline_id)
    if row.state != State.PAUSED:
        raise DomainError("deadline.not_paused", _("This deadline does not wait for the customer any more."))
    _resume([row], by=by, now=now)
    return row


@transaction.atomic
def deadlines_pause(*, subject: str, subject_id: int, by, now: datetime, reason: str, kinds: Collection[str] = ()):
    """A step of the thing itself makes us wait for the customer: all of its deadlines that can wait do."""
    rows = [row for row in held(subject, [subject_id], kinds) if _may_pause(row, now)]
    _pause(rows, by=by, now=now, reason=_needed(reason))


@transaction.atomic
def deadlines_resume(*, subject: str, subject_id: int, by, now: datetime, kinds: Collection[str] = ()):
    """The customer has answered: what waited runs on."""
    _resume([row for row in held(subject, [subject_id], kinds) if row.state == State.PAUSED], by=by, now=now)


def _may_pause(row: Deadline, now: datetime) -> bool:
    return row.state == State.RUNNING and row.meta.pausable and now <= row.due_at


def _needed(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise DomainError("deadline.reason_missing", _("Say what we wait for."), field="reason")
    return reason[:300]


def _pause(rows: list[Deadline], *, by, now: datetime, reason: str):
    happen([row for row in rows if row.next_at], until=now, now=now)
    for row in rows:
        row.state, row.next_at = State.PAUSED.value, None
    Deadline.objects.bulk_update(rows, ["state", "next_at"])
    Pause.objects.bulk_create(Pause(deadline=row, reason=reason, began_at=now, began_by=by) for row in rows)
    record_many(entry_of(row, "paused", at=now, by=by, reason=reason) for row in rows)


def _resume(rows: list[Deadline], *, by, now: datetime):
    open_ones = Pause.objects.filter(deadline__in=[row.pk for row in rows], ended_at__isnull=True)
    began = dict(open_ones.values_list("deadline", "began_at"))
    open_ones.update(ended_at=now, ended_by=by)
    done = stages_done(rows)
    for row, facts in zip(rows, facts_of(rows, waits=True), strict=True):
        row.state = State.RUNNING.value
        work_out(row, facts, done=done.get(row.pk, ()))
    Deadline.objects.bulk_update(rows, ["state", "due_at", "plan", "next_at"])
    record_many(entry_of(row, "resumed", at=now, by=by, waited=_seconds(now - began.get(row.pk, now))) for row in rows)


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
