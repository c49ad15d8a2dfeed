"""Workbooks that the desk hands out: the empty one to fill in, and the list of an import's faults."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workbook.faults import accepted_by, called, is_english
from workbook.schema import BY_NAME, GUIDE, SHEETS, Column, Kind, Sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAD = Font(bold=True, color="FFFFFF")
REQUIRED = PatternFill("solid", fgColor="1F5F8B")
OPTIONAL = PatternFill("solid", fgColor="59636B")
WRAP = Alignment(wrap_text=True, vertical="top")
# Text columns are formatted as text, so that Excel leaves phone and serial numbers alone.
FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.TIME: "yyyy-mm-dd hh:mm", Kind.MONEY: "0.00", Kind.WHOLE: "0"}
LISTED = {Kind.CODE, Kind.YES_NO}
LAST_ROW = 5000  # as far as Excel offers the lists
COMMENTS_BY = "desk"


def empty_workbook(language: str) -> bytes:
    """The workbook to fill in, in "en" or "zh-hans", with what each column accepts and lists to choose from."""
    with override(language):
        book = Workbook()
        _guide(book.active, GUIDE[language])
        for sheet in SHEETS:
            _sheet(book.create_sheet(called(sheet)), sheet)
        return _bytes(book)


def filled_workbook(sheets: dict[str, list[dict]]) -> bytes:
    """A workbook of these rows, with the columns of the formats."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        columns = [column.name for column in BY_NAME[name].columns]
        page = book.create_sheet(name)
        page.append(columns)
        for row in rows:
            page.append([row.get(column) for column in columns])
    return _bytes(book)


def fault_list(rows: Iterable[tuple]) -> bytes:
    """A workbook of (sheet, row, column, what is wrong, what is accepted), in the reader's language."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(pgettext("import", "Faults"))
    for letter, width in zip("ABCDE", (18, 8, 22, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_("Sheet"), _("Row"), _("Column"), _("What is wrong"), _("What is accepted")])
    for row in rows:
        sheet.append([_as_text(sheet, value) for value in row])
    return _bytes(book)


def _as_text(sheet, value):
    """What people typed is text here too, also where it begins like a formula."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    return cell


def _bytes(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _guide(page: Worksheet, title: str):
    """The sheet that explains the others; an import leaves it aside."""
    page.title = title
    lines = [
        _("One sheet for each kind of record, one row for each record. Empty means unknown."),
        _("Dark blue columns must be filled in; grey ones may stay empty. Point at a heading to see what it accepts."),
        _("Sheets and columns may be named in English or Chinese, in any order. Leave out what you do not need."),
        _("Each record has a number of its own. Importing a number again changes nothing."),
        _("A workbook is taken in whole or not at all; whatever is wrong is listed with its sheet, row and column."),
        _("Paste values, not formulas. Do not merge cells."),
    ]
    for line in lines:
        page.append([line])
    page.append([])
    page.append([_("Sheet"), _("Column"), _("Required"), _("What is accepted")])
    head = page.max_row
    for sheet in SHEETS:
        for column in sheet.columns:
            page.append(
                [
                    called(sheet),
                    called(column),
                    pgettext("accepted", "yes") if column.required else "",
                    accepted_by(column),
                ]
            )
    for cell in page[head]:
        cell.font, cell.fill = HEAD, REQUIRED
    for letter, width in zip("ABCD", (26, 30, 10, 90), strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows(min_row=head + 1, min_col=4, max_col=4):
        row[0].alignment = WRAP


def _sheet(page: Worksheet, sheet: Sheet):
    page.freeze_panes = "B2"
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        head = page.cell(row=1, column=place, value=called(column))
        head.font, head.fill = HEAD, REQUIRED if column.required else OPTIONAL
        head.comment = _comment(column)
        page.column_dimensions[letter].width = max(12, len(column.name) + 3)
        page.column_dimensions[letter].number_format = FORMATS.get(column.kind, "@")
        if column.kind in LISTED:
            page.add_data_validation(_choices(column, letter))


def _comment(column: Column) -> Comment:
    text = accepted_by(column)
    return Comment(text, COMMENTS_BY, width=320, height=60 + 18 * (len(text) // 40))


def _choices(column: Column, letter: str) -> DataValidation:
    """The list that Excel offers in a coded column. Both languages are accepted when the file comes back."""
    words = column.codes.keys() if is_english() else column.codes.values()
    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=not column.required)
    rule.errorStyle = "warning"  # so that the other language can still be pasted
    rule.showErrorMessage = True
    rule.errorTitle = _("Not in the list")
    rule.error = _("Choose one of the list.")
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    return rule
