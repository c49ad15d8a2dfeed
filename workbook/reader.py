"""Reads a workbook: every known sheet into rows of typed values, every cell that cannot be taken into a fault."""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.functional import cached_property
from openpyxl import load_workbook

# The public read-only sheet hides merged cells, skips rows out of order and pads missing ones. Its parser, which
# streams row by row just the same, does not; openpyxl is pinned.
from openpyxl.worksheet._reader import WorkSheetParser

from servicedesk.errors import DomainError
from workbook.archive import refusal, refuse_unreadable
from workbook.cells import Bad, shown, taken
from workbook.faults import Fault
from workbook.schema import GUIDE_NAMES, SHEET_OF, SHEETS, Column, Sheet, folded

MOST_ROWS = 200_000  # of all sheets together, for they are held in memory: about 200 MB
MOST_FAULTS = 10_000  # kept with their place; beyond it they are only counted
MOST_COLUMNS = 256

log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]  # stage, done, total: of bytes while reading, then of records


@dataclass(slots=True)
class Row:
    """A row with its place in the file, its values by column, and the columns whose cells could not be taken."""

    line: int
    values: dict
    faulty: frozenset = frozenset()


@dataclass
class Table:
    """A sheet as the file has it."""

    sheet: Sheet
    own_name: str
    own_columns: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The line of each record's number; the first one where a number comes twice."""
        found = {}
        for row in self.rows:
            number = row.values.get(self.sheet.number.name)
            if number is not None:
                found.setdefault(number, row.line)
        return found

    def column(self, name: str) -> str:
        """What the file calls a column."""
        return self.own_columns.get(name, name)


@dataclass
class Book:
    """A workbook that was read: its tables by the sheets' English names, what is wrong and what is worth knowing."""

    tables: dict[str, Table] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    more_faults: int = 0

    def rows(self, sheet: str) -> list[Row]:
        """The rows of a sheet, none where the file has no such sheet."""
        return self.tables[sheet].rows if sheet in self.tables else []

    def fault(self, table: Table, line: int, column: str, code: str, **data):
        """Notes down a fault; beyond MOST_FAULTS it is only counted."""
        if len(self.faults) >= MOST_FAULTS:
            self.more_faults += 1
            return
        own = table.column(column) if column else ""
        self.faults.append(Fault(table.sheet.name, line, column, code, data, table.own_name, own))

    def note(self, table: Table, line: int, column: str, code: str, **data):
        """Notes down something worth knowing."""
        own = table.column(column) if column else ""
        self.notes.append(Fault(table.sheet.name, line, column, code, data, table.own_name, own))

    def sort(self):
        """Puts the faults in the order of the file: by sheet, row and column."""
        places = {sheet.name: place for place, sheet in enumerate(SHEETS)}

        def place(fault: Fault):
            table = self.tables.get(fault.sheet)
            columns = list(table.own_columns) if table else []
            at = columns.index(fault.column) if fault.column in columns else len(columns)
            return places.get(fault.sheet, len(places)), fault.row, at

        self.faults.sort(key=place)


def read(file: BinaryIO, *, progress: Progress = lambda stage, done, total: None) -> Book:
    """Reads a workbook. Rows are counted from 1 as Excel does; blank ones are skipped.

    Raises DomainError when it cannot be opened at all (see `archive.refuse_unreadable`); everything else that is
    wrong is in the book's faults.
    """
    refuse_unreadable(file)
    book = Book()
    with _open(file) as workbook:
        tables = _tables(workbook, book)
        total = sum(_size(source) for _table, source in tables)
        before = count = 0
        for table, source in tables:
            with source._get_source() as file:
                for _row_read in _read_table(book, table, _parser(source, file)):
                    count += 1
                    if count > MOST_ROWS:
                        book.fault(table, 0, "", "too_many_rows", most=MOST_ROWS)
                        return book
                    if count % 500 == 0:
                        progress("reading", before + file.tell(), total)
            before += _size(source)
    return book


