"""What a phone keeps of one person's day is nobody else's to see: not after signing out, not after a session ended."""

import re

import pytest
from playwright.sync_api import Error, expect

from tests.browser.ribbons import fill_work, open_ribbon, tap

pytestmark = pytest.mark.browser
NOTHING_KEPT = "async () => !(await caches.has('visits-pages'))"


@pytest.fixture
def handed_on(sign_in, other_technician):
    """handed_on(desk) -> the same phone with somebody else signed in and no signal."""

    def make(desk):
        sign_in(desk, other_technician)
        desk.context.set_offline(True)
        return desk

    return make


def test_after_a_session_ended_nothing_of_it_is_shown_to_the_next(phone, agreed, handed_on):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    fill_work(desk, "只给小丁看")
    expect(desk.locator("[data-kept]")).to_be_visible()
    desk.context.clear_cookies()
    desk.goto("/visits/day/")
    expect(desk).to_have_url(re.compile("/sign-in/"))
    desk.wait_for_function(NOTHING_KEPT)
    handed_on(desk)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        desk.goto(f"/visits/{visit.receipt_no}/go/")


def test_signing_out_closes_what_is_open_in_another_tab(phone, agreed):
    visit, desk = agreed(), phone()
    other = desk.context.new_page()
    open_ribbon(other, visit)
    desk.evaluate("document.querySelector(\"form[action$='sign-out/']\").requestSubmit()")
    expect(desk.locator("[data-nobody]")).to_be_attached()
    expect(other.locator("[data-nobody]")).to_be_attached()
    desk.wait_for_function(NOTHING_KEPT)


def test_the_page_of_a_visit_that_went_to_somebody_else_is_not_kept(phone, agreed, other_technician):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    visit.technician = other_technician
    visit.save(update_fields=["technician"])
    desk.goto(f"/visits/{visit.receipt_no}/go/")
    expect(desk.locator("[data-ribbon]")).to_have_count(0)
    kept = "async (path) => !(await caches.match(path, {ignoreVary: true}))"
    desk.wait_for_function(kept, arg=f"/visits/{visit.receipt_no}/go/")
