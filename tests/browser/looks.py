"""What is asked of every page that the walks come by."""

from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError, expect

from tests.browser.words import CODES, COLLECT, latin_words
from tests.support.browser import SIZES, WCAG

AXE = Axe().axe_script
NARROW, WIDE = 360, 1000
each_flow = pytest.mark.parametrize(("language", "size"), [("zh", "desk"), ("en", "phone")], ids=lambda value: value)


def faults_of(page, language: str, *, allowed: set[str] = frozenset(), sizes: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with the page as it stands: language, left-over English, width at 360 px, WCAG 2.2 AA.

    WCAG is looked at in the page's size, or in each of `sizes`.
    """
    page.wait_for_load_state()  # a click may have led here this instant
    found = []
    if page.get_attribute("html", "lang") != CODES[language]:
        found.append(f"the page is in {page.get_attribute('html', 'lang')}")
    if not page.title().strip(" ·"):
        found.append("no title")
    if language == "zh":
        left = latin_words(page.evaluate(COLLECT), allowed)
        found += [f"not in Chinese: {', '.join(sorted(left))}"] if left else []
    own = page.viewport_size
    found += _too_wide(page)
    for size in [SIZES[name] for name in sizes] or [own]:
        page.set_viewport_size(size)
        _let_go(page)
        found += _axe(page, "light", WCAG)
        if language == "zh" and size["width"] > WIDE:  # the colours are the same in every look
            found += _axe(page, "dark", ["color-contrast"])
    page.set_viewport_size(own)
    return [f"{page.url}: {fault}" for fault in found]


def _too_wide(page) -> list[str]:
    """At 360 px, which is also a desk screen at 400 %, nothing has to be scrolled sideways."""
    page.set_viewport_size({"width": NARROW, "height": 780})
    with suppress(TimeoutError):  # a busy machine lays the page out a moment later
        page.wait_for_function(f"document.documentElement.scrollWidth <= {NARROW}", timeout=2000)
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide on a {NARROW} px screen"] if width > NARROW else []


def _let_go(page):
    """Puts what sticks to the edges, and the open menu, into the flow of the page: what they happen to cover can be
    scrolled or closed free."""
    page.evaluate(
        """() => { for (const each of document.querySelectorAll("*"))
             if (getComputedStyle(each).position === "sticky" || each.matches(".user-menu-panel"))
               each.style.position = "static"; }"""
    )


def _axe(page, scheme: str, rules: list[str]) -> list[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    if page.get_attribute("html", "data-bs-theme"):
        expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    broken = page.evaluate("options => axe.run(document, options).then((result) => result.violations)", options)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return [
        f"{scheme}, {rule['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
        for rule in broken
        for node in rule["nodes"]
    ]
