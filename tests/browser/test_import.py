"""Bringing a shop's workbook in, in the browser: progress, what came of it, and a list of what is wrong."""

from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from customers.models import Customer
from servicedesk import clock
from tests.browser.looks import each_flow
from tests.browser.words import say_in
from tickets.models import Job
from workbook import progress
from workbook.models import ImportRun
from workbook.tasks import run_waiting_imports

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEETS = {
    "staff": [["staff_no", "name", "roles", "in_station"], ["T01", "丁一", "technician", "yes"]],
    "客户": [
        ["客户号", "名称", "类别", "代理类型"],
        ["K0001", "临河县恒信电脑", "代理商", "县市"],
        ["K0002", "李雷", "其他客户", None],
    ],
    "machines": [["machine_no", "customer_no", "category", "serial"], ["J0001", "K0002", "laptop", "SN1002003"]],
    "jobs": [
        ["job_no", "customer_no", "machine_no", "domain", "severity", "purpose", "fault", "opened_at"],
        ["G0001", "K0002", "J0001", "hardware", "major", "work", "不开机", "2026-10-10 11:19"],
        ["G0002", "K0001", None, "software", "ordinary", "work", "蓝屏", "2026-10-12 08:30"],
    ],
    "returned_goods": [
        ["item_no", "customer_no", "product", "category", "condition", "received_at", "voucher_no"],
        ["F0001", "K0002", "鼠标", "mouse", "faulty", "2026-10-05 14:08", "PZ0001"],
    ],
    "工资": [["工号"], ["T01"]],
}  # fmt: skip
FAULTS = {("jobs", "B", 3): "K9999", ("machines", "C", 2): "spaceship", ("jobs", "H", 2): "2026-13-40"}


def _file(faults=()) -> dict:
    book = Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for (name, column, row), value in dict(faults).items():
        book[name][f"{column}{row}"] = value
    data = BytesIO()
    book.save(data)
    return {"name": "十月.xlsx", "mimeType": XLSX, "buffer": data.getvalue()}


def _going_on(run, done: int, total: int):
    """As another process would find the run, halfway through a large workbook."""
    ImportRun.objects.filter(pk=run.pk).update(state="running", claimed_at=clock.now())
    progress.mark(run.pk, "writing", done, total)


@pytest.fixture
def upload(page, sign_in, sound, company_manager):
    """upload(language, size, file) -> the page of the run, waiting to be taken in."""

    def send(language, size, file):
        desk = page(language, size)
        sign_in(desk, company_manager)
        desk.goto("/import/")
        desk.locator("input[type=file]").set_input_files(file)
        desk.get_by_role("button", name=say_in(language)("Upload")).click()
        desk.wait_for_url("**/import/*/")
        return desk

    return send


@each_flow
def test_a_workbook_is_taken_in_while_the_manager_looks_on(upload, sound, language, size):
    desk = upload(language, size, _file())
    sound(desk, language)
    run = ImportRun.objects.get()
    _going_on(run, 300, 2000)
    expect(desk.get_by_role("progressbar")).to_have_attribute("value", "15")
    sound(desk, language)
    ImportRun.objects.filter(pk=run.pk).update(state=run.state, claimed_at=None)
    run_waiting_imports()
    rows = desk.locator(".import-counts tbody tr")  # the page finds out by itself
    expect(rows).to_have_count(5)
    assert [int(row.locator("td").first.inner_text()) for row in rows.all()] == [1, 2, 1, 2, 1]
    notes = desk.locator("#account").inner_text()
    assert "工资" in notes  # not known, and not an error
    sound(desk, language, allowed={"工资"})
    desk.goto("/queue/")
    assert desk.locator("#board tbody .row-link").all_inner_texts() == ["G0002", "G0001"]
    desk.goto("/import/")
    sound(desk, language)


@each_flow
def test_what_is_wrong_is_listed_and_nothing_taken_in(upload, sound, language, size):
    desk = upload(language, size, _file(FAULTS))
    run_waiting_imports()
    expect(desk.locator("#faults-title")).to_be_visible()
    lines = [
        row.locator("td").all_inner_texts()
        for row in desk.locator("#faults-title ~ * tbody tr, section:has(#faults-title) tbody tr").all()
    ]
    for (sheet, column, row), value in FAULTS.items():
        heading = SHEETS[sheet][0][ord(column) - ord("A")]
        line = next(line for line in lines if line[0] == sheet and line[1] == str(row) and heading in line[2])
        assert value in line[3], line
        assert line[4].strip(), line  # what is accepted
    assert len(lines) == len(FAULTS)
    assert not Customer.objects.exists()
    assert not Job.objects.exists()
    sound(
        desk,
        language,
        allowed={heading for rows in SHEETS.values() for heading in rows[0]} | set(SHEETS) | {"spaceship"},
    )


def test_what_is_no_workbook_is_refused_at_once(page, sign_in, sound, service_manager):
    desk = page("zh", "phone")
    sign_in(desk, service_manager)
    desk.goto("/import/")
    for name, content in (("照片.xlsx", b"\x89PNG\r\n"), ("空.xlsx", b"")):
        desk.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})
        desk.get_by_role("button", name=say_in("zh")("Upload")).click()
        expect(desk.locator(".invalid-feedback")).to_be_visible()
    sound(desk, "zh")
