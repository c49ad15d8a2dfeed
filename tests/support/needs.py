"""Skips, by name and with the reason, what this run has no parts for. bin/test finds the parts."""

import os

import pytest
from django.conf import settings


def chromium_path() -> str:
    """The browser that the tests drive: CHROMIUM, else one on PATH; empty if there is none."""
    from doors import parts

    return os.environ["CHROMIUM"] if "CHROMIUM" in os.environ else parts.chromium().at


def pytest_collection_modifyitems(items):
    missing = {}
    if settings.IS_SQLITE:
        missing["postgres"] = "needs PostgreSQL (DATABASE_URL, or bin/test)"
        missing["services"] = "needs PostgreSQL and Redis (DATABASE_URL and REDIS_URL, or bin/test)"
    elif not settings.REDIS_URL:
        missing["services"] = "needs Redis (REDIS_URL, or bin/test)"
    if not chromium_path():
        missing["browser"] = "needs Chromium (bin/test as root installs it on Debian)"
    for item in items:
        for mark, why in missing.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=why))
