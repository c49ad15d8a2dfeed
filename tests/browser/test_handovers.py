"""Hand-overs (A3, D6) from the inboxes to the customer's swapped board: signed, refused, put right, looked over."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from returns.models import HandOver
from returns.policies import Circumstances
from tests.browser.looks import each_flow
from tests.browser.words import label, say_in

pytestmark = pytest.mark.browser


@pytest.fixture
def item(make_customer, counter, present, today):
    """A county agent's faulty board to be swapped, and an intact one that is refunded."""
    from returns.services import NewItem, goods_receive, remedy_choose
    from returns.services.choosing import Wish

    agent = make_customer("agent", agent_kind="county", name="临河县恒信电脑")
    board = {"product": "主板", "category": "board", "packaging_complete": True, "purchased_on": today}
    board |= {"sale_price": 500, "price_today": 450}
    items = [
        NewItem(**board, condition="faulty", fault="不亮", serial="SN1"),
        NewItem(**board, condition="intact", serial="SN2"),
    ]
    paper = goods_receive(by=counter, now=present, customer=agent, items=items)
    for each, remedy in zip(paper.items.order_by("serial"), ("swap", "refund"), strict=True):
        wish = Wish(remedy, told=Circumstances(opened=False), agreed_by="孙先生")
        remedy_choose(item_id=each.pk, by=counter, now=present, wish=wish)
    return paper.items.get(serial="SN1")


@each_flow
def test_the_warehouse_signs_what_is_ticked_and_releases_against_the_voucher(
    page, sign_in, sound, shot, warehouse, item, language, size
):
    desk, say = page(language, size), say_in(language)
    sign_in(desk, warehouse)
    desk.goto("/")
    expect(desk.get_by_role("heading", name=re.compile(re.escape(say("To sign"))))).to_contain_text("3")
    shot(desk, "handovers-home")
    desk.locator(".panel-head .btn-primary").click()
    desk.wait_for_url("**/handovers/")
    sound(desk, language)
    shot(desk, "handovers-inbox")

    boxes = desk.get_by_role("checkbox")
    expect(boxes).to_have_count(2)  # what is released is signed by itself: its serial number is its own
    for each in boxes.all():
        each.focus()
        desk.keyboard.press("Space")
    desk.get_by_role("button", name=say("Sign all that are ticked")).click()
    expect(desk.locator(".notice-success")).to_contain_text("2")

    desk.get_by_role("link", name=re.compile(re.escape(say("Release the new item", "hand-over")))).first.click()
    sound(desk, language)
    shot(desk, "handover-release")
    number = item.internal_papers.get().paper_no
    desk.get_by_label(label(say("Number of the internal voucher"))).fill(item.paper.paper_no)
    desk.get_by_label(label(say("Serial number of the new item"))).fill("NEW1")
    desk.keyboard.press("Enter")
    expect(desk.locator(".invalid-feedback")).to_be_visible()
    desk.get_by_label(label(say("Number of the internal voucher"))).fill(f"https://x/?voucher={number}")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/handovers/")
    expect(desk.get_by_text(say("Nothing waits for your signature."))).to_be_visible()
    item.refresh_from_db()
    assert (item.state, item.finding, item.out) == ("ready", "swapped", 0)


