"""What a page of the workbook says of itself: whose, whether it is closed, narrowed to what; and that it prints."""

from decimal import Decimal

import pytest

from settlement.models import ClosedSheet
from settlement.services import month_close
from tests.settlement.facts import AFTER, OCTOBER, at

pytestmark = pytest.mark.usefixtures("october")


def test_a_draft_says_so_and_a_closed_one_shows_its_seal(
    exported, technician, other_technician, decide, company_manager
):
    assert "Draft: the month is open" in exported().worksheets[1]["A1"].value
    decide(technician)
    decide(other_technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    seal = ClosedSheet.objects.get(person=technician).seal[:16]
    assert exported().worksheets[1]["A1"].value == f"技术员小丁 T1 · 2026-10 · Closed, seal {seal}"


def test_a_part_is_not_taken_for_the_whole(exported):
    book = exported(rule="S-R5")
    assert [page.title for page in book] == ["Summary", "T2 技术员小田"]  # T1 has none
    for page in book:
        assert page["A1"].value.endswith(" · Rule: S-R5 Irregular papers")


def test_why_receipts_earn_no_subsidy(exported):
    rows = list(exported().worksheets[1].iter_rows(min_row=10, values_only=True))
    assert [row[:4] for row in rows] == [
        ("Receipts without subsidy", None, None, None),
        (None, "S3", "the customer was dissatisfied", "S2"),
    ]
    assert len(list(exported(group="fares").worksheets[1].iter_rows(min_row=5))) == 1  # the total alone


def test_what_has_no_detail_has_no_text(exported):
    assert exported().worksheets[1]["E4"].data_type == "n"  # an empty cell, no empty text


def test_pages_print_on_a4_with_their_heads(exported):
    for page, heads in zip(exported(), ("$1:$2", "$1:$3", "$1:$3"), strict=True):
        assert (page.page_setup.paperSize, page.page_setup.fitToHeight) == (9, 0)
        assert (page.sheet_properties.pageSetUpPr.fitToPage, page.print_title_rows) == (True, heads)


def test_any_staff_number_makes_a_page(exported, technician):
    technician.staff_no = "T/1:'" + "9" * 15
    technician.name = "名" * 20
    technician.save(update_fields=["staff_no", "name"])
    book = exported(person=technician.staff_no)
    title = book.sheetnames[1]
    assert (len(title), title[:5]) == (31, "T_1_'")
    assert book["Summary"]["G3"].value == "='" + title.replace("'", "''") + "'!F7"


def test_no_formula_grows_with_the_lines(exported, technician, make_visit):
    """Spreadsheets refuse formulas of more than 8,192 letters."""
    for place in range(30):
        make_visit(technician, f"S4{place}", at(1 + place, 9), fare_out=Decimal(3))
    cells = [cell.value for row in exported()["Summary"] for cell in row if cell.data_type == "f"]
    assert max(map(len, cells)) < 90
