"""The ribbon with one hand and a poor signal: quick taps, notes saved in between, a line that answers late or never."""

import re

import pytest
from playwright.sync_api import expect

from records.models import Picture
from tests.browser.ribbons import fill_all, fill_work, give_word, open_ribbon, tap, told_missing
from tests.support.pictures import photo_bytes

pytestmark = pytest.mark.browser
LEFT = re.compile(r"/visits/(day|HZ\w+)/$")  # the service worker may have been quicker than the page


def test_two_quick_taps_are_one(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    desk.locator("[data-tap=depart] button").dblclick()
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(1)
    expect(desk.locator("[data-outbox-list] li")).to_have_count(1)


def test_what_is_saved_in_between_keeps_photos_and_word_and_is_no_conflict(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    fill_work(desk)
    give_word(desk)
    desk.locator("#id_photos_before").set_input_files(
        {"name": "1.jpg", "mimeType": "image/jpeg", "buffer": photo_bytes()}
    )
    desk.locator("[formaction$='/go/save/']").click()
    expect(desk.locator(".notice-success")).to_be_visible()
    expect(desk.locator("[data-ribbon]")).to_have_attribute("data-ready", "yes")
    expect(desk.locator("p[data-conflict]")).to_be_hidden()
    assert told_missing(desk) == []
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url(f"**/visits/{visit.receipt_no}/")
    kinds = sorted(Picture.objects.of("visit", visit.pk).values_list("kind", flat=True))
    assert kinds == ["signature", "visit_before"]


def test_nobody_signs_on_this_screen_before_it_is_turned_over_and_says_what_was_done(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    expect(desk.locator("[data-turned]")).to_be_hidden()
    desk.locator("[data-turn]").click()
    expect(desk.locator("[data-turn-first]")).to_be_visible()
    expect(desk.locator("[data-turned]")).to_be_hidden()
    fill_work(desk)
    give_word(desk)
    expect(desk.locator("[data-said]")).to_have_text("Satisfied · Signed")


def test_an_answer_lost_on_the_way_does_not_file_twice(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(1)
    fill_all(desk)

    def lose(route):
        route.fetch()
        route.abort()

    desk.route("**/go/file/", lose)
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url(LEFT)
    visit.refresh_from_db()
    assert visit.state == "filed"
    desk.unroute("**/go/file/")
    desk.goto("/visits/day/")
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(2)
    assert visit.versions.count() == 1


def test_a_line_that_never_answers_keeps_nobody_at_the_door(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    tap(desk, "arrive")
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(1)
    fill_all(desk)
    desk.route("**/go/file/", lambda route: None)
    desk.locator("[data-send-receipt]").click()
    desk.wait_for_url(LEFT, timeout=20_000)
    desk.unroute("**/go/file/")
    desk.goto("/visits/day/")
    expect(desk.locator("[data-outbox-list] li[data-state=done]")).to_have_count(2)
    visit.refresh_from_db()
    assert (visit.state, visit.versions.count()) == ("filed", 1)


def test_what_waits_is_shown_at_once_whatever_the_line_does(phone, agreed):
    visit, desk = agreed(), phone()
    open_ribbon(desk, visit)
    desk.context.set_offline(True)
    desk.route("**/visits/token/", lambda route: None)
    tap(desk, "depart")
    expect(desk.locator("[data-outbox-list] li[data-state=waiting]")).to_have_count(1)
    desk.goto("/visits/day/")
    expect(desk.locator("[data-outbox-list] li[data-state=waiting]")).to_have_count(1)
