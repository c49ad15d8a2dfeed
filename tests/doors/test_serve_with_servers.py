"""With DATABASE_URL and REDIS_URL worker and beat are processes of their own; either URL alone will do too."""

import re
import urllib.error
from pathlib import Path

import pytest

from doors import parts
from doors.family import Family
from tests.support.services import wait_for


@pytest.fixture(scope="module")
def servers():
    """A private PostgreSQL and Redis: {"DATABASE_URL": …, "REDIS_URL": …}."""
    with Family() as family:
        postgres = parts._start_postgres(next(parts._postgres_folders())[0], family, parts.QUICK)
        redis = parts._start_redis(next(parts._redis_programs())[0], family)
        yield {"DATABASE_URL": postgres, "REDIS_URL": redis}


def kinds(desk) -> set[str]:
    """Which kinds of process the desk has started."""
    found = set()
    for pid in desk.family():
        line = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
        found |= {kind for word, kind in (("gunicorn", "web"), ("worker", "worker"), ("beat", "beat")) if word in line}
    return found


def is_on_time(desk):
    try:
        return desk.get("/healthz/beat").read() == b"ok"
    except urllib.error.HTTPError:
        return False


@pytest.mark.parametrize(
    ("urls", "processes"),
    [
        (("DATABASE_URL", "REDIS_URL"), {"web", "worker", "beat"}),
        (("DATABASE_URL",), {"web", "beat"}),
        (("REDIS_URL",), {"web", "worker", "beat"}),
    ],
    ids=lambda value: "+".join(sorted(value)),
)
def test_it_opens_and_its_clock_goes(serve, servers, urls, processes):
    desk = serve(**{name: servers[name] for name in urls}).opened()
    assert kinds(desk) == processes
    wait_for(lambda: is_on_time(desk), what="for beat")
    for url in servers.values():
        assert re.search(r":([0-9a-f]{32})@", url)[1] not in desk.said  # the password
    assert desk.end() == 0
