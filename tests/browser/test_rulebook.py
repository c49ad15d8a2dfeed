"""The rulebook in the browser: every rule to read, a number changed from a future day, working days with their end."""

from datetime import timedelta

import pytest

from rulebook.selectors import terms_on
from tests.browser.looks import each_flow
from tests.browser.words import label, say_in

pytestmark = pytest.mark.browser


@each_flow
def test_a_manager_changes_a_number_from_a_future_day(page, sign_in, sound, service_manager, today, language, size):
    desk, say = page(language, size), say_in(language)
    sign_in(desk, service_manager)
    desk.goto("/rules/")
    assert desk.locator("main").get_by_text("T4", exact=True).first.is_visible()
    desk.goto("/rules/numbers/")
    desk.locator("tr", has_text="T4").get_by_role("link").first.click()
    desk.wait_for_url("**/numbers/*/")
    assert "180" in desk.locator("main").inner_text()

    def plan(day):
        desk.locator("[name=value]").fill("120")
        desk.get_by_label(label(say("From"))).fill(day.isoformat())
        desk.get_by_label(label(say("Reason"))).fill("一百二十天已经够用")
        form = desk.locator("form:has([name=value])")
        form.evaluate("form => { form.noValidate = true }")  # the browser would not let it go
        form.get_by_role("button").click()

    plan(today)  # what has happened keeps its number
    assert desk.locator(".invalid-feedback, .notice-error").first.is_visible()
    sound(desk, language)
    tomorrow = today + timedelta(days=1)
    plan(tomorrow)
    history = desk.locator(".timeline").first
    history.get_by_text("一百二十天已经够用").wait_for()
    assert tomorrow.isoformat() in history.inner_text()
    assert service_manager.name in history.inner_text()
    sound(desk, language)
    assert [terms_on(day).repeat_days for day in (today, tomorrow)] == [180, 120]


@each_flow
def test_the_calendar_says_how_far_it_is_valid(page, sign_in, sound, company_manager, counter, language, size):
    desk = page(language, size)
    sign_in(desk, company_manager)
    desk.goto("/rules/calendar/2026/")
    assert "2026-12-31" in desk.locator(".page-head").inner_text()
    assert desk.locator(".day-make_up", has_text="10").first.is_visible()  # 10 October 2026, a Saturday at work
    sound(desk, language)
    desk.goto("/rules/calendar/2027/")
    assert "2026-12-31" in desk.locator(".notice-warning").first.inner_text()
    sound(desk, language)


def test_others_read_the_numbers_but_do_not_change_them(page, sign_in, counter):
    desk = page("zh", "desk")
    sign_in(desk, counter)
    desk.goto("/rules/numbers/")
    desk.locator("tr", has_text="T4").get_by_role("link").first.click()
    desk.wait_for_url("**/numbers/*/")
    assert desk.locator("[name=value]").count() == 0
