"""Signing in with staff number and password, and out again."""

import pytest
from django.test import Client

from tests.conftest import PASSWORD


@pytest.mark.parametrize("number", ["T1", "t1", " t1 ", "Ｔ１"])
def test_the_number_counts_however_it_is_written(technician, sign_in_as, number):
    answer = sign_in_as(number)
    assert (answer.status_code, answer.url) == (302, "/")


@pytest.mark.parametrize(
    ("number", "password"),
    [("T1", "wrong"), ("T1", PASSWORD.upper()), ("T1", PASSWORD + " "), ("nobody", PASSWORD), ("🙂", PASSWORD)],
)
def test_wrong_ones_get_one_and_the_same_answer(technician, sign_in_as, number, password):
    page = sign_in_as(number, password)
    assert page.status_code == 200
    assert "Wrong staff number or password" in page.content.decode()
    assert "desk_session" not in page.cookies


@pytest.mark.parametrize(
    ("number", "password"),
    [("", PASSWORD), ("T1", ""), ("T\x001", PASSWORD), ("T1", "a\x00b"), ("x" * 10_000, "x"), ("T1", "x" * 10_000)],
)
def test_what_cannot_be_right_gets_a_message(technician, sign_in_as, number, password):
    page = sign_in_as(number, password)
    assert page.status_code == 200
    assert page.context["form"].errors


def test_a_person_without_a_password_cannot_sign_in(counter, make_staff, sign_in_as):
    make_staff("T8", password=None)
    for password in ("", "None", "!"):
        assert sign_in_as("T8", password).status_code == 200


def test_afterwards_one_stands_where_one_wanted_to_go(technician, browser):
    desk = browser()
    answer = desk.get("/customers/?q=%E5%BC%A0")
    assert answer.url == "/sign-in/?next=/customers/%3Fq%3D%25E5%25BC%25A0"
    page = desk.get(answer.url)
    answer = desk.post("/sign-in/", {"username": "T1", "password": PASSWORD, "next": page.context["next"]})
    assert answer.url == "/customers/?q=%E5%BC%A0"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/sign-in/"])
def test_but_never_at_another_host(technician, sign_in_as, elsewhere):
    assert sign_in_as("T1", next=elsewhere).url == "/"


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(technician, browser):
    answer = browser().post("/staff/T1/first-password/", headers={"referer": "http://testserver/staff/T1/?x=1"})
    assert answer.url == "/sign-in/?next=/staff/T1/%3Fx%3D1"
    answer = browser().post("/staff/T1/first-password/", headers={"referer": "https://evil.example/x"})
    assert answer.url == "/sign-in/?next=/"


def test_a_part_of_a_page_sends_the_whole_window_to_sign_in(technician, browser):
    part = {"HX-Request": "true", "HX-Current-URL": "http://testserver/customers/?q=a"}
    answer = browser().get("/customers/?q=ab", headers=part)
    assert answer["HX-Redirect"] == "/sign-in/?next=/customers/%3Fq%3Da"


def test_who_is_signed_in_is_not_asked_again(technician, client_of):
    assert client_of(technician).get("/sign-in/").url == "/"


def test_signing_out_takes_a_post_and_ends_the_session(technician, client_of):
    desk = client_of(technician)
    assert desk.get("/sign-out/").status_code == 405
    assert desk.get("/password/").status_code == 200
    assert desk.post("/sign-out/").url == "/sign-in/"
    assert desk.get("/password/").status_code == 302


def test_signing_out_of_a_session_that_has_ended_asks_for_nothing(technician, browser):
    assert browser().post("/sign-out/").url == "/sign-in/"


def test_a_form_that_is_too_old_says_so(technician):
    page = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post("/sign-in/", {"username": "T1"})
    assert page.status_code == 403
    assert "too old" in page.content.decode()
