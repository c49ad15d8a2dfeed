"""The browser's upload: what it takes, what it refuses on the form, and that a double click makes one run."""

import os
from io import BytesIO
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.workbook.conftest import as_file
from tests.workbook.test_unreadable_files import TYPES
from workbook.models import ImportRun


@pytest.fixture
def post(client_of, service_manager):
    """post(file, name) -> response of the upload by the service manager."""

    def make(file, name="十月.xlsx", key=None, language="en"):
        file.name = name
        return client_of(service_manager, language).post("/import/", {"key": key or uuid4(), "file": file})

    return make


def refused(response) -> str:
    assert response.status_code == 200
    assert not ImportRun.objects.exists()
    return response.content.decode()


def test_a_workbook_waits_for_its_turn(post, shop, service_manager):
    response = post(as_file(shop))
    run = ImportRun.objects.get()
    assert (response.status_code, response["location"]) == (302, f"/import/{run.pk}/")
    assert (run.state, run.file_name, run.uploaded_by) == ("waiting", "十月.xlsx", service_manager)
    assert os.stat(run.file.path).st_mode & 0o777 == 0o600


def test_a_double_click_makes_one_run(post, shop):
    key = uuid4()
    first, second = post(as_file(shop), key=key), post(as_file(shop), key=key)
    assert first["location"] == second["location"]
    assert ImportRun.objects.count() == 1


def test_no_file_at_all(client_of, service_manager):
    response = client_of(service_manager).post("/import/", {"key": uuid4()})
    assert "Choose a workbook." in refused(response)


def test_something_else_than_a_workbook(post):
    assert "This is no Excel workbook" in refused(post(BytesIO(b"hello"), "foto.jpg"))
    assert "This is no Excel workbook" in refused(post(BytesIO(b""), "leer.xlsx"))


def test_a_zip_bomb(post):
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", TYPES)
        target.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    bomb.seek(0)
    assert "would unpack to far more" in refused(post(bomb))


def test_an_upload_over_the_limit_is_refused_on_the_form(post, shop, settings):
    settings.UPLOAD_LIMIT = 1024**2
    page = refused(post(BytesIO(bytes(1024**2 + 1))))
    assert "larger than 1 MB" in page
    assert "This field is required" not in page


def test_the_name_of_the_file_is_shown_but_never_used(post, shop, client_of, service_manager):
    response = post(as_file(shop), name="<script>x</script>.xlsx")
    run = ImportRun.objects.get()
    assert run.file.name.startswith("imports/")
    assert "script" not in run.file.name
    page = client_of(service_manager).get(response["location"]).content.decode()
    assert "<script>x" not in page


def test_a_very_long_name_keeps_its_end(post, shop):
    post(as_file(shop), name="长" * 230 + ".xlsx")
    assert len(ImportRun.objects.get().file_name) <= 200
    assert ImportRun.objects.get().file_name.endswith(".xlsx")
