"""The browser tests are worth something only if their page sees what a person would see in the console."""

import pytest

from tests.support.browser import each_look

pytestmark = pytest.mark.browser


@each_look
def test_home_is_sound_in_both_languages_and_sizes(page, sign_in, axe, shot, counter, language, size):
    desk = page(language, size)
    sign_in(desk, counter)
    desk.goto("/")
    assert desk.get_attribute("html", "lang") == {"zh": "zh-hans", "en": "en"}[language]
    assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    axe(desk)
    shot(desk, "home")


def test_a_broken_page_is_noticed(page, chromium, live_server):
    from tests.support.browser import _collect_troubles

    desk, troubles = page(strict=False), []
    _collect_troubles(desk, troubles, live_server.url)
    desk.goto("/healthz")
    desk.evaluate("console.error('planted')")
    desk.evaluate("fetch('/no/such/page')")
    desk.evaluate("fetch('https://elsewhere.invalid/').catch(() => 0)")
    for sign in ("planted", "404", "elsewhere.invalid"):
        _until(desk, lambda sign=sign: any(sign in trouble for trouble in troubles))


def _until(desk, noticed):
    """The console tells the page in its own time."""
    for _try in range(100):
        if noticed():
            return
        desk.wait_for_timeout(50)
    raise AssertionError("not noticed")


def test_a_file_in_a_tab_of_its_own_has_the_icon_of_the_desk(page):
    desk = page()
    desk.goto("/healthz")
    kind = desk.evaluate("fetch('/favicon.ico').then((answer) => answer.headers.get('content-type'))")
    assert kind == "image/svg+xml"
