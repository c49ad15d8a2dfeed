"""Workbooks as people and programs really make them: merged cells, blank rows, wrong sizes, empty sheets."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl.styles import PatternFill

from customers.models import Customer
from tests.workbook.conftest import as_file, told
from tickets.models import Job
from workbook import reader


def rewritten(file: BytesIO, replace) -> BytesIO:
    """The workbook with `replace(name, bytes)` applied to each of its parts."""
    made = BytesIO()
    with ZipFile(file) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, replace(name, source.read(name)))
    made.seek(0)
    return made


def test_blank_rows_are_skipped_and_rows_counted_as_excel_does(take, shop):
    shop["jobs"][2]["severity"] = "?"

    def spread(book):
        book["jobs"].insert_rows(3, 2)
        book["jobs"]["A3"] = "   "

    assert told(take(shop, change=spread)) == [("jobs", 6, "severity", "code")]


def test_styled_but_empty_rows_are_nothing(take, shop):
    def paint(book):
        for line in (40, 90_000):
            book["jobs"].cell(row=line, column=3).fill = PatternFill("solid", fgColor="FFFF00")

    assert take(shop, change=paint).faults == []


def test_merged_cells_are_a_fault(take, shop):
    def merge(book):
        book["jobs"].merge_cells("I2:I3")

    assert ("jobs", 2, "fault", "merged") in told(take(shop, change=merge))


def test_merged_cells_beside_the_table_do_not_matter(take, shop):
    def merge(book):
        book["jobs"].merge_cells("X2:Z3")

    assert take(shop, change=merge).faults == []


def test_a_wrong_size_in_the_file_hides_no_rows(take, shop):
    """Some programs write <dimension ref="A1"/> whatever the sheet holds."""

    def shrink(name, part):
        return part.replace(b'<dimension ref="A1:L4"', b'<dimension ref="A1"') if "sheet4" in name else part

    assert take(rewritten(as_file(shop), shrink)).counts["jobs"]["new"] == 3
    assert Job.objects.count() == 3


def test_formulas_are_refused_even_with_a_value_in_the_file(take, shop):
    def calculate(book):
        book["machines"]["H2"] = "=100+1"
        book["machines"]["I2"] = "=I3"

    assert told(take(shop, change=calculate)) == [
        ("machines", 2, "sale_price", "formula"),
        ("machines", 2, "cost", "formula"),
    ]


def test_a_formula_in_a_column_that_nobody_knows_is_not_read(take, shop):
    shop["jobs"][0]["note"] = "=NOW()"
    assert take(shop).faults == []


def test_sheets_with_headings_only_are_empty(take, shop):
    report = take(dict.fromkeys(shop, []))
    assert (report.faults, report.new) == ([], 0)


def test_an_entirely_empty_sheet_has_no_headings(take, shop):
    def empty(book):
        book["jobs"].delete_rows(1, 10)

    assert told(take({"jobs": shop["jobs"]}, change=empty)) == [("jobs", 1, "", "heading_missing")]


def test_a_hidden_sheet_is_read_like_any_other(take, shop):
    def hide(book):
        book["customers"].sheet_state = "hidden"

    assert take(shop, change=hide).counts["customers"]["new"] == 4


@pytest.mark.parametrize("rows", [5, 6])
def test_more_rows_than_the_memory_takes_are_refused(take, monkeypatch, rows):
    monkeypatch.setattr(reader, "MOST_ROWS", 5)
    customers = [{"customer_no": f"K{place}", "name": "甲", "tier": "other"} for place in range(rows)]
    report = take({"customers": customers})
    assert report.taken is (rows == 5)
    assert [fault.code for fault in report.faults] == ([] if rows == 5 else ["too_many_rows"])
    assert Customer.objects.count() == (5 if rows == 5 else 0)


def test_faults_without_end_are_counted(take, monkeypatch):
    monkeypatch.setattr(reader, "MOST_FAULTS", 10)
    customers = [{"customer_no": f"K{place}", "name": "甲", "tier": "?"} for place in range(25)]
    report = take({"customers": customers})
    assert (len(report.faults), report.more_faults) == (10, 15)
