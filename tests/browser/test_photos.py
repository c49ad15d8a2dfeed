"""Photos in a real browser: at the intake with the goods, later at the item, on a phone from the camera."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from records.models import Picture
from returns.models import ReturnedItem
from tests.browser.looks import each_flow
from tests.browser.words import say_in
from tests.support.pictures import encoded, photo_bytes

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("media")]


def file(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


@pytest.fixture
def large() -> bytes:
    """A photo of several MB, with the place in it."""
    noise = Image.effect_noise((1500, 1000), 60).convert("RGB").resize((4500, 3000))
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 13.0, 49.0)})
    return encoded(noise, quality=90, exif=exif)


@pytest.fixture
def clerk(page, sign_in, counter, make_customer, make_machine):
    """clerk(language, size) -> the intake page of somebody who has just scanned a known machine."""
    make_machine(make_customer("industry", name="第一中学"), category="laptop", model="锐翔 A5", serial="SN1002003")

    def sit_down(language, size):
        desk = page(language, size)
        desk.add_init_script("window.print = () => {};")
        sign_in(desk, counter)
        desk.goto("/returns/intake/")
        desk.locator("#scan").fill("SN1002003")
        desk.locator("#scan").press("Enter")
        expect(desk.locator("[name=items-0-product]")).not_to_have_value("")
        desk.locator("[name=items-0-condition]").select_option("intact")
        desk.locator("[name=items-0-packaging_complete]").select_option("yes")
        return desk

    return sit_down


def choose(desk, *files):
    desk.locator("#id_items-0-photos").set_input_files(list(files))
    expect(desk.locator("[data-photos-chosen] li")).to_have_count(len(files))


@each_flow
def test_photos_are_taken_at_the_intake(clerk, sound, shot, large, language, size):
    desk = clerk(language, size)
    assert len(large) > 2_000_000
    choose(desk, file("a.jpg", large), file("b.jpg", photo_bytes()))
    sizes = desk.evaluate("[...document.querySelector('#id_items-0-photos').files].map((each) => each.size)")
    assert sizes[0] < len(large) / 2  # reduced before it travels
    sound(desk, language, allowed={"jpg"})  # names of files
    shot(desk, "intake")
    with desk.expect_navigation(url="**/vouchers/**"):
        desk.keyboard.press("Control+Enter")
    item = ReturnedItem.objects.get()
    assert [(each.width, each.height) for each in Picture.objects.of("item", item.pk)] == [(2000, 1333), (640, 480)]

    desk.goto(f"/returns/items/{item.item_no}/")
    for image in desk.locator(".pictures img").all():
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") == 320
    desk.get_by_text(say_in(language)("Add photos")).click()
    sound(desk, language)
    shot(desk, "item")


def test_a_bad_file_is_told_at_its_block_and_must_be_chosen_again(clerk, shot):
    desk = clerk("en", "desk")
    choose(desk, file("list.jpg", b"this is text"))
    desk.keyboard.press("Control+Enter")
    told = desk.locator("#div_id_items-0-photos [role=alert]")
    expect(told).to_have_count(2)
    expect(desk.locator("#id_items-0-photos")).to_be_focused()
    assert "list.jpg: This is not a photo" in told.first.inner_text()
    assert desk.locator("[name=items-0-condition]").input_value() == "intact"
    shot(desk, "refused")
    assert not ReturnedItem.objects.exists()


def test_the_camera_of_a_phone_adds_one_photo_after_the_other(clerk):
    desk = clerk("en", "phone")
    camera = desk.locator(".photos-camera").first
    expect(camera).to_be_visible()
    assert camera.bounding_box()["height"] >= 44
    assert camera.locator("input").get_attribute("capture") == "environment"
    for count in (1, 2):
        camera.locator("input").set_input_files(file(f"{count}.jpg", photo_bytes()))
        expect(desk.locator("[data-photos-chosen] li")).to_have_count(count)
    with desk.expect_navigation(url="**/vouchers/**"):
        desk.keyboard.press("Control+Enter")
    assert Picture.objects.count() == 2


def test_a_photo_is_added_later_and_withdrawn(clerk, sound, shot):
    desk = clerk("zh", "desk")
    with desk.expect_navigation(url="**/vouchers/**"):
        desk.keyboard.press("Control+Enter")
    item = ReturnedItem.objects.get()
    say = say_in("zh")
    desk.goto(f"/returns/items/{item.item_no}/")
    desk.get_by_text(say("Add photos")).click()
    desk.locator("#id_photos").set_input_files(file("a.jpg", photo_bytes()))
    expect(desk.locator("[data-photos-chosen] canvas")).to_be_visible()
    desk.get_by_role("button", name=say("Add to the item")).click()
    expect(desk.locator(".pictures img")).to_have_count(1)
    desk.get_by_role("link", name=say("Withdraw")).click()
    sound(desk, "zh")
    shot(desk, "withdraw")
    desk.get_by_label(say("reason").capitalize()).fill("拍错了")
    desk.get_by_role("button", name=say("Withdraw")).click()
    expect(desk.locator(".pictures")).to_have_count(0)
    assert Picture.objects.get().withdrawn_reason == "拍错了"
