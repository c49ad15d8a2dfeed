"""A number that changes on the 15th: lines before and after stand on their own, and every form of the sheet says so."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook

from rulebook.services import number_change, number_withdraw
from settlement.models import ClosedLine
from settlement.outputs import workbook_of
from settlement.policies.reports import Filter
from settlement.services import month_close
from tests.settlement.facts import AFTER, OCTOBER, at, told

NOTICE = "¥50.00 until the day before 2026-10-15, ¥80.00 from then on. Each line stands on the number of its own day."
LINES = [("S-V3", "S1", 14, "-50.00"), ("S-V3", "S2", 15, "-80.00")]


def change(key, value, by, day=15):
    planned = {"valid_from": date(2026, 10, day), "reason": "新规", "by": by, "now": at(1)}
    return number_change(key=key, value=value, **planned)


@pytest.fixture
def changed(technician, company_manager, make_visit):
    """The deduction of S-V3 is 80 from the 15th; T1 has a dissatisfied customer on the 14th and on the 15th."""
    change("dissatisfied_deduction", "80", company_manager)
    make_visit(technician, "S1", at(14), verdict="dissatisfied")
    make_visit(technician, "S2", at(15), verdict="dissatisfied")


@pytest.fixture
def pages(client_of, technician, finance):
    """pages() -> the sheet as its person, as a manager's page and as a print show it."""

    def look() -> list[str]:
        with time_machine.travel(AFTER, tick=False):
            own = client_of(technician).get("/month/?month=2026-10")
            reader = client_of(finance)
            others = [reader.get(f"/settlement/2026-10/{path}") for path in ("sheets/T1/", "print/?person=T1")]
        return [" ".join(page.content.decode().split()) for page in (own, *others)]

    return look


def excel(person) -> list[list]:
    book = load_workbook(BytesIO(workbook_of(OCTOBER, Filter(person=person), now=AFTER, tell=lambda *_: None)))
    (page,) = [page for page in book if page.title.split()[0] == person]
    return [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]


def says_so(pages):
    own, sheet, printed = pages()
    assert NOTICE in own
    assert NOTICE in sheet
    assert "¥50.00 → ¥80.00 (2026-10-15)" in printed
    assert any("50.00 → ¥80.00" in str(cell) for row in excel("T1") for cell in row)


@pytest.mark.usefixtures("changed")
def test_lines_before_and_after_stand_on_their_own_numbers_and_the_sheet_says_so(technician, sheet, pages):
    assert [line for line in told(sheet(technician)) if line[0] == "S-V3"] == LINES
    says_so(pages)


@pytest.mark.usefixtures("changed")
def test_the_closed_sheet_says_so_too(technician, company_manager, decide, sheet, pages):
    decide(technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    kept = ClosedLine.objects.filter(rule="S-V3").order_by("on")
    assert [(line.amount, line.number) for line in kept] == [
        (-50, "dissatisfied_deduction"), (-80, "dissatisfied_deduction"),
    ]  # fmt: skip
    assert [line for line in told(sheet(technician)) if line[0] == "S-V3"] == LINES
    says_so(pages)


def test_s4_a_share_counts_for_the_receipts_of_its_own_days(technician, company_manager, make_visit, sheet):
    """Ten homes at 50 % before, ten at 100 % from the 15th: 15 of 20."""
    change("home_share_percent", "100", company_manager)
    for place in range(20):
        make_visit(technician, f"S{place:02}", at(14 + place // 10, 8, place), site_kind="home_single")
    assert (sheet(technician).home.most, sheet(technician).subsidised) == (15, 15)


@pytest.mark.usefixtures("october")
def test_a_change_of_the_first_or_one_taken_back_is_no_change_within_the_month(company_manager, pages):
    change("home_share_percent", "60", company_manager, day=2)
    planned = change("software_share_percent", "60", company_manager, day=20)
    number_withdraw(parameter_id=planned.pk, reason="弄错", by=company_manager, now=at(1))
    own, _sheet, printed = pages()
    assert "2026-10-20" not in own + printed
    assert own.count("Each line stands on the number of its own day.") == 1  # that of the 2nd


def test_s10_the_limit_is_that_of_the_months_last_day(technician, company_manager, make_visit, decide, sheet):
    from settlement.models import ClosedSheet
    from settlement.services import wage_set

    change("wage_guard_percent", "10", company_manager)
    wage_set(person=technician, valid_from=date(2026, 1, 1), amount=Decimal(100), by=company_manager, now=AFTER)
    make_visit(technician, "S1", at(8), verdict="dissatisfied")
    decide(technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    assert ClosedSheet.objects.get(person=technician).withheld == 10
