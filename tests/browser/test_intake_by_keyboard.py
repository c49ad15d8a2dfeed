"""Logging returned goods without a mouse (A1): the scanner and the keyboard, then the paper."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from returns.models import Paper, ReturnedItem
from tests.browser.keys import MOST_PRESSES, Keys
from tests.browser.looks import each_flow
from tests.browser.words import say_in
from tickets.models import Job

pytestmark = pytest.mark.browser
GOODS = {"zh": ("内存条", "硬盘"), "en": ("Memory module", "Hard disk")}


@pytest.fixture
def clerk(page, sign_in, counter):
    """clerk(language, size) -> the counter's intake page, where printing is noted instead of shown, and the keys."""

    def sit_down(language, size):
        desk = page(language, size)
        desk.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
        sign_in(desk, counter)
        desk.goto("/returns/intake/")
        expect(desk.locator("#scan")).to_be_focused()
        return desk, Keys(desk)

    return sit_down


@each_flow
def test_a_known_serial_of_a_local_company(clerk, page, sound, make_customer, make_machine, language, size, ago):
    local = make_customer("agent", agent_kind="local", name="本地数码公司", contact="周先生", phone="13700000001")
    make_machine(local, category="board", model="B760", serial="SN8860021", purchased_on=date(2026, 10, 1))
    desk, keys = clerk(language, size)
    keys.scan("sn8860021")
    expect(desk.locator("[data-paper=voucher]")).to_be_visible()
    assert desk.locator("[name=customer]").input_value().find(local.customer_no) >= 0
    assert desk.locator("[name=items-0-product]").input_value()
    assert desk.locator("[name=items-0-spec]").input_value() == "B760"
    assert desk.locator("[name=items-0-category]").input_value() == "board"
    keys.fill(condition="2", fault="开机无显示", packaging_complete="1")
    sound(desk, language)
    keys.save("**/vouchers/**")
    assert keys.presses <= MOST_PRESSES

    paper = Paper.objects.get()
    item = paper.items.get()
    assert (item.condition, item.fault, item.packaging_complete) == ("faulty", "开机无显示", True)
    assert (item.serial, item.customer) == ("SN8860021", local)
    assert desk.evaluate("window.printed") == 1  # print follows at once
    copies = desk.locator(".sheet")
    assert copies.count() == 3
    assert len({copies.nth(i).get_attribute("aria-label") for i in range(3)}) == 3
    for i in range(3):
        assert paper.paper_no in copies.nth(i).inner_text()
        assert "SN8860021" in copies.nth(i).inner_text()
    sound(desk, language)
    assert len(re.findall(rb"/Type\s*/Page\b", desk.pdf(prefer_css_page_size=True))) == 3

    assert copies.first.locator("svg").is_visible()  # the QR code of the customer's own page
    address = desk.get_by_role("link", name=say_in(language)("The customer's page")).get_attribute("href")
    customer = page(language, size)  # not signed in
    customer.goto(address)
    assert paper.paper_no in customer.locator("main").inner_text()
    assert local.phone not in customer.content()
    sound(customer, language)


@each_flow
def test_two_items_of_a_county_agent_go_on_one_list(clerk, sound, make_customer, language, size):
    county = make_customer("agent", name="临河县恒信电脑", phone="13900000001")
    desk, keys = clerk(language, size)
    keys.choose("lhxhx")  # the first letters of the name in pinyin
    expect(desk.locator("[data-paper=list]")).to_be_visible()
    for number, product in enumerate(GOODS[language]):
        if number:
            keys.press("Alt+a")
        what = {"product": product, "condition": "2", "fault": "不识别", "remedy": "4", "packaging_complete": "2"}
        keys.fill(**what, severity="1", purpose="1")
    sound(desk, language)
    keys.save("**/vouchers/**")

    paper = Paper.objects.get()
    items = paper.items.order_by("item_no")
    assert [(item.product, item.category) for item in items] == list(
        zip(GOODS[language], ("memory", "disk"), strict=True)
    )
    assert paper.customer == county
    assert not paper.is_voucher
    assert desk.locator(".sheet").count() == 1
    text = desk.locator("main").inner_text()
    assert paper.paper_no in text
    assert all(product in text for product in GOODS[language])
    assert Job.objects.waiting().count() == 2  # faulty and to be repaired: two jobs for the technicians
    sound(desk, language)


def test_a_save_clicked_twice_makes_one_paper(clerk, make_customer, make_machine):
    make_machine(make_customer("industry", name="第一中学"), category="laptop", model="锐翔 A5", serial="SN1002003")
    desk, keys = clerk("zh", "desk")
    keys.scan("SN1002003")
    keys.fill(condition="1", packaging_complete="1")
    desk.get_by_role("button", name=say_in("zh")("Save and print")).dblclick()
    desk.wait_for_url("**/vouchers/**")
    assert Paper.objects.count() == 1
    assert ReturnedItem.objects.count() == 1


BAD = {
    "purchased_on": lambda today: today.replace(year=today.year + 1, day=1).isoformat(),
    "sale_price": lambda _today: "-5",
    "product": lambda _today: "长" * 10_000,
    "fault": lambda _today: "坏" * 10_000,
}


@each_flow
def test_bad_input_is_told_at_its_field_and_kept(clerk, sound, make_customer, today, language, size):
    customer = make_customer("network", name="飞宇网吧")
    desk, keys = clerk(language, size)
    keys.choose(customer.customer_no)
    typed = {name: make(today) for name, make in BAD.items()}
    for name, value in typed.items():  # pasted past what the field would let in
        desk.evaluate(
            "([name, value]) => { document.querySelector(`[name=items-0-${name}]`).value = value }", [name, value]
        )
    desk.get_by_role("button", name=say_in(language)("Save and print")).click()
    desk.wait_for_selector(".is-invalid")
    for name, value in typed.items():
        field = desk.locator(f"[name=items-0-{name}]")
        assert field.get_attribute("aria-invalid") == "true", name
        told = desk.locator(f"#{field.get_attribute('id')}_error, [id='{field.get_attribute('aria-describedby')}']")
        assert told.first.inner_text().strip(), name
        assert field.input_value() == value, name
    assert customer.customer_no in desk.locator("[name=customer]").input_value()
    assert Paper.objects.count() == 0
    sound(desk, language)
