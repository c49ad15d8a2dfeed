"""Customer and machine pages in both languages and sizes, checked for accessibility and for running over the edge."""

from datetime import timedelta

import pytest

from tests.support.browser import each_look

pytestmark = pytest.mark.browser


@each_look
def test_every_page(page, sign_in, axe, service_manager, make_customer, make_machine, make_job, now, language, size):
    customer = make_customer(
        "agent", name="诸暨宏达电脑有限公司", contact="张丽", phone="0575-87654321", customer_no="K0001"
    )
    machine = make_machine(
        customer, machine_no="J0001", serial="PF3XK9Z1", model="联想 ThinkPad E14", category="laptop", cost="1",
        purchased_on=(now - timedelta(days=400)).date(),
    )  # fmt: skip
    make_job(customer, machine=machine)
    desk = page(language, size)
    sign_in(desk, service_manager)
    for address in ("", "new/", "K0001/", "K0001/edit/", "K0001/machines/new/"):
        desk.goto(f"/customers/{address}")
        axe(desk)
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    for address in ("J0001/", "J0001/edit/"):
        desk.goto(f"/machines/{address}")
        axe(desk)
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert not machine.note


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_results_and_duplicates_come_while_typing(page, sign_in, counter, make_customer, size):
    make_customer(name="王芳", phone="13800138000")
    make_customer(name="李雷")
    desk = page("en", size)
    sign_in(desk, counter)
    desk.goto("/customers/")
    desk.locator("#find-words").press_sequentially("wf")
    desk.get_by_text("1 customer").wait_for()
    assert desk.url.endswith("?q=wf&tier=")
    desk.goto("/customers/new/")
    desk.locator("#id_phone").press_sequentially("138 0013 8000")
    desk.locator("#similar").get_by_role("link", name="王芳").wait_for()
    assert not desk.locator("#id_agent_kind").is_visible()
    desk.locator("#id_tier").select_option("agent")
    assert desk.locator("#id_agent_kind").is_visible()
