"""The picker by keyboard alone: type, choose, go on."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def at_the_machine(page, sign_in, counter, make_customer, make_machine):
    make_customer("agent", name="张丽电脑", customer_no="K0001")
    make_customer(name="张力", customer_no="K0002")
    machine = make_machine(make_customer(name="李雷", customer_no="K0003"), machine_no="J0001")
    desk = page("en")
    sign_in(desk, counter)
    desk.goto(f"/machines/{machine.machine_no}/edit/")
    desk.evaluate(
        "['picked', 'unpicked'].forEach(kind => document.addEventListener(kind,"
        " event => { (window.told ??= []).push([kind, event.detail?.no ?? null]); }))"
    )
    desk.locator("#id_customer").fill("")
    return desk


def test_type_arrow_enter_chooses(at_the_machine):
    field, options = at_the_machine.locator("#id_customer"), at_the_machine.locator("#id_customer_list [role=option]")
    field.press_sequentially("zl")
    options.nth(1).wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    first = options.nth(0).get_attribute("data-no")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    field.press("ArrowUp")
    field.press("Enter")
    assert field.input_value().endswith(first)
    assert field.get_attribute("aria-expanded") == "false"
    assert at_the_machine.url.endswith("/edit/")  # Enter chose; it did not send the form
    assert at_the_machine.evaluate("window.told") == [["unpicked", None], ["picked", first]]


def test_enter_before_the_answer_waits_for_it(at_the_machine):
    field = at_the_machine.locator("#id_customer")
    field.press_sequentially("K0002")
    field.press("Enter")
    expect(field).to_have_value("张力 K0002")
    assert at_the_machine.url.endswith("/edit/")


def test_escape_closes_and_keeps_the_text(at_the_machine):
    field = at_the_machine.locator("#id_customer")
    field.press_sequentially("zl")
    at_the_machine.locator("#id_customer_list [role=option]").first.wait_for()
    field.press("Escape")
    assert not at_the_machine.locator("#id_customer_list").is_visible()
    assert field.input_value() == "zl"


def test_a_tap_chooses(at_the_machine):
    field = at_the_machine.locator("#id_customer")
    field.press_sequentially("张丽")
    at_the_machine.locator("[data-no=K0001]").click()
    assert field.input_value() == "张丽电脑 K0001"
    at_the_machine.get_by_role("button", name="Save").click()
    at_the_machine.wait_for_url("**/machines/J0001/")
    assert at_the_machine.get_by_text("张丽电脑").first.is_visible()


def test_the_open_list_is_accessible(at_the_machine, axe):
    at_the_machine.locator("#id_customer").press_sequentially("zl")
    at_the_machine.locator("#id_customer_list [role=option]").first.wait_for()
    axe(at_the_machine)
