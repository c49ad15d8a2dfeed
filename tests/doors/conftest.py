"""Desks started for real, on free ports and in folders of their own."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

import pytest

from doors.parts import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
STARTS_WITHIN = 90


def pytest_collection_modifyitems(items):
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.doors)


def descendants(pid: int) -> set[int]:
    """The children of a process and theirs."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if after_name[0] != "Z":
            parents[int(stat.parent.name)] = int(after_name[1])
    found, frontier = set(), {pid}
    while frontier:
        frontier = {child for child, parent in parents.items() if parent in frontier}
        found |= frontier
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run; one that waits to be buried does not."""
    still = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            still.add(pid)
    return still


class Started:
    """A bin/serve that runs, with what it printed so far."""

    def __init__(self, folder: Path, *arguments: str, **environment: str):
        self.port = int(environment.setdefault("PORT", str(free_port())))
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SSL_CERT_FILE") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, ROOT / "bin" / "serve", *arguments],
            env={**kept, "DATA_DIR": str(folder), "HOST": "127.0.0.1", **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said, self._lines = "", queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def until(self, words: str) -> str:
        """What it printed up to and with the line that holds the words; fails when it ends without them."""
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            line = self._lines.get(timeout=STARTS_WITHIN)
            if line is None:
                pytest.fail(f"ended with {self.process.wait()} before {words!r}: {self.said}")
            self.said += line
            if words in line:
                return self.said
        pytest.fail(f"no {words!r} in time: {self.said}")
        return ""

    def opened(self):
        """Waits until the desk says that it is open."""
        self.until("Stop with Ctrl-C")
        return self

    def refusal(self) -> str:
        """Waits for a start that fails: exit code 1 and no traceback; gives what was printed."""
        self._reader.join(STARTS_WITHIN)
        assert self.process.wait(10) == 1, self.said
        while (line := self._lines.get()) is not None:
            self.said += line
        assert "Traceback" not in self.said
        return self.said

    def get(self, path: str = "/healthz"):
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return direct.open(f"http://127.0.0.1:{self.port}{path}", timeout=10)

    def family(self) -> set[int]:
        return descendants(self.process.pid)

    def end(self, sign=signal.SIGINT) -> int:
        """Signals it and waits; gives the exit code."""
        self.process.send_signal(sign)
        return self.process.wait(40)


@pytest.fixture
def serve(tmp_path):
    """serve("--demo", PORT="8001") starts bin/serve in a folder of the test; it is stopped at the end."""
    started = []

    def start(*arguments, folder=tmp_path / "desk", **environment):
        started.append(Started(folder, *arguments, **environment))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            try:
                one.end()
            finally:
                one.process.kill()
