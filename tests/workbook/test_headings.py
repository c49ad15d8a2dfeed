"""formats.md: sheets, columns and codes in English or Chinese, columns in any order, unknown ones reported."""

import pytest

from tests.workbook.conftest import columns_of, told
from tickets.models import Job
from workbook.schema import BY_NAME, SHEETS


def in_chinese(shop):
    """The same shop with every name and code in Chinese."""
    translated = {}
    for name, rows in shop.items():
        sheet = BY_NAME[name]
        labels = {column.name: column.label for column in sheet.columns}
        made = translated[sheet.label] = []
        for row in rows:
            values = {}
            for key, value in row.items():
                codes = sheet.by_name[key].codes
                if codes and isinstance(value, str):
                    value = "、".join(codes[part] for part in value.split(","))
                values[labels[key]] = value
            made.append(values)
    return translated


def test_chinese_names_and_labels_mean_the_same(take, shop, contents):
    english = take(shop)
    before = contents()
    report = take(in_chinese(shop))
    assert report.faults == []
    assert report.counts == {name: {"new": 0, "known": c["new"], "differs": 0} for name, c in english.counts.items()}
    assert contents() == before


def test_case_blanks_and_width_do_not_matter(take, shop):
    shop[" Jobs "] = [{f"  {key.upper()} ": value for key, value in row.items()} for row in shop.pop("jobs")]
    shop[" Jobs "][0]["  SEVERITY "] = "　ＭＡＪＯＲ "
    assert take(shop).faults == []
    assert Job.objects.get(job_no="G0001").severity == "major"


def test_columns_in_any_order(take, shop):
    def turn(book):
        for page in book:
            rows = [list(reversed(row)) for row in page.iter_rows(values_only=True)]
            page.delete_rows(1, page.max_row)
            for row in rows:
                page.append(row)

    assert take(shop, change=turn).faults == []
    assert Job.objects.count() == 3


def test_optional_columns_may_be_missing(take, shop):
    for row in shop["customers"]:
        for name in ("contact", "phone", "address", "in_urban_area"):
            row.pop(name, None)

    def drop(book):
        book["customers"].delete_cols(5, 4)

    assert take(shop, change=drop).faults == []


def test_unknown_sheets_and_columns_are_reported_and_left_aside(take, shop):
    shop["jobs"][0]["负责人"] = "小丁"
    shop["工资"] = [{"a": 1}]
    report = take(shop)
    assert report.faults == []
    assert {(note.sheet, note.row, note.column, note.code) for note in report.notes} == {
        ("工资", 0, "", "sheet_unknown"),
        ("jobs", 1, "负责人", "column_unknown"),
    }


@pytest.mark.parametrize("sheet", [sheet.name for sheet in SHEETS])
def test_a_missing_required_column_is_a_fault(take, shop, contents, sheet):
    required = [column.name for column in BY_NAME[sheet].columns if column.required]
    places = columns_of(sheet, [])

    def drop(book):
        for name in reversed(required[1:]):
            book[sheet].delete_cols(places.index(name) + 1)

    before = contents()
    report = take(shop, change=drop)
    assert [fault for fault in told(report) if fault[0] == sheet and fault[1] == 1] == [
        (sheet, 1, name, "column_missing") for name in required[1:]
    ]
    assert contents() == before


def test_a_column_that_is_there_twice_is_a_fault(take, shop):
    shop["jobs"][0]["故障"] = "另一个"
    assert ("jobs", 1, "fault", "column_twice") in told(take(shop))


def test_a_sheet_that_is_there_twice_is_a_fault(take, shop):
    shop["工单"] = shop["jobs"][:1]
    assert ("jobs", 0, "", "sheet_twice") in told(take(shop))


def test_faults_carry_the_files_own_names(take, shop):
    book = in_chinese(shop)
    book["客户"][1]["类别"] = "贵宾"
    (fault,) = take(book).faults
    assert (fault.sheet, fault.own_sheet, fault.column, fault.own_column) == ("customers", "客户", "tier", "类别")


def test_a_workbook_without_a_known_sheet(take):
    assert told(take({"Tabelle1": [{"a": 1}]})) == [("", 0, "", "no_sheets")]


@pytest.mark.parametrize("row", [None, "title"])
def test_headings_that_are_not_in_the_first_row(take, shop, row):
    def push(book):
        book["jobs"].insert_rows(1)
        if row:
            book["jobs"]["A1"] = "十月工单"

    assert ("jobs", 1, "", "heading_missing") in told(
        take({"customers": shop["customers"], "jobs": shop["jobs"]}, change=push)
    )