@contextmanager
def _open(file: BinaryIO):
    """The workbook, closed afterwards. Whatever a broken file makes openpyxl say becomes one clear refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings, validations and other parts that nobody reads here
            workbook = load_workbook(file, read_only=True, keep_links=False)
            try:
                yield workbook
            finally:
                workbook.close()
    except (DomainError, MemoryError):
        raise
    except Exception as error:
        log.warning("unreadable workbook", exc_info=error)
        raise refusal("damaged") from error


def _tables(workbook, book: Book) -> list[tuple[Table, object]]:
    """The sheets of the file, in the order in which records build on each other; the others become notes."""
    found: dict[str, tuple[Table, object]] = {}
    known = False
    for source in workbook.worksheets:
        sheet = SHEET_OF.get(folded(source.title))
        if sheet is None:
            if folded(source.title) not in GUIDE_NAMES:
                book.notes.append(Fault(source.title, 0, "", "sheet_unknown"))
            continue
        known = True
        table = Table(sheet, source.title)
        if sheet.name in found:
            book.fault(table, 0, "", "sheet_twice", other=found[sheet.name][0].own_name, own=source.title)
        else:
            found[sheet.name] = (table, source)
    if not known:
        book.faults.append(Fault("", 0, "", "no_sheets"))
    book.tables = {sheet.name: found[sheet.name][0] for sheet in SHEETS if sheet.name in found}
    return [found[name] for name in book.tables]


def _size(source) -> int:
    """The bytes of a sheet, unpacked: what is to be read."""
    return source.parent._archive.getinfo(source._worksheet_path).file_size


def _parser(source, file: BinaryIO) -> WorkSheetParser:
    workbook = source.parent
    return WorkSheetParser(
        file,
        source._shared_strings,
        epoch=workbook.epoch,
        date_formats=workbook._date_formats,
        timedelta_formats=workbook._timedelta_formats,
    )


def _read_table(book: Book, table: Table, parser: WorkSheetParser) -> Iterator[Row]:
    """Reads a sheet into its table row by row, and yields each row that holds something."""
    columns: dict[int, Column] | None = None
    for line, cells in parser.parse():
        if columns is None:
            columns = _headings(book, table, cells if line == 1 else [])
            if line == 1:
                continue
        if not any(_holds_something(cell) for cell in cells):
            continue
        row = _row(book, table, columns, line, cells)
        if row is not None:
            table.rows.append(row)
            yield row
    if columns is None:
        _headings(book, table, [])
    for merged in parser.merged_cells.mergeCell if parser.merged_cells else ():
        _merged(book, table, columns or {}, merged)


def _holds_something(cell: dict) -> bool:
    value = cell["value"]
    return value is not None and not (isinstance(value, str) and not value.strip())


def _headings(book: Book, table: Table, cells: list[dict]) -> dict[int, Column]:
    """The known columns by their place. Unknown ones are noted, missing and doubled ones are faults."""
    found: dict[int, Column] = {}
    for cell in cells[:MOST_COLUMNS]:
        if not _holds_something(cell):
            continue
        own = shown(cell["value"])
        column = table.sheet.column_of.get(folded(cell["value"]))
        if column is None:
            book.notes.append(Fault(table.sheet.name, 1, own, "column_unknown", {}, table.own_name, own))
        elif column.name in table.own_columns:
            book.fault(table, 1, column.name, "column_twice", other=table.own_columns[column.name], own=own)
        else:
            found[cell["column"]] = column
            table.own_columns[column.name] = own
    if not found:
        names = [column.name for column in table.sheet.columns if column.required]
        book.fault(table, 1, "", "heading_missing", columns=names)
        return {}
    for column in table.sheet.columns:
        if column.required and column.name not in table.own_columns:
            book.fault(table, 1, column.name, "column_missing", columns=[column.name])
    return found


def _row(book: Book, table: Table, columns: dict[int, Column], line: int, cells: list[dict]) -> Row | None:
    """The values of a row; None when none of the known columns holds anything."""
    values, faulty = {}, set()
    for cell in cells:
        column = columns.get(cell["column"])
        if column is None:
            continue
        try:
            value = taken(column, cell["value"], cell["data_type"])
        except Bad as bad:
            faulty.add(column.name)
            book.fault(table, line, column.name, bad.code, **bad.data)
            continue
        if value is not None:
            values[column.name] = value
    if not values and not faulty:
        return None
    for column in columns.values():
        if column.required and column.name not in values and column.name not in faulty:
            book.fault(table, line, column.name, "empty")
    return Row(line, values, frozenset(faulty))


def _merged(book: Book, table: Table, columns: dict[int, Column], merged):
    """Merged cells hold one value for several places, and nobody knows for which; beside the known columns they are
    harmless."""
    for place in range(merged.min_col, merged.max_col + 1):
        if place in columns:
            book.fault(table, merged.min_row, columns[place].name, "merged", value=merged.ref)
            return
