"""A customer's faulty board travels: basket, parcel, packing list, third day, back as a new one, ready (D2, W9)."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from returns.models import Parcel, ReturnedItem, SerialLink, Trip
from returns.services import NewItem, goods_receive, supplier_create
from tests.browser.looks import each_flow
from tests.browser.words import label, say_in

pytestmark = pytest.mark.browser
FAULT = "开机无显示，联系王小芳 13800001111"


@pytest.fixture
def board(counter, make_customer, ago):
    """A board that came in ten days ago, with a telephone in its fault; a repair was chosen."""
    owner = make_customer(name="王芳家", contact="王小芳", phone="13800001111")
    board = NewItem(
        product="主板", spec="B760", category="board", condition="faulty", packaging_complete=True, fault=FAULT,
        serial="SN8860021", purchased_on=ago(days=90).date(), remedy="repair",
    )  # fmt: skip
    item = goods_receive(by=counter, now=ago(days=6), customer=owner, items=[board]).items.get()
    ReturnedItem.objects.filter(pk=item.pk).update(state="chosen", remedy="repair")
    return item


def days_pass(days: int):
    """What happened to the trip so far happened that many days earlier."""
    trip = Trip.objects.get()
    Trip.objects.update(sent_on=trip.sent_on - timedelta(days=days), asked_on=None)


@each_flow
def test_round_trip_with_a_new_serial(page, sign_in, sound, shot, counter, board, ago, language, size):
    say = say_in(language)
    supplier_create(by=counter, now=ago(days=30), name="华北板卡", contact="丁经理", phone="010-88886666")
    desk = page(language, size)
    sign_in(desk, counter)

    # Into the basket, from the item's page.
    desk.goto(f"/returns/items/{board.item_no}/")
    desk.locator("summary").filter(has_text=say("Put into the faulty basket")).click()
    step = desk.locator("details.step[open]")
    step.get_by_label(label(say("Supplier"))).select_option(label="华北板卡")
    step.get_by_label(label(say("Wanted"))).select_option("replace")
    sound(desk, language, allowed={"SN8860021"})
    shot(desk, "item")
    step.get_by_role("button", name=say("Put into the basket")).click()
    expect(desk.get_by_role("status").first).to_contain_text(say("The goods are in the faulty basket."))

    # Shipped; what leads to the customer is hidden already here.
    desk.goto("/suppliers/")
    shot(desk, "suppliers")
    desk.get_by_role("link", name="华北板卡").click()
    expect(desk.get_by_text(say("Personal details are hidden"))).to_be_visible()
    desk.get_by_label(label(say("carrier").capitalize())).fill("顺丰速运")
    desk.get_by_label(label(say("waybill or vehicle number").capitalize())).fill("SF1234567890")
    desk.get_by_label(label(say("RMA number"))).fill("RMA2026-77")
    sound(desk, language, allowed={"RMA"})
    shot(desk, "basket")
    desk.get_by_role("button", name=say("Ship as one parcel")).click()
    desk.wait_for_url("**/parcels/FC*/")
    parcel = Parcel.objects.get()
    sound(desk, language)
    shot(desk, "parcel")

    # The packing list: a page of A5 with a code, and nobody's name.
    desk.get_by_role("link", name=say("Packing list")).click()
    expect(desk.locator("svg.qr")).to_be_visible()
    text = desk.content()
    assert not [secret for secret in ("王芳家", "王小芳", "13800001111") if secret in text]
    sound(desk, language)
    shot(desk, "list")
    if size == "desk":
        assert len(re.findall(rb"/Type\s*/Page\b", desk.pdf(prefer_css_page_size=True))) == 1
        desk.goto(f"/parcels/{parcel.parcel_no}/list/?paper=a4")
        shot(desk, "list-a4")
        pdf = desk.pdf(prefer_css_page_size=True)
        assert b"/MediaBox [0 0 595" in pdf or b"/MediaBox [0 0 594" in pdf, "A4 upright"

    # Four days later it is late; the supplier says on the telephone that it is there.
    days_pass(4)
    desk.goto("/")
    shot(desk, "home")
    desk.get_by_role("link", name=say("To ask suppliers today")).click()
    expect(desk.get_by_text(say("Receipt not confirmed", "chase"))).to_be_visible()
    sound(desk, language)
    shot(desk, "chase")
    desk.get_by_role("checkbox").first.check()
    desk.get_by_label(label(say("Who there said so"))).fill("丁经理")
    desk.get_by_role("button", name=say("Save the confirmation")).click()
    expect(desk.get_by_text(say("Asked today", "chase")).first).to_be_visible()
    assert Trip.objects.get().received_word == "丁经理"

    # The next day, one click.
    days_pass(1)
    desk.goto("/suppliers/today/")
    desk.get_by_role("button", name=say("Asked after %(no)s today", no=board.item_no)).click()
    expect(desk.get_by_role("status").first).to_contain_text(say("Kept: asked today."))

    # It comes back as a new one: first with the old number by mistake, then with its own.
    desk.goto(f"/parcels/{parcel.parcel_no}/")
    line = desk.locator(".back-line")
    line.locator("select").select_option("new")
    line.get_by_label(label(say("New serial number"))).fill("sn8860021")
    desk.get_by_role("button", name=say("Take it in")).click()
    expect(desk.locator(".invalid-feedback")).to_be_visible()
    assert Trip.objects.get().state == "away"
    sound(desk, language)
    shot(desk, "refused")
    desk.locator(".back-line").get_by_label(label(say("New serial number"))).fill("SN9900001")
    desk.get_by_role("button", name=say("Take it in")).click()
    expect(desk.get_by_text("SN9900001")).to_be_visible()
    shot(desk, "back")

    board.refresh_from_db()
    assert (board.state, board.finding, board.out) == ("ready", "new_unit", 0)
    link = SerialLink.objects.get()
    assert (link.old_serial, link.new_serial, link.new_label_on) == ("SN8860021", "SN9900001", board.purchased_on)
    desk.goto(f"/returns/items/{board.item_no}/")
    expect(desk.get_by_text(say("New unit from the supplier", "what came of it")).first).to_be_visible()
    sound(desk, language)
    shot(desk, "ready")