@each_flow
def test_refused_by_finance_put_right_by_the_counter_seen_by_the_manager(
    page, sign_in, sound, shot, finance, counter, company_manager, item, language, size
):
    say = say_in(language)
    pay = HandOver.objects.get(kind="pay_refund")
    money = page(language, size)
    sign_in(money, finance)
    money.goto(f"/handovers/{pay.pk}/")
    money.locator("summary", has_text=say("Refuse")).click()
    money.get_by_label(label(say("Why you do not take it over"))).fill("金额与小票不符")
    money.locator("details[open] button[type=submit]").click()
    money.wait_for_url("**/handovers/")

    station = page(language, size)
    sign_in(station, counter)
    station.goto("/")
    shot(station, "handovers-refused-home")
    station.goto("/handovers/refused/")
    sound(station, language)
    station.get_by_role("link", name=say("Offer again")).click()
    station.get_by_label(label(say("What was put right"))).fill("小票已补")
    station.get_by_role("button", name=say("Offer again")).click()
    expect(station.locator(".notice-success")).to_be_visible()

    money.goto(f"/handovers/{pay.pk}/")
    assert "小票已补" in money.locator("main").inner_text()
    money.get_by_label(label(say("Number of the booking"))).fill("B-1")
    money.keyboard.press("Enter")
    money.wait_for_url("**/handovers/")

    boss = page(language, size)
    sign_in(boss, company_manager)
    boss.goto("/handovers/all/")
    sound(boss, language)
    shot(boss, "handovers-all")
    assert "B-1" in boss.locator("#signed").locator("..").inner_text()
    boss.goto(f"/returns/items/{pay.item.item_no}/")
    sound(boss, language)
    shot(boss, "handovers-item")


def test_purchasing_orders_and_corrects_the_day(page, sign_in, sound, shot, purchasing, counter, item, present, today):
    from returns.services import remedy_choose
    from returns.services.choosing import Wish

    wish = Wish("swap", told=Circumstances(opened=False), agreed_by="孙先生", in_stock=False)
    remedy_choose(item_id=item.pk, by=counter, now=present, wish=wish)
    desk, say = page("zh", "desk"), say_in("zh")
    sign_in(desk, purchasing)
    desk.goto("/handovers/")
    sound(desk, "zh")
    desk.get_by_role("link", name=re.compile(say("Sign"))).last.click()
    desk.get_by_label(label(say("Number of the order"))).fill("CG-1")
    desk.get_by_label(label(say("Expected on"))).fill((today + timedelta(days=5)).isoformat())
    desk.locator("details[open] button[type=submit]").click()
    desk.wait_for_url("**/handovers/")
    shot(desk, "handovers-ordered")
    desk.get_by_role("link", name=re.compile(say("Release the new item", "hand-over"))).click()
    desk.get_by_label(label(say("Expected on"))).fill((today + timedelta(days=9)).isoformat())
    desk.get_by_label(label(say("Reason"))).fill("厂家缺货")
    desk.locator("details[open] button[type=submit]").click()
    desk.wait_for_url("**/handovers/")
    assert HandOver.objects.get(kind="release_new", state="open").expected_on == today + timedelta(days=9)


@each_flow
def test_a_void_voucher_is_refused_at_the_warehouse(
    page, sign_in, sound, shot, warehouse, company_manager, item, language, size
):
    say, old = say_in(language), item.internal_papers.get()
    boss = page(language, size)
    sign_in(boss, company_manager)
    boss.goto(f"/vouchers/{old.paper_no}/")
    boss.get_by_role("link", name=say("Make it void")).click()
    sound(boss, language)
    boss.get_by_label(label(say("Why the paper is void"))).fill("打印错位")
    boss.locator("main button[type=submit]").click()
    boss.wait_for_url("**/vouchers/*/?now")
    new = item.internal_papers.get(voided_at__isnull=True)
    assert new.paper_no in boss.url
    shot(boss, "voucher-in-its-place")
    boss.goto(f"/vouchers/{old.paper_no}/")
    sound(boss, language)
    assert "打印错位" in boss.locator("main").inner_text()
    shot(boss, "voucher-void")

    desk = page(language, size)
    sign_in(desk, warehouse)
    desk.goto(f"/handovers/{item.handovers.get(kind='release_new').pk}/")
    desk.get_by_label(label(say("Number of the internal voucher"))).fill(old.paper_no)
    desk.get_by_label(label(say("Serial number of the new item"))).fill("NEW1")
    desk.keyboard.press("Enter")
    expect(desk.locator(".invalid-feedback").first).to_contain_text("打印错位")
