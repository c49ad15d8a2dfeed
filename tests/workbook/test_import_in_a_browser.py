"""The import in a real browser: upload, progress, faults, counts, in both languages and sizes."""

import re

import pytest

from servicedesk import clock
from tests.support.browser import each_look
from tests.workbook.conftest import as_file
from workbook import progress
from workbook.models import ImportRun
from workbook.services import run_next

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def upload(tmp_path):
    """upload(page, sheets) chooses a workbook and sends it."""

    def send(page, source):
        path = tmp_path / "十月.xlsx"
        path.write_bytes(source if isinstance(source, bytes) else as_file(source).getvalue())
        page.goto("/import/")
        page.set_input_files("input[type=file]", path)
        page.locator("form[enctype] button[type=submit]").click()

    return send


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@each_look
def test_from_upload_to_counts(page, sign_in, axe, shot, upload, service_manager, shop, language, size):
    desk = page(language, size)
    sign_in(desk, service_manager)
    desk.goto("/import/")
    axe(desk)
    assert fits(desk)
    upload(desk, shop)
    desk.wait_for_url(re.compile(r"/import/\d+/$"))
    run = ImportRun.objects.get()
    ImportRun.objects.update(state="running", claimed_at=clock.now())
    progress.mark(run.pk, "writing", 3, 10)
    desk.locator("progress[value='30']").wait_for()
    axe(desk)
    assert fits(desk)
    shot(desk, "import-going")
    ImportRun.objects.update(state="waiting", claimed_at=None)
    assert run_next(now=clock.now())
    desk.locator(".import-counts").wait_for()
    axe(desk)
    assert fits(desk)
    shot(desk, "import-done")


@each_look
def test_faults(page, sign_in, axe, shot, upload, service_manager, shop, language, size):
    shop["jobs"][0]["severity"] = "?"
    shop["customers"][2]["agent_kind"] = "local"
    shop["jobs"][1]["负责人"] = "x"
    desk = page(language, size)
    sign_in(desk, service_manager)
    upload(desk, shop)
    desk.wait_for_url(re.compile(r"/import/\d+/$"))
    assert run_next(now=clock.now())
    desk.locator("#faults-title").wait_for()
    axe(desk)
    assert fits(desk)
    shot(desk, "import-faults")
    with desk.expect_download() as download:
        desk.locator(".import-head a").click()
    assert download.value.suggested_filename.endswith(".xlsx")


@each_look
def test_what_is_no_workbook_is_refused_on_the_form(page, sign_in, axe, upload, service_manager, language, size):
    desk = page(language, size)
    sign_in(desk, service_manager)
    upload(desk, b"hello")
    desk.locator(".invalid-feedback").wait_for()
    axe(desk)
    assert fits(desk)
    assert not ImportRun.objects.exists()
