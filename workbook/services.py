"""The only writers of workbooks: taking one in, and the runs of those uploaded in the browser."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import BinaryIO

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from kombu.exceptions import OperationalError as BrokerError

from customers.imports import customers_add, machines_add
from field_visits.imports import visits_add
from records.services import record
from returns.imports import items_add
from servicedesk.errors import DomainError
from settlement.imports import incidents_add, revenues_add
from staff.imports import staff_add
from tickets.imports import jobs_add
from workbook import progress
from workbook.checks import check
from workbook.desk import Desk, compare, look_up
from workbook.faults import Fault
from workbook.models import ImportRun
from workbook.policies import State
from workbook.reader import Book, Progress, read

log = logging.getLogger(__name__)

# The sheets in the order in which records build on each other, each with its writer.
WRITERS: dict[str, Callable] = {
    "staff": staff_add,
    "customers": customers_add,
    "machines": machines_add,
    "jobs": jobs_add,
    "visits": visits_add,
    "returned_goods": items_add,
    "revenue": revenues_add,
    "incidents": incidents_add,
}
ONE_AT_A_TIME = 7_305_118  # the advisory lock of imports on PostgreSQL; any number of our own
TRIES = 3


@dataclass
class Report:
    """What became of a workbook. Faults: nothing was written. Counts are {sheet: {new, known, differs}}."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    more_faults: int = 0
    notes: list[Fault] = field(default_factory=list)

    @property
    def taken(self) -> bool:
        """Whether the workbook is in the desk."""
        return not self.faults

    @property
    def new(self) -> int:
        """How many records the desk did not know before."""
        return sum(count["new"] for count in self.counts.values())


def _nothing(*_args):
    return None


def take_in(
    file: BinaryIO,
    *,
    file_name: str,
    by,
    now: datetime,
    tell: Progress = _nothing,
    finish: Callable[[Report], None] = _nothing,
) -> Report:
    """Reads a workbook and takes it in whole, or, with any fault at all, not at all.

    Records whose number the desk knows are left exactly as they are, so the same file again changes nothing.
    `finish` is called with the report in the transaction that writes the records. Raises DomainError when the file
    cannot be read at all (see `archive.refuse_unreadable`).
    """
    return take_in_book(read(file, progress=tell), file_name=file_name, by=by, now=now, tell=tell, finish=finish)


def take_in_book(
    book: Book,
    *,
    file_name: str,
    by,
    now: datetime,
    tell: Progress = _nothing,
    finish: Callable[[Report], None] = _nothing,
) -> Report:
    """As `take_in`, of a workbook that was read. Imports wait for each other."""
    notes = list(book.notes)
    for tries_left in reversed(range(TRIES)):
        book.notes = list(notes)
        try:
            with transaction.atomic():
                _wait_for_others()
                report = _attempt(book, file_name=file_name, by=by, now=now, tell=tell)
                finish(report)
                return report
        except IntegrityError:  # somebody logged a record under one of the file's numbers since the desk was asked
            if not tries_left:
                raise
    raise AssertionError("the last try returns or raises")


def _wait_for_others():
    """One import after the other: SQLite has one writer as it is, PostgreSQL is asked for a lock until commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _attempt(book: Book, *, file_name: str, by, now: datetime, tell: Progress) -> Report:
    rows = sum(len(table.rows) for table in book.tables.values())
    tell("checking", 0, rows)
    desk = look_up(book)
    check(book, desk, now=now)
    if book.faults:
        return Report({}, book.faults, book.more_faults, book.notes)
    report = Report(counts=compare(book, desk), notes=book.notes)
    if report.new:
        _write(book, desk, report, by=by, now=now, tell=tell)
        data = {"file": file_name, "count": report.new}
        record(subject="import", subject_id=0, code="workbook.imported", by=by, at=now, data=data)
    return report


def _write(book: Book, desk: Desk, report: Report, *, by, now: datetime, tell: Progress):
    done = 0

    def step(count: int):
        nonlocal done
        done += count
        tell("writing", done, report.new)

    for sheet, add in WRITERS.items():
        rows = [row.values for row in desk.new_rows(book, sheet)]
        if rows:
            add(rows, by=by, now=now, step=step)


# Runs: workbooks that people uploaded


@transaction.atomic
def run_add(*, by, now: datetime, file, file_name: str) -> ImportRun:
    """Keeps an upload until it is taken in. Files that a crash left behind are dropped at the same time."""
    for over in ImportRun.objects.filter(state__in=[State.DONE, State.REFUSED, State.FAILED]).exclude(file=""):
        _drop_file(over)
    transaction.on_commit(_hurry)
    name = "".join(letter for letter in file_name if letter.isprintable())[-200:]
    return ImportRun.objects.create(file=file, file_name=name, uploaded_by=by, uploaded_at=now)


def _hurry():
    """Tells a worker to look now. Without Redis beat looks by itself every few seconds; a lost call does no harm."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return
    try:
        current_app.send_task("workbook.tasks.run_waiting_imports")
    except BrokerError as error:
        log.warning("no worker was told of the upload, beat will be: %s", error)


