"""Signing in and out (R1): wrong passwords, first passwords, too many tries, the first minutes of an empty desk."""

import re

import pytest

from tests.browser.looks import each_flow
from tests.browser.words import label, say_in
from tests.conftest import PASSWORD

pytestmark = pytest.mark.browser
OWN = "鱼塘 红灯 七月 雨伞"


def _type(page, say, staff_no: str, password: str):
    page.get_by_label(label(say("Staff number"))).fill(staff_no)
    page.get_by_label(label(say("Password"))).fill(password)
    page.get_by_role("button", name=say("Sign in")).click()


@each_flow
def test_wrong_then_right_then_out(page, sound, counter, language, size):
    desk, say = page(language, size), say_in(language)
    desk.goto("/queue/")
    sound(desk, language)
    _type(desk, say, counter.staff_no, "not-the-password")
    assert desk.get_by_role("alert").is_visible()
    assert desk.get_by_label(label(say("Staff number"))).input_value() == counter.staff_no
    sound(desk, language)

    _type(desk, say, counter.staff_no.lower(), PASSWORD)
    desk.wait_for_url("**/queue/")  # the page that was asked for
    desk.goto("/")
    assert desk.get_by_role("heading", level=1, name=say("My work", "navigation")).is_visible()
    assert desk.get_by_role("link", name=say("Log goods")).count()  # the work of the counter

    desk.locator("details.user-menu summary").click()
    desk.get_by_role("button", name=say("Sign out")).click()
    desk.wait_for_url("**/sign-in/**")
    desk.goto("/queue/")
    assert "/sign-in/" in desk.url


@each_flow
def test_a_first_password_must_be_changed(page, sound, make_staff, service_manager, language, size, present):
    from staff.services import first_password

    person = make_staff("T7", "小唐", roles={"technician"})
    given = first_password(staff_id=person.pk, by=service_manager, now=present)
    desk, say = page(language, size), say_in(language)
    desk.goto("/sign-in/")
    _type(desk, say, "T7", given)
    desk.wait_for_url("**/password/")
    sound(desk, language)
    desk.goto("/queue/")
    desk.wait_for_url("**/password/")

    for new, again in (("1234567890", "1234567890"), (OWN, "something else")):
        desk.get_by_label(label(say("New password"))).fill(new)
        desk.get_by_label(label(say("New password again"))).fill(again)
        desk.get_by_role("button", name=say("Save the password")).click()
        assert desk.locator(".invalid-feedback").first.is_visible()
    sound(desk, language)
    desk.get_by_label(label(say("New password"))).fill(OWN)
    desk.get_by_label(label(say("New password again"))).fill(OWN)
    desk.get_by_role("button", name=say("Save the password")).click()
    desk.wait_for_url("**/")
    desk.goto("/queue/")
    assert desk.get_by_role("heading", level=1, name=say("Queue")).is_visible()


@each_flow
def test_too_many_tries_are_told_when_to_try_again(page, sound, counter, language, size):
    desk, say = page(language, size, strict=False), say_in(language)  # the console reports the 429
    desk.goto("/sign-in/")
    for _i in range(5):
        _type(desk, say, counter.staff_no, "not-the-password")
    assert desk.get_by_role("heading", level=1, name=say("Too many tries")).is_visible()
    assert re.search(r"\b\d\d:\d\d:\d\d\b", desk.locator("main").inner_text())
    sound(desk, language)


@each_flow
def test_an_empty_desk_is_set_up_with_the_code_of_its_terminal(page, sound, db, present, language, size):
    from staff.services import setup_code_make

    code = setup_code_make(now=present)
    desk, say = page(language, size), say_in(language)
    desk.goto("/")
    desk.wait_for_url("**/setup/")
    sound(desk, language)
    desk.get_by_label(label(say("Staff number"))).fill("M01")
    desk.get_by_label(label(say("Name", "person"))).fill("马经理")
    for wrong in ("AAAAAAAAAA", code):
        desk.get_by_label(label(say("One-time code"))).fill(wrong)
        desk.get_by_label(label(say("New password"))).fill(OWN)
        desk.get_by_label(label(say("New password again"))).fill(OWN)
        desk.locator("main form button[type=submit]").click()
        if wrong != code:
            assert desk.locator(".invalid-feedback").first.is_visible()
            assert desk.get_by_label(label(say("Staff number"))).input_value() == "M01"
            sound(desk, language)
    desk.wait_for_url(lambda url: not url.endswith("/setup/"))
    assert desk.get_by_role("heading", level=1, name=say("My work", "navigation")).is_visible()
    assert "马经理" in desk.locator("main").inner_text()
    sound(desk, language)
