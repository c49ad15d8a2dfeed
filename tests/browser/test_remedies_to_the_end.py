"""From the counter to the customer's hands in a real browser: refund, swap, the law's seventh day, a lowered top-up.

Each walk is done by the people who do it, every one at a browser of their own. The goods come in by the intake screen.
"""

from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest
from playwright.sync_api import expect

from returns.models import ReturnedItem
from rulebook.selectors import calendar
from tests.browser.looks import each_flow
from tests.browser.words import label, say_in

pytestmark = pytest.mark.browser


@pytest.fixture
def at_desk(page, sign_in):
    """at_desk(person, language, size) -> that person's own browser."""

    def sit_down(person, language, size):
        desk = page(language, size)
        desk.add_init_script("window.print = () => {};")
        sign_in(desk, person)
        return desk

    return sit_down


@pytest.fixture
def log_goods():
    """log_goods(desk, customer, **fields) -> the item, logged on the intake screen."""

    def log(desk, customer, **fields):
        desk.goto(f"/returns/intake/?customer={customer.customer_no}")
        for each in desk.locator("details").all():
            each.evaluate("each => { each.open = true; }")
        for name, value in fields.items():
            field = desk.locator(f"[name=items-0-{name}]")
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        desk.keyboard.press("Control+Enter")
        desk.wait_for_url("**/vouchers/**")
        return ReturnedItem.objects.latest("pk")

    return log


def ninth_day(today):
    """The day of a purchase nine days ago, or as many more as a holiday moves the law's seventh day on (L5)."""
    days = count(9)
    return next(
        bought
        for bought in (today - timedelta(days=each) for each in days)
        if calendar().next_working(bought + timedelta(days=7)) < today
    )


def choose(desk, item, say, remedy, **fields):
    """Goes from the item to its remedies, marks one, and chooses it."""
    desk.goto(f"/returns/items/{item.item_no}/")
    desk.get_by_role("link", name=say("Choose the remedy")).click()
    with desk.expect_response(lambda answer: "/remedy/" in answer.url and "remedy=" in answer.url):
        desk.locator("[name=remedy]").select_option(remedy)
    for name, value in fields.items():
        field = desk.locator(f"[name={name}]")
        with desk.expect_response(lambda answer: "/remedy/" in answer.url and "remedy=" in answer.url):
            field.fill(value)
            field.dispatch_event("change")
    return desk.locator("[data-offer]")


def press_choose(desk, say):
    desk.locator("main form").get_by_role("button", name=say("Choose"), exact=True).click()


def sign(desk, what, **fields):
    """Signs one hand-over of the person's inbox on its own page."""
    desk.goto("/handovers/")
    desk.locator("a.row-link").filter(has_text=what).first.click()
    for name, value in fields.items():
        desk.locator(f"details.step[open] [name={name}]").fill(value)
    desk.locator("details.step[open] button[type=submit]").click()
    desk.wait_for_url("**/handovers/**")


def open_step(desk, item, words):
    desk.goto(f"/returns/items/{item.item_no}/")
    desk.locator("summary").filter(has_text=words).first.click()
    return desk.locator("details.step[open]")


@each_flow
def test_w1_w6_a_county_agents_refund_of_intact_goods(
    at_desk, log_goods, sound, shot, make_customer, counter, finance, warehouse, today, language, size
):
    say = say_in(language)
    agent = make_customer("agent", agent_kind="county", name="临河县恒信电脑", contact="孙先生", phone="13900000001")
    desk = at_desk(counter, language, size)
    item = log_goods(
        desk, agent, product="主板", category="board", condition="intact", packaging_complete="yes", serial="SN1",
        purchased_on=(today - timedelta(days=10)).isoformat(), sale_price="500", price_today="450", remedy="refund",
    )  # fmt: skip
    offer = choose(desk, item, say, "refund")
    expect(offer).to_contain_text("¥450.00")  # the lower of the two prices, on the tenth day
    expect(offer).to_contain_text("W1")
    sound(desk, language, allowed={"SN1"})
    shot(desk, "choose-refund")
    press_choose(desk, say)
    expect(desk.get_by_role("status").first).to_contain_text(say("The remedy is chosen."))

    sign(at_desk(finance, language, size), say("Book the refund and pay it out", "hand-over"), reference="TK-77")
    sign(at_desk(warehouse, language, size), say("Take intact goods into stock", "hand-over"))
    item.refresh_from_db()
    assert (item.state, item.finding, item.out) == ("ready", "refunded", 0)

    step = open_step(desk, item, say("Give back"))
    sound(desk, language, allowed={"SN1"})
    step.get_by_role("button", name=say("Give back")).click()
    expect(desk.get_by_role("status").first).to_contain_text(say("The goods are given back."))
    item.refresh_from_db()
    assert item.state == "given_back"
    assert item.closed_at is not None
    desk.goto(f"/returns/items/{item.item_no}/remedy/form/")
    expect(desk.locator("main")).to_contain_text("TK-77")
    sound(desk, language, allowed={"SN1"})
    shot(desk, "refund-form")