def run_next(*, now: datetime) -> bool:
    """Takes in the upload that has waited longest; False when none waits. Safe in any number of processes."""
    run = _claim(now)
    if run is None:
        return False
    tell = progress.Progress(run.pk)
    tell("reading", 0, 1)
    try:
        with run.file.open("rb") as file:
            take_in(
                file,
                file_name=run.file_name,
                by=run.uploaded_by,
                now=now,
                tell=tell,
                finish=partial(_finish, run, now),
            )
    except DomainError as refused:
        _close(run, now, state=State.REFUSED.value, refusal=refused.code)
    except FileNotFoundError:
        _close(run, now, state=State.FAILED.value, refusal="workbook.lost")
    except _Overtaken:
        return True
    except OperationalError:
        log.exception("import %s is put back: the database did not answer", run.pk)
        ImportRun.objects.filter(pk=run.pk, claimed_at=run.claimed_at).update(state=State.WAITING.value)
        return False
    except Exception:
        log.exception("import %s broke off", run.pk)
        _close(run, now, state=State.FAILED.value, refusal="workbook.broken")
    progress.clear(run.pk)
    _drop_file(run)
    return True


class _Overtaken(Exception):  # noqa: N818 - not an error of the program
    """Another process believed this one dead and took the run over."""


def _claim(now: datetime) -> ImportRun | None:
    """The oldest run that waits or was left by a process that died, marked as ours."""
    for run in ImportRun.objects.claimable(now).defer("faults", "notes")[:20]:
        if run.state == State.RUNNING and progress.of(run.pk) is not None:
            continue  # claimed long ago, but alive
        if run.tries >= TRIES:
            _close(run, now, state=State.FAILED.value, refusal="workbook.broken")
            _drop_file(run)
            continue
        mine = ImportRun.objects.filter(pk=run.pk, state=run.state, claimed_at=run.claimed_at)
        if mine.update(state=State.RUNNING.value, claimed_at=now, tries=F("tries") + 1) == 1:
            run.claimed_at = now
            run.state = State.RUNNING.value
            return run
    return None


def _finish(run: ImportRun, now: datetime, report: Report):
    """Writes down what became of the run, in the transaction of its records: both are there, or neither."""
    state = State.DONE if report.taken else State.REFUSED
    won = _close(
        run,
        now,
        state=state.value,
        counts=report.counts,
        faults=[fault.as_list() for fault in report.faults],
        more_faults=report.more_faults,
        notes=[note.as_list() for note in report.notes],
    )
    if not won:
        raise _Overtaken


def _close(run: ImportRun, now: datetime, **fields) -> bool:
    """Ends a run that is still ours."""
    mine = ImportRun.objects.filter(pk=run.pk, state=run.state, claimed_at=run.claimed_at)
    return mine.update(finished_at=now, **fields) == 1


def _drop_file(run: ImportRun):
    """Takes an upload off the disk; one that is gone already is as good."""
    name = run.file.name
    if name and ImportRun.objects.filter(pk=run.pk, file=name).update(file=""):
        with suppress(OSError):
            run.file.storage.delete(name)
