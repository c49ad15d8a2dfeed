"""A phone without room for anything: nothing is lost without a word, and what has a signal is sent all the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.ribbons import fill_all, open_ribbon, tap

pytestmark = pytest.mark.browser
FULL = """
  const put = IDBObjectStore.prototype.put;
  self.phoneIsFull = true;
  IDBObjectStore.prototype.put = function (...given) {
    if (self.phoneIsFull) throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, given);
  };
"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_visit_is_filed_from_a_phone_whose_storage_is_full(phone, agreed, sound, language):
    visit, desk = agreed(), phone(language)
    desk.add_init_script(FULL)
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(1)
    fill_all(desk)
    expect(desk.locator("[data-outbox-full]")).to_be_visible()
    desk.context.set_offline(True)
    desk.locator("[data-send-receipt]").click()
    expect(desk.locator("[data-outbox-list] li[data-state=waiting]")).to_have_count(1)
    expect(desk.locator("[data-send-receipt]")).to_be_enabled(timeout=20_000)
    sound(desk, language)
    assert desk.url.endswith("/go/")  # this page alone holds the receipt
    desk.context.set_offline(False)
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url(f"**/visits/{visit.receipt_no}/")
    visit.refresh_from_db()
    assert (visit.state, visit.versions.count()) == ("filed", 1)


def test_what_the_page_held_is_kept_as_soon_as_there_is_room(phone, agreed):
    visit, desk = agreed(), phone()
    desk.add_init_script(FULL)
    open_ribbon(desk, visit)
    desk.context.set_offline(True)
    tap(desk, "arrive")
    expect(desk.locator("[data-outbox-full]")).to_be_visible()
    desk.evaluate("self.phoneIsFull = false")
    desk.locator("[data-outbox-send]").click()
    expect(desk.locator("[data-outbox-full]")).to_be_hidden()
