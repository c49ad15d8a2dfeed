"""Previews and closings as long work that a process does, which people look on at or leave."""

import logging
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError as BrokerError

from servicedesk.errors import DomainError
from settlement import progress
from settlement.models import PreviewSheet, Run
from settlement.month_selectors import packed
from settlement.outputs import workbook_of
from settlement.policies import Month, Sheet
from settlement.policies.closing import scopes_for
from settlement.policies.figures import figures_of
from settlement.policies.reports import Filter
from settlement.policies.runs import RunKind, RunState
from settlement.selectors import sheets_of
from settlement.services.closing import TOGETHER, month_close
from staff.models import User

log = logging.getLogger(__name__)
TRIES = 3
WORKBOOKS_STAY = timedelta(days=7)


def run_add(*, kind: str, month: Month, by: User, now: datetime, options: dict | None = None) -> Run:
    """Asks for a preview, a closing or a workbook. Raises `run.not_yours`, and `run.under_way` when a preview or
    closing is being done already. Workbooks of some days ago go at the same time."""
    kind = RunKind(kind)
    if kind != RunKind.EXPORT and not scopes_for(by.roles, ()):
        raise DomainError("run.not_yours", _("The service manager closes the month (S7)."))
    try:
        with transaction.atomic():
            _drop_old_workbooks(now)
            told = {"kind": kind.value, "month": month.first, "asked_by": by, "asked_at": now}
            run = Run.objects.create(**told, options=options or {})
            transaction.on_commit(_hurry)
            return run
    except IntegrityError as error:
        raise DomainError("run.under_way", _("This is under way already.")) from error


def _drop_old_workbooks(now: datetime):
    old = Run.objects.filter(kind=RunKind.EXPORT.value, finished_at__lt=now - WORKBOOKS_STAY).exclude(file="")
    for run in old:
        name = run.file.name
        if Run.objects.filter(pk=run.pk, file=name).update(file=""):
            with suppress(OSError):
                run.file.storage.delete(name)


def _hurry():
    """Tells a worker to look now. Without Redis beat looks by itself every few seconds; a lost call does no harm."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return
    try:
        current_app.send_task("settlement.tasks.run_waiting")
    except BrokerError as error:
        log.warning("no worker was told of the run, beat will be: %s", error)


def run_next(*, now: datetime) -> bool:
    """Does the run that has waited longest; False when none waits. Safe in any number of processes."""
    run = _claim(now)
    if run is None:
        return False
    tell = progress.Progress(run.pk)
    tell("begun", 0, 1)
    try:
        DOINGS[RunKind(run.kind)](run, now, tell)
    except DomainError as refused:
        _end(run, now, RunState.REFUSED, refusal=refused.code)
    except _Overtaken:
        return True
    except OperationalError:
        log.exception("run %s is put back: the database did not answer", run.pk)
        Run.objects.filter(pk=run.pk, claimed_at=run.claimed_at).update(state=RunState.WAITING.value)
        return False
    except Exception:
        log.exception("run %s broke off", run.pk)
        _end(run, now, RunState.FAILED)
    progress.clear(run.pk)
    return True


class _Overtaken(Exception):  # noqa: N818 - not an error of the program
    """Another process believed this one dead and took the run over."""


def _claim(now: datetime) -> Run | None:
    for run in Run.objects.claimable(now).select_related("asked_by")[:20]:
        if run.state == RunState.RUNNING and progress.of(run.pk) is not None:
            continue  # claimed long ago, but alive
        mine = Run.objects.filter(pk=run.pk, state=run.state, claimed_at=run.claimed_at)
        if run.tries >= TRIES:
            mine.update(state=RunState.FAILED.value, finished_at=now)
            continue
        if mine.update(state=RunState.RUNNING.value, claimed_at=now, tries=F("tries") + 1) == 1:
            run.state, run.claimed_at = RunState.RUNNING.value, now
            return run
    return None


def _end(run: Run, now: datetime, state: RunState, **fields) -> bool:
    mine = Run.objects.filter(pk=run.pk, state=RunState.RUNNING.value, claimed_at=run.claimed_at)
    return mine.update(state=state.value, finished_at=now, **fields) == 1


def _preview(run: Run, now: datetime, tell):
    """Keeps every sheet as it stands; earlier previews of the month go."""
    month, rows = Month.of(run.month), []
    people = sorted(User.objects.all(), key=lambda person: person.staff_no)
    for start in range(0, len(people), TOGETHER):
        batch = people[start : start + TOGETHER]
        keys = {person.staff_no: person.pk for person in batch}
        rows += [_kept(sheet, run, keys[sheet.person]) for sheet in sheets_of(month, now=now, people=batch)]
        tell("sheets", start + len(batch), len(people))
    with _ended(run, now):
        PreviewSheet.objects.bulk_create(rows, batch_size=500)
        earlier = Run.objects.filter(kind=RunKind.PREVIEW.value, month=run.month, pk__lt=run.pk)
        earlier.exclude(state=RunState.WAITING.value).delete()


def _kept(sheet: Sheet, run: Run, person_id: int) -> PreviewSheet:
    figures = [figure.as_list() for figure in figures_of(sheet)]
    return PreviewSheet(run=run, person_id=person_id, total=sheet.total, lines=packed(sheet), figures=figures)


def _closing(run: Run, now: datetime, tell):
    with _ended(run, now):
        month_close(month=Month.of(run.month), by=run.asked_by, now=now, tell=tell)


@contextmanager
def _ended(run: Run, now: datetime):
    """What the run writes and that it is done, in one transaction; undone where another process has taken it over."""
    with transaction.atomic():
        yield
        if not _end(run, now, RunState.DONE):
            raise _Overtaken


def _export(run: Run, now: datetime, tell):
    """Writes the workbook in the language of who asked for it, and keeps it for them."""
    options = dict(run.options)
    with translation.override(options.pop("language", "zh-hans")):
        content = workbook_of(Month.of(run.month), Filter(**options), now=now, tell=tell)
    run.file.save("sheets.xlsx", ContentFile(content), save=False)
    with _ended(run, now):
        Run.objects.filter(pk=run.pk).update(file=run.file.name)


DOINGS = {RunKind.PREVIEW: _preview, RunKind.CLOSE: _closing, RunKind.EXPORT: _export}
