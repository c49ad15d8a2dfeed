"""A phone whose storage is full: said at once, and what the open page holds is sent from there."""

import pytest
from playwright.sync_api import expect

from tests.browser.ribbons import fill_all, open_ribbon, tap

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("media")]
NO_ROOM = "IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_receipt_that_cannot_be_kept_is_held_by_the_page_and_sent_from_it(phone, agreed, sound, language):
    visit, desk = agreed(), phone(language)
    desk.add_init_script(NO_ROOM)
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    expect(desk.locator("#id_fault")).to_be_visible()
    fill_all(desk)
    full = desk.locator("[data-outbox-full]")
    expect(full).to_be_visible()
    sound(desk, language)
    desk.context.set_offline(True)
    desk.locator("[data-send-receipt]").click()
    expect(desk.locator("[data-outbox-list] li[data-state=waiting]")).to_have_count(1)
    expect(full).to_be_visible()
    desk.context.set_offline(False)
    desk.locator("[data-outbox-send]").click()
    expect(full).to_be_hidden()
    desk.goto(f"/visits/{visit.receipt_no}/")
    visit.refresh_from_db()
    assert visit.state == "filed"
