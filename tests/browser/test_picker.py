"""The customer picker: who types faster than the desk answers loses nothing."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_enter_pressed_again_and_again_waits_for_the_one_answer(page, sign_in, counter, make_customer):
    customer = make_customer("network", name="飞宇网吧", phone="13500008888")
    desk = page("zh", "desk")
    sign_in(desk, counter)
    desk.goto("/jobs/new/")
    held, asked = [], []

    def hold(route):
        asked.append(route.request.url)
        held.append(route)

    desk.route("**/customers/lookup/**", hold)
    field = desk.locator("[name=customer]")
    field.press_sequentially("8888")
    with desk.expect_request("**/customers/lookup/**q=8888"):
        field.press("Enter")
    for _press in range(4):
        field.press("Enter")
    assert len([url for url in asked if url.endswith("q=8888")]) == 1
    for route in held:
        route.continue_()
    expect(field).to_have_value(str(customer))
    expect(field).not_to_be_focused()
