"""Imports are for the two managers; everybody else gets 403, strangers the sign-in page."""

import pytest
from django.test import Client

from workbook.models import ImportRun

PAGES = (
    "/import/",
    "/import/{pk}/",
    "/import/{pk}/progress/",
    "/import/{pk}/faults.xlsx",
    "/import/empty-workbook.xlsx",
)
ALLOWED = {"service_manager", "company_manager"}


@pytest.fixture
def run(service_manager, now):
    return ImportRun.objects.create(file_name="a.xlsx", state="refused", uploaded_by=service_manager, uploaded_at=now)


@pytest.mark.parametrize("page", PAGES)
def test_who_may_see_it(run, cast, client_of, page):
    for role, person in cast.items():
        status = client_of(person).get(page.format(pk=run.pk)).status_code
        assert status == (200 if role in ALLOWED else 403), role
    assert Client().get(page.format(pk=run.pk)).status_code == 302


def test_who_may_upload(cast, client_of):
    for role, person in cast.items():
        assert client_of(person).post("/import/").status_code == (200 if role in ALLOWED else 403), role
    assert Client().post("/import/").status_code == 302


@pytest.mark.parametrize("page", ["/import/999999/", "/import/999999/progress/", "/import/999999/faults.xlsx"])
def test_a_run_that_is_not_there(service_manager, client_of, page):
    assert client_of(service_manager).get(page).status_code == 404


@pytest.mark.parametrize("query", ["before=x", "before=-1", "before=99999999999999999999", "before="])
def test_nonsense_in_the_address(service_manager, client_of, query):
    assert client_of(service_manager).get(f"/import/?{query}").status_code == 200
    assert client_of(service_manager).get(f"/import/empty-workbook.xlsx?lang={query}").status_code == 200
