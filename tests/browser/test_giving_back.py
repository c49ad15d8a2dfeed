"""Goods on their way back in a real browser (A4): a household signs on a phone, an agent's go with other goods."""

import re

import pytest
from playwright.sync_api import expect

from records.models import Picture
from returns.models import Consignment, HandOver
from tests.browser.looks import each_flow
from tests.browser.test_signature_pad import draw
from tests.browser.words import label, say_in
from tests.support.goods import made_ready

pytestmark = pytest.mark.browser


@pytest.fixture
def ready(counter, make_customer, present, ago):
    """ready(serial, tier=, **columns of the customer) -> a repaired item that is ready since an hour."""

    def make(serial, tier="other", **fields):
        from returns.services import NewItem, goods_receive

        goods = {"product": "内存", "category": "memory", "condition": "faulty", "fault": "蓝屏", "serial": serial}
        items = [NewItem(**goods, packaging_complete=True)]
        paper = goods_receive(by=counter, now=ago(hours=2), customer=make_customer(tier, **fields), items=items)
        return made_ready(paper.items.get(), ago(hours=1))

    return make


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_household_collects_and_signs_on_the_phone(page, sign_in, sound, shot, counter, ready, language):
    item, say = ready("A1", name="王芳", phone="13800000000"), say_in(language)
    desk = page(language, "phone")
    sign_in(desk, counter)
    desk.goto("/returns/ready/")
    sound(desk, language)
    shot(desk, "ready")
    desk.get_by_role("button", name=say("Give back")).click()
    desk.wait_for_selector("[data-signature-pad]:visible")
    desk.get_by_label(label(say("Who took it"))).fill("王小芳")
    desk.locator(".form-foot button[type=submit]").click()
    expect(desk.get_by_text(say("Take the voucher back or let the customer sign; where neither is possible, write down "
                                "why (S-R3)."))).to_be_visible()  # fmt: skip
    draw(desk)
    sound(desk, language)
    shot(desk, "signed")
    desk.locator(".form-foot button[type=submit]").click()
    expect(desk.get_by_text(say("The goods are given back."))).to_be_visible()

    item.refresh_from_db()
    assert (item.state, item.delivery_kind, item.signed) == ("given_back", "collected", True)
    assert item.give_back.receiver == "王小芳"
    assert Picture.objects.of("item", item.pk).get().kind == "signature"
    desk.goto(f"/returns/items/{item.item_no}/")
    sound(desk, language)
    shot(desk, "item")


@each_flow
def test_a_county_agents_goods_go_with_other_goods(
    page, sign_in, sound, shot, counter, warehouse, ready, language, size
):
    agent = {"name": "临河县恒信电脑", "contact": "孙先生", "phone": "13900000001"}
    item, say = ready("A1", "agent", **agent), say_in(language)
    desk = page(language, size)
    sign_in(desk, counter)
    desk.goto("/")
    expect(desk.get_by_text(item.item_no).first).to_be_visible()
    desk.get_by_role("link", name=say("All that is ready to go back")).click()
    desk.get_by_role("button", name=say("Note as told")).click()
    assert desk.locator("[name=told_whom]").input_value() == "孙先生"
    desk.locator("[name=told_how]").select_option("phone")
    desk.locator("[name=way]").select_option("with_other_goods")
    sound(desk, language)
    shot(desk, "told")
    desk.locator(".form-foot button[type=submit]").click()
    expect(desk.get_by_text(say("Kept: the customer knows."))).to_be_visible()
    shot(desk, "ready")
    assert HandOver.objects.get().consignment == Consignment.objects.get()

    inbox = page(language, size)
    sign_in(inbox, warehouse)
    inbox.goto("/handovers/")
    inbox.locator("input[name=handover]").check()
    inbox.locator("[name=reference]").fill("CK-88")
    inbox.get_by_role("button", name=say("Sign all that are ticked")).click()
    expect(inbox.get_by_text(say("Nothing waits for your signature."))).to_be_visible()

    item.refresh_from_db()
    assert (item.state, item.delivery_kind, item.signed) == ("given_back", "shipped", None)
    sent = Consignment.objects.get()
    assert sent.list_no == "CK-88"
    desk.goto(f"/packing-lists/{sent.consignment_no}/")
    sound(desk, language)
    shot(desk, "consignment")
    desk.goto(f"/packing-lists/{sent.consignment_no}/print/")
    sound(desk, language)
    shot(desk, "print")
    paper = desk.locator(".sheet").inner_text()
    assert all(word in paper for word in (sent.consignment_no, "临河县恒信电脑", "A1", "CK-88", item.item_no))
    assert len(re.findall(rb"/Type\s*/Page\b", desk.pdf(prefer_css_page_size=True))) == 1
