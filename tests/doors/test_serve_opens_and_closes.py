"""bin/serve prepares an empty folder, prints the address and the one-time code, and takes everything down with it."""

import re
import signal
import sqlite3
import time
import urllib.error

import pytest

from tests.doors.conftest import alive
from tests.support.services import wait_for


def test_from_an_empty_folder_to_an_open_desk_and_back(serve, tmp_path):
    desk = serve().opened()
    assert f"http://localhost:{desk.port}/" in desk.said
    assert f"http://localhost:{desk.port}/setup" in desk.said
    assert re.search(r"One-time code: +[A-Z2-9]{5}-[A-Z2-9]{5}\n", desk.said)
    assert desk.get().read() == b"ok"
    children = desk.family()
    assert len(children) >= 5  # gunicorn and two of its own, beat, the watcher
    assert desk.end(signal.SIGINT) == 0
    wait_for(lambda: not alive(children), what=f"for {children} to end")
    with pytest.raises(urllib.error.URLError):
        desk.get()
    assert sqlite3.connect(tmp_path / "desk/desk.sqlite3").execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert (tmp_path / "desk").stat().st_mode & 0o077 == 0  # customers' data is nobody else's


def test_a_terminated_desk_leaves_nothing_running(serve):
    desk = serve().opened()
    children = desk.family()
    assert desk.end(signal.SIGTERM) == 0
    wait_for(lambda: not alive(children), what=f"for {children} to end")


@pytest.mark.parametrize("seconds", [0.5, 1, 2, 3, 4])
def test_it_stops_at_any_moment_of_the_start(serve, seconds):
    desk = serve()
    time.sleep(seconds)
    children = desk.family()
    assert desk.end(signal.SIGINT) in {0, 130, -signal.SIGINT}
    wait_for(lambda: not alive(children), what=f"for {children} to end")


def test_a_killed_desk_leaves_nothing_running_and_the_next_one_starts(serve):
    desk = serve().opened()
    children = desk.family()
    desk.end(signal.SIGKILL)
    wait_for(lambda: not alive(children), what=f"for {children} to end")
    again = serve(PORT=str(desk.port)).opened()
    assert again.get().status == 200


def test_static_files_may_be_kept_for_ever_and_travel_packed(serve):
    desk = serve().opened()
    page = desk.get("/").read().decode()
    sheet = re.search(r'href="(/static/desk/desk\.[0-9a-f]+\.css)"', page)[1]
    import urllib.request

    request = urllib.request.Request(f"http://127.0.0.1:{desk.port}{sheet}", headers={"Accept-Encoding": "gzip"})
    answer = urllib.request.urlopen(request, timeout=10)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_second_start_keeps_the_static_files_and_the_people(serve, tmp_path):
    serve().opened().end()
    stamp = tmp_path / "desk/static/staticfiles.json"
    made = stamp.stat().st_mtime_ns
    assert "Nobody is on the staff yet" in serve().opened().said
    assert stamp.stat().st_mtime_ns == made
