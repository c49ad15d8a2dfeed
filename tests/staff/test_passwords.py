"""First passwords are random, shown once and must be changed; one's own is one's own."""

import re

import pytest

from records.models import Entry
from tests.conftest import PASSWORD

NEW = "kettle-harbour-77"


@pytest.fixture
def given(technician, company_manager, client_of):
    """The first password of T1, as the page showed it."""
    page = client_of(company_manager).post("/staff/T1/first-password/")
    assert "no-store" in page["Cache-Control"]
    return re.search(r'class="one-time">(\w+)<', page.content.decode())[1]


def test_it_is_random_and_shown_once(given, company_manager, client_of):
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{12}", given)
    desk = client_of(company_manager)
    assert given not in desk.get("/staff/T1/").content.decode()
    assert given not in str(list(Entry.objects.values_list("data", flat=True)))
    again = desk.post("/staff/T1/first-password/").content.decode()
    assert given not in again


def test_it_ends_the_sessions_under_the_old_one(technician, company_manager, client_of):
    desk = client_of(technician)
    client_of(company_manager).post("/staff/T1/first-password/")
    assert desk.get("/customers/").url.startswith("/sign-in/")


def test_under_it_nothing_opens_but_the_change(given, browser):
    desk = browser()
    desk.post("/sign-in/", {"username": "T1", "password": given})
    for address in ("/", "/customers/", "/queue/"):
        assert desk.get(address).url == "/password/"
    assert desk.post("/customers/new/", {}).url == "/password/"
    assert desk.get("/customers/?q=a", headers={"HX-Request": "true"})["HX-Redirect"] == "/password/"
    assert desk.post("/password/", {"new": given, "again": given}).status_code == 200
    assert desk.post("/password/", {"new": NEW, "again": NEW}).url == "/"
    assert desk.get("/customers/").status_code == 200


def test_nobody_gives_themself_one(company_manager, client_of):
    assert client_of(company_manager).post("/staff/M1/first-password/").status_code == 403


def test_changing_ones_own_keeps_this_session_and_ends_the_others(technician, client_of, sign_in_as):
    here, elsewhere = client_of(technician), client_of(technician)
    answer = here.post("/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert answer.url == "/"
    assert here.get("/password/").status_code == 200
    assert elsewhere.get("/password/").url.startswith("/sign-in/")
    assert sign_in_as("T1").status_code == 200
    assert sign_in_as("T1", NEW).status_code == 302
    assert Entry.objects.filter(subject="staff", code="staff.password_changed", by=technician).count() == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"old": "wrong"}, "old"),
        ({"old": ""}, "old"),
        ({"again": NEW + "x"}, "again"),
        ({"new": "short", "again": "short"}, "new"),
        ({"new": "password123", "again": "password123"}, "new"),
        ({"new": PASSWORD, "again": PASSWORD}, "new"),
        ({"new": "x" * 10_000, "again": "x" * 10_000}, "new"),
        ({"new": "a\x00bcdefghijkl", "again": "a\x00bcdefghijkl"}, "new"),
    ],
)
def test_what_is_not_taken(technician, client_of, sent, field):
    page = client_of(technician).post("/password/", {"old": PASSWORD, "new": NEW, "again": NEW, **sent})
    assert page.context["form"].errors[field]
    technician.refresh_from_db()
    assert technician.check_password(PASSWORD)


def test_a_name_is_no_password(make_staff, client_of):
    desk = client_of(make_staff("T8", "Konstantinopolos"))
    page = desk.post("/password/", {"old": PASSWORD, "new": "konstantinopolos", "again": "konstantinopolos"})
    assert page.context["form"].errors["new"]


def test_a_password_may_hold_anything_that_can_be_typed(technician, client_of, sign_in_as):
    odd = "  四个 热 水壶🙂  "
    assert client_of(technician).post("/password/", {"old": PASSWORD, "new": odd, "again": odd}).url == "/"
    assert sign_in_as("T1", odd).status_code == 302
