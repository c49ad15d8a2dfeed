"""Customers and their machines: found while typing, doubles shown before saving, a machine's whole history."""

from datetime import date

import pytest
from playwright.sync_api import expect

from customers.models import Customer
from tests.browser.looks import each_flow
from tests.browser.words import label, say_in

pytestmark = pytest.mark.browser


@each_flow
def test_a_customer_is_found_while_typing(page, sign_in, sound, counter, make_customer, language, size):
    wanted = make_customer("network", name="飞宇网吧", contact="邓先生", phone="0571-86641234")
    make_customer("industry", name="第一中学", phone="0571-85550000")
    desk = page(language, size)
    sign_in(desk, counter)
    desk.goto("/customers/")
    rows = desk.locator("#results .row-link")
    expect(rows).to_have_count(2)
    for words in ("宇网", "6641", "fywb", "feiyu", "邓先", wanted.customer_no):
        desk.locator("input[name=q][type=search]:not(#top-search)").fill(words)
        expect(rows).to_have_text(["飞宇网吧"])
    desk.locator("input[name=q][type=search]:not(#top-search)").fill("没有这个人")
    expect(rows).to_have_count(0)
    sound(desk, language)


@each_flow
def test_a_double_is_shown_before_it_is_saved(page, sign_in, sound, counter, make_customer, language, size):
    known = make_customer("network", name="飞宇网吧", phone="0571-86641234")
    desk, say = page(language, size), say_in(language)
    sign_in(desk, counter)
    desk.goto("/customers/new/")
    desk.get_by_label(label(say("Phone"))).press_sequentially("057186641234")
    expect(desk.locator("#similar")).to_contain_text(known.customer_no)
    sound(desk, language)
    desk.get_by_label(label(say("Phone"))).fill("13800008888")
    desk.get_by_label(label(say("Name"))).fill("光明网吧")
    expect(desk.locator("#similar")).not_to_contain_text(known.customer_no)
    desk.get_by_role("button", name=say("Save")).click()
    expect(desk.locator("[name=tier]")).to_have_attribute("aria-invalid", "true")
    assert desk.get_by_label(label(say("Name"))).input_value() == "光明网吧"
    sound(desk, language)
    desk.locator("[name=tier]").select_option("network")
    desk.get_by_role("button", name=say("Save")).dblclick()
    desk.wait_for_url("**/customers/K*/")
    assert Customer.objects.filter(name="光明网吧").count() == 1
    sound(desk, language)


@each_flow
def test_a_machine_shows_its_whole_history(
    page, sign_in, sound, technician, make_customer, make_machine, make_job, ago, language, size
):
    customer = make_customer("industry", name="第一中学")
    machine = make_machine(
        customer,
        category="laptop",
        brand_class="brand",
        model="锐翔 A5",
        serial="SN1002003",
        purchased_on=date(2026, 3, 1),
    )
    closed = make_job(
        customer, machine=machine, fault="蓝屏", opened_at=ago(days=9), closed_at=ago(days=8), outcome="solved"
    )
    waits = make_job(customer, machine=machine, fault="又蓝屏", opened_at=ago(hours=2))
    desk = page(language, size)
    sign_in(desk, technician)
    desk.goto("/search/?q=SN1002003")
    desk.locator("main").get_by_role("link", name="锐翔").first.click()
    desk.wait_for_url(f"**/machines/{machine.machine_no}/")
    text = desk.locator("main").inner_text()
    for told in (closed.job_no, waits.job_no, "第一中学", "SN1002003", "2029-03-01"):  # three years for a laptop (P)
        assert told in text, told
    sound(desk, language)
