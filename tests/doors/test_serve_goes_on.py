"""What dies is started again; what dies again and again stops the desk with a word about it."""

import os
import signal
from pathlib import Path

from tests.support.services import wait_for


def child_named(desk, word: str) -> int | None:
    """The direct child of the desk whose command line holds the word."""
    for pid in desk.family():
        try:
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            if parent == desk.process.pid and word in Path(f"/proc/{pid}/cmdline").read_text():
                return pid
        except OSError:
            continue
    return None


def test_a_web_process_that_dies_is_started_again_on_the_same_port(serve):
    desk = serve().opened()
    first = child_named(desk, "gunicorn")
    os.kill(first, signal.SIGKILL)
    desk.until("The web process ended with code -9; starting it again")
    wait_for(lambda: child_named(desk, "gunicorn") not in {None, first})
    assert desk.get().read() == b"ok"


def test_a_beat_that_dies_is_started_again(serve):
    desk = serve().opened()
    first = child_named(desk, "beat")
    os.kill(first, signal.SIGKILL)
    desk.until("The beat process ended with code -9; starting it again")
    wait_for(lambda: child_named(desk, "beat") not in {None, first})


def test_a_process_that_keeps_dying_stops_the_desk(serve):
    desk = serve().opened()
    for death in range(5):
        os.kill(wait_for(lambda: child_named(desk, "beat")), signal.SIGKILL)
        desk.until("starting it again" if death < 4 else "so the desk stops")
    assert desk.process.wait(30) == 1
    assert not desk.family()
