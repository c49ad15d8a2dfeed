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
    text = "\n".join(troubles)
    assert "planted" in text
    assert "404" in text
    assert "elsewhere.invalid" in text
