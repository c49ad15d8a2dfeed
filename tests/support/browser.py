"""A real Chromium for the tests: pages in both languages and sizes that fail on any error they meet.

@pytest.mark.browser
@each_look
def test_queue(page, sign_in, axe, shot, technician, language, size):
    desk = page(language, size)
    sign_in(desk, technician)
    desk.goto("/queue/")
    axe(desk)
    shot(desk, "queue")
"""

import re
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.support.needs import chromium_path

ARTIFACTS = Path(__file__).resolve().parent.parent.parent / "test-artifacts"
SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
LOCALES = {"zh": "zh-CN", "en": "en-US"}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE = 15_000  # milliseconds, on a machine that does other things too

each_look = pytest.mark.parametrize(
    ("language", "size"), [(language, size) for language in LOCALES for size in SIZES], ids=lambda value: value
)


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole run; every page has a context (cookies, language) of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield browser
        browser.close()


# htmx tells the console of a request that a newer one or another page overtook; what failed it tells in other words.
OVERTAKEN = ("htmx:sendAbort", "htmx:afterRequest")


def _collect_troubles(page, troubles: list[str], host: str):
    """Notes whatever a person would see in the console, and every request that failed or left the desk."""
    page.on(
        "console",
        lambda message: (
            message.type == "error"
            and not message.text.startswith(OVERTAKEN)
            and troubles.append(f"console: {message.text} ({message.location['url']})")
        ),
    )
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on(
        "requestfailed",
        lambda request: (
            "ERR_ABORTED" in (request.failure or "")  # the person went on to another page
            or troubles.append(f"request failed: {request.url} {request.failure}")
        ),
    )
    page.on(
        "request",
        lambda request: (
            request.url.startswith((host, "data:", "blob:", "about:"))
            or troubles.append(f"another host: {request.url}")
        ),
    )


@pytest.fixture
def page(request, chromium, live_server):
    """page(language="zh", size="desk", strict=True) -> a Playwright page with relative addresses.

    At the end the test fails on console errors, script errors, failed requests and requests to other hosts; a test
    that provokes them says strict=False. When the test itself fails its pages are kept in test-artifacts/.
    """
    opened = []

    def make(language="zh", size="desk", *, strict=True):
        context = chromium.new_context(
            base_url=live_server.url, locale=LOCALES[language], viewport=SIZES[size], has_touch=size == "phone"
        )
        context.set_default_timeout(PATIENCE)
        new, troubles = context.new_page(), []
        _collect_troubles(new, troubles, live_server.url)
        opened.append((new, troubles if strict else []))
        return new

    yield make
    failed = getattr(request.node, "failed", False)
    found = []
    for number, (one, troubles) in enumerate(opened):
        if failed:
            one.screenshot(path=_artifact(request, f"failed-{number}"), full_page=True)
        found += troubles
        one.context.close()
    _let_requests_end()
    assert not found, "\n".join(found)


def _let_requests_end():
    """Waits until what the closed pages had asked for is answered: PostgreSQL would find the emptying of the tables and
    a request that reads them in each other's way."""
    if connection.vendor != "postgresql":
        return
    busy = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    quiet = 0
    for _try in range(100):
        with connection.cursor() as cursor:
            cursor.execute(busy)
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
        if quiet == 2:  # twice: a request may be on its way between two of its queries
            return
        time.sleep(0.05)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


def _artifact(request, name: str) -> str:
    ARTIFACTS.mkdir(exist_ok=True)
    return str(ARTIFACTS / (re.sub(r"[^\w.-]+", "-", f"{request.node.name}-{name}") + ".png"))


@pytest.fixture
def shot(request):
    """shot(page, "queue") keeps a picture of the whole page in test-artifacts/."""

    def take(page, name: str):
        page.screenshot(path=_artifact(request, name), full_page=True)

    return take


@pytest.fixture
def sign_in(client_of, live_server):
    """sign_in(page, user): the page's browser carries that person's session, without the detour over the form."""

    def enter(page, user):
        cookie = client_of(user).cookies["desk_session"]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return enter


@pytest.fixture
def axe():
    """axe(page) fails with a report when the page breaks WCAG 2.2 AA."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page):
        found = Axe().run(page, options={"runOnly": WCAG})
        assert found.violations_count == 0, found.generate_report()

    return check
