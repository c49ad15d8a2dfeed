"""What the pages of imports show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from workbook import faults, progress
from workbook.archive import refusal_words
from workbook.faults import Fault
from workbook.models import ImportRun
from workbook.policies import State
from workbook.schema import BY_NAME

PAGE = 30
SHOWN_FAULTS = 500
SHOWN_NOTES = 200
PATIENCE = timedelta(minutes=1)  # a run that waits longer waits for a process that is not there


def runs_page(before: int | None) -> tuple[list[ImportRun], int | None]:
    """The newest runs (older than `before`), and where the next page begins; without their long lists."""
    runs = ImportRun.objects.newest_first().select_related("uploaded_by").defer("faults", "notes")
    if before is not None:
        runs = runs.filter(pk__lt=before)
    found = list(runs[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


@dataclass(frozen=True)
class Line:
    """A fault or note as a row of a table."""

    sheet: str
    row: int
    column: str
    what: str
    accepted: str = ""


def fault_lines(run: ImportRun) -> Iterator[Line]:
    """The faults in the reader's language."""
    for fault in (Fault(*kept) for kept in run.faults):
        words = faults.what(fault), faults.accepted(fault)
        yield Line(fault.own_sheet or fault.sheet, fault.row, fault.own_column or fault.column, *words)


def note_lines(run: ImportRun) -> Iterator[Line]:
    """The notes in the reader's language."""
    for note in (Fault(*kept) for kept in run.notes):
        yield Line(note.own_sheet or note.sheet, note.row, note.own_column or note.column, faults.note(note))


@dataclass(frozen=True)
class Account:
    """How a run stands: while it is going how far, afterwards what came of it."""

    run: ImportRun
    now: datetime

    @property
    def stage(self) -> str:
        """What the import is doing, in words; empty while it waits."""
        return str(faults.STAGES[self.progress[0]]) if self.progress else ""

    @property
    def progress(self) -> tuple[str, int, int] | None:
        return progress.of(self.run.pk) if self.run.state == State.RUNNING else None

    @property
    def share(self) -> int:
        """How much of the current stage is done, in percent."""
        _stage, done, total = self.progress or ("", 0, 0)
        return min(100, done * 100 // total) if total else 0

    @property
    def nobody_comes(self) -> bool:
        """Whether the run has waited so long that the process which takes imports in cannot be running."""
        return self.run.state == State.WAITING and self.now - self.run.uploaded_at > PATIENCE

    @property
    def refusal(self) -> str:
        return refusal_words(self.run.refusal) if self.run.refusal else ""

    @property
    def counts(self) -> list[tuple[str, dict]]:
        """(sheet in the reader's language, counts) in the order of the workbook."""
        counts = self.run.counts  # PostgreSQL keeps the keys of JSON in an order of its own
        return [(faults.called(sheet), counts[name]) for name, sheet in BY_NAME.items() if name in counts]

    @property
    def fault_count(self) -> int:
        return len(self.run.faults) + self.run.more_faults

    @property
    def faults(self) -> list[Line]:
        lines = fault_lines(self.run)
        return [line for line, _place in zip(lines, range(SHOWN_FAULTS), strict=False)]

    @property
    def more_faults(self) -> int:
        """How many faults the page leaves out."""
        return max(0, self.fault_count - SHOWN_FAULTS)

    @property
    def notes(self) -> list[Line]:
        lines = note_lines(self.run)
        return [line for line, _place in zip(lines, range(SHOWN_NOTES), strict=False)]
