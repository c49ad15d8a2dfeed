"""What leaves the desk: the workbook with typed cells and formulas, the list for payroll, sheets to sign."""

from datetime import date, datetime

import pytest
import time_machine

from settlement.services import month_close
from tests.settlement.facts import AFTER, OCTOBER

pytestmark = pytest.mark.usefixtures("october")


def test_a_sheet_for_each_person_with_typed_cells_and_formulas(exported):
    book = exported()
    assert book.sheetnames == ["Summary", "T1 技术员小丁", "T2 技术员小田"]
    page = book["T1 技术员小丁"]
    rows = list(page.iter_rows(min_row=4, values_only=True))
    day, rule, _what, source, _detail, amount, part = rows[0]
    assert (day, rule, source, amount, part) == (datetime(2026, 10, 8), "S1", "S1", 4, "Fares")
    assert (page["A4"].is_date, page["F4"].number_format.startswith("#,##0.00")) == (True, True)
    assert rows[3][5] == "=SUM(F4:F6)"


def test_the_summary_adds_up_the_pages(exported):
    page, t1 = exported()["Summary"], "'T1 技术员小丁'!"
    parts = [f'=SUMIF({t1}G4:G6,"{part}",{t1}F4:F6)' for part in ("Fares", "Subsidy", "Rewards", "Deductions")]
    assert [cell.value for cell in page[3]] == ["T1", "技术员小丁", *parts, *(f"={t1}F{row}" for row in (7, 8, 9))]
    assert (page["G5"].value, page["I5"].value) == ("=SUM(G3:G4)", "=SUM(I3:I4)")


def test_s6_a_page_shows_how_the_pay_out_comes_about(exported):
    page = exported()["T1 技术员小丁"]
    assert [(page[f"A{row}"].value, page[f"F{row}"].value) for row in (7, 8, 9)] == [
        ("Total", "=SUM(F4:F6)"), ("Carried on", -44), ("Paid out", "=SUM(F7:F7)-F8"),
    ]  # fmt: skip


def test_the_filter_of_the_report_holds_for_the_workbook(exported):
    book = exported(person="T1", rule="S2")
    assert book.sheetnames == ["Summary", "T1 技术员小丁"]
    assert [row[1] for row in book["T1 技术员小丁"].iter_rows(min_row=4, max_row=4, values_only=True)] == ["S2"]


def test_names_that_look_like_formulas_stay_text(exported, technician):
    technician.name = "=1+1"
    technician.save(update_fields=["name"])
    assert exported()["Summary"]["B3"].value == "'=1+1"


def test_payroll_has_a_line_for_each_closed_sheet(
    client_of, finance, technician, other_technician, decide, company_manager
):
    client = client_of(finance)
    assert client.get("/settlement/2026-10/payroll.csv").status_code == 404
    decide(technician)
    decide(other_technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    rows = client.get("/settlement/2026-10/payroll.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1].split(",")[:9] == [
        "2026-10", "T1", "技术员小丁", "4.00", "2.00", "0.00", "50.00", "-44.00", "50.00",
    ]  # fmt: skip
    assert rows[1].split(",")[9:14] == ["0.00", "0.00", "0.00", "0.00", "-44.00"]


def test_s10_payroll_withholds_no_more_than_the_guard_lets(
    client_of, finance, technician, other_technician, decide, company_manager
):
    from settlement.services import wage_set

    wage_set(person=technician, valid_from=date(2026, 1, 1), amount=200, by=company_manager, now=AFTER)
    decide(technician)
    decide(other_technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    rows = client_of(finance).get("/settlement/2026-10/payroll.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1].split(",")[8:14] == ["40.00", "10.00", "0.00", "0.00", "0.00", "-34.00"]


def test_sheets_to_sign(client_of, finance):
    with time_machine.travel(AFTER, tick=False):
        page = client_of(finance).get("/settlement/2026-10/print/?person=T1").content.decode()
    for text in ("Settlement sheet", "Draft", "−44.00", 'class="line"', "Carried on"):
        assert text in page
    assert "T2" not in page
