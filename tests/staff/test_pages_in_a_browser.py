"""The doors and the staff list in both languages and sizes, checked for accessibility and for running over the edge."""

import pytest

from staff.models import User
from tests.conftest import PASSWORD
from tests.support.browser import each_look

pytestmark = pytest.mark.browser


def fits(desk) -> bool:
    return desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


@each_look
def test_every_page(page, sign_in, axe, company_manager, technician, make_customer, make_job, language, size):
    make_job(make_customer(), technician=technician)
    desk = page(language, size)
    desk.goto("/sign-in/")
    axe(desk)
    sign_in(desk, company_manager)
    for address in ("/staff/", "/staff/?show=left", "/staff/T1/", "/staff/T1/edit/", "/staff/new/", "/password/"):
        desk.goto(address)
        axe(desk)
        assert fits(desk), address
    desk.goto("/staff/T1/edit/")
    desk.locator("#id_active_to").fill("2099-01-01")
    desk.locator("main form button[type=submit]").click()
    desk.locator("#id_leave_anyway").wait_for()
    axe(desk)


@each_look
def test_an_empty_desk(page, axe, db, language, size):
    desk = page(language, size)
    desk.goto("/")
    assert desk.url.endswith("/setup/")
    axe(desk)
    assert fits(desk)


def test_signing_in_with_a_first_password_and_out(page, technician):
    User.objects.filter(pk=technician.pk).update(must_change_password=True)
    desk = page("en")
    desk.goto("/customers/")
    desk.get_by_label("Staff number").fill("t1")
    desk.get_by_label("Password").fill(PASSWORD)
    desk.keyboard.press("Enter")
    desk.get_by_label("New password", exact=False).first.fill("kettle-harbour-77")
    desk.get_by_label("New password again").fill("kettle-harbour-77")
    desk.keyboard.press("Enter")
    desk.get_by_text("Your password is changed").wait_for()
    desk.locator("details.user-menu summary").click()
    desk.get_by_role("button", name="Sign out").click()
    desk.wait_for_url("**/sign-in/")
