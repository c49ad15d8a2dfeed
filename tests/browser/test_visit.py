"""A visit on a phone of 390×844, from the departure to the filed receipt; offline in the middle, and with the tab
killed before anything was sent."""

import re

import pytest
from playwright.sync_api import expect

from field_visits.models import Visit
from tests.browser.ribbons import fill_all, fill_work, give_word, open_ribbon, sign, tap, told_missing

pytestmark = pytest.mark.browser
SIGNED = re.compile("Signed|已签")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_the_departure_to_the_filed_receipt(phone, agreed, sound, language):
    visit, desk = agreed(), phone(language)
    open_ribbon(desk, visit)
    tap(desk, "depart")
    expect(desk.locator("[data-tap=depart]")).to_be_hidden()
    tap(desk, "arrive")
    expect(desk.locator("[data-receipt]")).to_be_visible()
    assert told_missing(desk) == ["machine", "site_kind", "domain", "fault", "work_done", "result", "signature"]
    fill_work(desk)
    assert told_missing(desk) == ["signature"]  # V2 says at once what is missing
    give_word(desk)
    assert told_missing(desk) == []
    desk.locator("#id_fare_out").fill("4.50")
    sound(desk, language)
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url(f"**/visits/{visit.receipt_no}/")
    visit.refresh_from_db()
    assert (visit.state, visit.missing, visit.verdict, visit.word_channel) == ("filed", [], "satisfied", "this_screen")
    assert visit.departure_reported_at <= visit.arrived_at <= visit.left_at
    sound(desk, language)


def test_offline_in_the_middle_it_arrives_once(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "depart")
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(1)
    desk.context.set_offline(True)
    tap(desk, "arrive")
    fill_all(desk)
    desk.reload()  # a page that is loaded anew without a signal comes from the phone, with everything that was typed
    expect(desk.locator("[data-ribbon]")).to_have_attribute("data-ready", "yes")
    expect(desk.locator("#id_work_done")).to_have_value("换电源")
    assert told_missing(desk) == []
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url("**/visits/day/")
    expect(desk.locator("[data-outbox-list] li[data-state=waiting]")).to_have_count(2)
    visit.refresh_from_db()
    assert visit.state == "out"
    desk.context.set_offline(False)
    desk.locator("[data-outbox-send]").click()
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(3)
    visit.refresh_from_db()
    assert (visit.state, visit.work_done, visit.versions.count()) == ("filed", "换电源", 1)


def test_a_visit_that_was_never_opened_can_be_begun_without_a_signal(agreed, phone):
    visit = agreed()
    desk = phone()
    desk.context.set_offline(True)
    open_ribbon(desk, visit)
    tap(desk, "depart")
    expect(desk.locator("[data-outbox-list] li[data-state=waiting]")).to_have_count(1)


def test_a_tab_killed_before_sending_sends_from_the_next(phone, agreed, technician):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    desk.context.set_offline(True)
    tap(desk, "depart")
    tap(desk, "arrive")
    fill_all(desk)
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url("**/visits/day/")
    context = desk.context
    desk.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto("/visits/day/")
    expect(again.locator("[data-outbox-list] li[data-state=done]")).to_have_count(3)
    visit.refresh_from_db()
    assert (visit.state, visit.versions.count()) == ("filed", 1)
    assert Visit.objects.count() == 1


def test_what_is_typed_outlives_a_tab_that_is_killed_before_filing(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    fill_all(desk)
    expect(desk.locator("[data-kept]")).to_be_visible()
    context = desk.context
    desk.wait_for_timeout(500)
    desk.close()
    again = context.new_page()
    open_ribbon(again, visit)
    expect(again.locator("#id_fare_out")).to_have_value("4.50")
    expect(again.locator("[data-signature-state]")).to_have_text(SIGNED)
    assert told_missing(again) == []


def test_an_incomplete_receipt_stays_on_the_phone_and_says_what_is_missing(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    fill_work(desk)
    desk.locator("[data-send-receipt]").click()
    expect(desk.locator("[data-kept]")).to_contain_text("Still missing: Customer's verdict and signature")
    visit.refresh_from_db()
    assert visit.state == "on_site"
    give_word(desk)
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url(f"**/visits/{visit.receipt_no}/")


def test_another_phone_that_filed_first_is_a_conflict_that_is_shown(phone, agreed, page, sign_in, technician):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    fill_all(desk)
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(1)
    desk.context.set_offline(True)
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url("**/visits/day/")
    second = phone()
    open_ribbon(second, visit)
    fill_work(second, "另一部手机")
    give_word(second)
    second.locator("[data-send-receipt]").click()
    second.wait_for_url(f"**/visits/{visit.receipt_no}/")
    desk.context.set_offline(False)
    desk.locator("[data-outbox-send]").click()
    conflict = desk.locator("[data-outbox-list] li[data-state=conflict]")
    expect(conflict).to_contain_text("filed already")
    visit.refresh_from_db()
    assert (visit.work_done, visit.versions.count()) == ("另一部手机", 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_customer_answers_on_their_own_phone(phone, agreed, page, sound, language):
    visit, desk = agreed(), phone(language)
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    fill_work(desk)
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(1)
    desk.locator("[formaction$='/go/link/']").click()
    address = desk.locator(".word-link .code").inner_text()
    sound(desk, language)
    own = page(language, "phone", strict=False)
    own.goto(address)
    assert "第一中学" not in own.content()
    sound(own, language)
    own.locator("input[name=verdict][value=dissatisfied]").check()
    sign(own)
    own.locator("form.panel button[type=submit]").click()
    expect(own.locator(".notice-success")).to_be_visible()
    assert own.goto(address).status == 410  # a second use says so kindly
    sound(own, language)
    expect(desk.locator(".word-link .notice-success")).to_be_visible()
    desk.locator(".word-link .btn-primary").click()
    expect(desk.locator("[data-ribbon]")).to_have_attribute("data-ready", "yes")
    expect(desk.locator("#id_work_done")).to_have_value("换电源")
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url(f"**/visits/{visit.receipt_no}/")
    visit.refresh_from_db()
    assert (visit.verdict, visit.word_channel, visit.changed_after_word) == ("dissatisfied", "own_phone", False)
