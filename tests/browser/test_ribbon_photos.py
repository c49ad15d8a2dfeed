"""Photos on the ribbon: seen and reduced at once, taken off one by one; what is no photo is told at once."""

import pytest
from playwright.sync_api import expect

from records.models import Picture
from tests.browser.ribbons import fill_all, open_ribbon, tap
from tests.browser.test_photos import file
from tests.support.pictures import photo_bytes

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("media")]
KEPT = """async (most) => (await Outbox.all('drafts')).some(
    ({files}) => files.length && files.every(([, each]) => each.size < most))"""


def test_a_phones_15_mb_are_reduced_before_the_draft_keeps_them_and_bad_files_are_told_at_once(phone, agreed, sound):
    visit, desk = agreed(), phone("zh")
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    fill_all(desk)
    desk.context.set_offline(True)
    large = photo_bytes((3000, 2250)) + b"\0" * 15 * 1024**2  # a camera's own data behind the picture
    desk.locator("#id_photos_before").set_input_files([file("a.jpg", large), file("list.jpg", b"this is text")])
    lines = desk.locator("[data-photos-chosen]:visible li")
    expect(lines).to_have_count(2)
    expect(lines.first.locator("canvas")).to_be_visible()
    expect(lines.nth(1)).to_contain_text("不是")
    sound(desk, "zh", allowed={"jpg", "list", "JPEG", "PNG", "WebP"})
    lines.nth(1).get_by_role("button").click()
    expect(lines).to_have_count(1)
    desk.wait_for_function(KEPT, arg=1_500_000)
    desk.context.set_offline(False)
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url(f"**/visits/{visit.receipt_no}/")
    assert Picture.objects.of("visit", visit.pk).filter(kind="visit_before").count() == 1
