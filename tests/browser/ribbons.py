"""What a technician does on the ribbon of a visit."""

from playwright.sync_api import expect


def open_ribbon(desk, visit):
    desk.goto(f"/visits/{visit.receipt_no}/go/")
    expect(desk.locator("[data-ribbon]")).to_have_attribute("data-ready", "yes")


def sign(desk):
    pad = desk.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    desk.mouse.move(box["x"] + 40, box["y"] + 40)
    desk.mouse.down()
    for step in range(1, 12):
        desk.mouse.move(box["x"] + 40 + 15 * step, box["y"] + 40 + (50 if step % 2 else 0))
    desk.mouse.up()


def fill_work(desk, work="换电源"):
    desk.locator("#id_machine_count").fill("1")
    desk.locator("#id_site_kind").select_option("office_single")
    desk.locator("#id_domain").select_option("hardware")
    desk.locator("#id_shoe_covers").select_option("yes")
    desk.locator("#id_fault").fill("不开机")
    desk.locator("#id_work_done").fill(work)
    desk.locator("#id_result").select_option("solved")


def give_word(desk):
    """The screen turned over to the customer and back."""
    desk.locator("[data-turn]").click()
    desk.locator("input[name=verdict][value=satisfied]").check()
    sign(desk)
    desk.locator("[data-turn-back]").click()


def fill_all(desk):
    fill_work(desk)
    give_word(desk)
    desk.locator("#id_fare_out").fill("4.50")
    desk.locator("#id_fare_out_means").select_option("bus")


def tap(desk, kind):
    desk.locator(f"[data-tap={kind}] button").click()


def told_missing(desk) -> list[str]:
    return [each.get_attribute("data-need") for each in desk.locator("[data-need]:visible").all()]