@each_flow
def test_w3_a_local_companys_swap_against_a_voucher(
    at_desk, log_goods, sound, shot, make_customer, counter, warehouse, today, language, size
):
    say = say_in(language)
    local = make_customer("agent", agent_kind="local", name="本地数码公司", contact="周先生", phone="13700000001")
    desk = at_desk(counter, language, size)
    item = log_goods(
        desk, local, product="主板", category="board", condition="faulty", fault="不亮", packaging_complete="yes",
        serial="SN2", purchased_on=(today - timedelta(days=20)).isoformat(), sale_price="500", remedy="swap",
    )  # fmt: skip
    expect(choose(desk, item, say, "swap")).to_contain_text(
        say("The warranty keeps its old dates; the new packaging stays with us (W9).")
    )
    press_choose(desk, say)

    store = at_desk(warehouse, language, size)
    sign(store, say("Book faulty goods against the internal voucher", "hand-over"))
    wrong = item.paper.paper_no  # the customer's own voucher releases nothing
    sign(store, say("Release the new item", "hand-over"), voucher_no=wrong, serial="SN2NEW")
    expect(store.locator(".invalid-feedback").first).to_be_visible()
    item.refresh_from_db()
    assert item.state == "handing_over"
    voucher = item.internal_papers.get().paper_no
    sign(store, say("Release the new item", "hand-over"), voucher_no=voucher, serial="SN2NEW")

    step = open_step(desk, item, say("Give back"))
    step.locator("[name=kind]").select_option("delivered")
    step.locator("[name=voucher_back]").check()
    step.get_by_role("button", name=say("Give back")).click()
    expect(desk.get_by_role("status").first).to_contain_text(say("The goods are given back."))
    sound(desk, language, allowed={"SN2", "SN2NEW"})
    shot(desk, "swap-given-back")
    item.refresh_from_db()
    assert (item.state, item.finding, item.signed) == ("given_back", "swapped", True)
    link = item.serial_links.get()
    assert (link.old_serial, link.new_serial) == ("SN2", "SN2NEW")


@each_flow
def test_l1_a_households_refund_by_law_on_day_7_and_its_refusal_on_day_9(
    at_desk, log_goods, sound, shot, make_customer, counter, today, language, size
):
    say = say_in(language)
    household = make_customer("other", name="王芳家", contact="王女士", phone="13800000001")
    desk = at_desk(counter, language, size)
    facts = {
        "product": "显卡", "category": "graphics_card", "condition": "faulty", "fault": "花屏", "proof": "invoice",
        "packaging_complete": "no", "sale_price": "800", "price_today": "700", "remedy": "refund",
    }  # fmt: skip
    seventh = (today - timedelta(days=7)).isoformat()
    item = log_goods(desk, household, serial="SN7", purchased_on=seventh, **facts)
    offer = choose(desk, item, say, "refund")
    expect(offer).to_contain_text("¥800.00")  # the whole price, whatever W5 and W6 say
    expect(offer).to_contain_text("L1")
    press_choose(desk, say)
    item.refresh_from_db()
    assert (item.state, item.choices.get().amount) == ("handing_over", Decimal(800))

    late = log_goods(desk, household, serial="SN9", purchased_on=ninth_day(today).isoformat(), **facts)
    offer = choose(desk, late, say, "refund")
    expect(offer).to_contain_text(say("Refused. Do not promise it; a manager may overrule it (W12)."))
    expect(desk.locator(".remedy-refused").first).to_be_visible()
    sound(desk, language, allowed={"SN9"})
    shot(desk, "refund-refused")
    press_choose(desk, say)
    expect(desk.locator("main form")).to_contain_text("W1")
    late.refresh_from_db()
    assert (late.state, late.choices.count()) == ("received", 0)


@each_flow
def test_w8_an_exchange_whose_top_up_a_manager_lowers(
    at_desk, log_goods, sound, shot, make_customer, counter, service_manager, finance, today, language, size
):
    say = say_in(language)
    household = make_customer("quasi_industry", name="李老师", contact="李老师", phone="13800000002")
    item = log_goods(
        at_desk(counter, language, size), household, product="显卡", category="graphics_card", condition="intact",
        packaging_complete="yes", serial="SN8", purchased_on=(today - timedelta(days=40)).isoformat(),
        sale_price="800", price_today="800", remedy="exchange",
    )  # fmt: skip
    ReturnedItem.objects.filter(pk=item.pk).update(cost=Decimal(700))
    boss = at_desk(service_manager, language, size)
    offer = choose(boss, item, say, "exchange", new_product="RTX", new_price="900")
    expect(offer).to_contain_text("¥180.00")
    expect(offer).to_contain_text("¥80.00")  # the floor: the profit of 100 below
    boss.get_by_label(label(say("Top-up lowered to (W8)"))).fill("79.99")
    boss.get_by_label(label(say("Reason to lower the top-up (W8)"))).fill("老客户")
    press_choose(boss, say)
    expect(boss.locator(".invalid-feedback").first).to_be_visible()
    boss.get_by_label(label(say("Top-up lowered to (W8)"))).fill("100")
    press_choose(boss, say)
    expect(boss.get_by_role("status").first).to_contain_text(say("The remedy is chosen."))
    expect(boss.locator("main")).to_contain_text("老客户")
    sound(boss, language, allowed={"SN8", "RTX"})
    shot(boss, "lowered")
    choice = item.choices.get()
    assert (choice.top_up, choice.top_up_agreed, choice.wear_fee) == (Decimal(180), Decimal(100), Decimal(80))
    money = at_desk(finance, language, size)
    sign(money, say("Book the price difference", "hand-over"), reference="SK-1")
    item.refresh_from_db()
    assert item.handovers.get(kind="book_difference").amount == Decimal(100)
    assert item.state == "handing_over"  # the new item is still to be released
