"""bin/test: checks the code, then runs the tests on SQLite and again on a real PostgreSQL, Redis and Chromium.

The order is written in `STEPS` and `Run.all`; the first step that fails ends it, and the two rounds of tests run side
by side, on a core each. Where PostgreSQL, Redis and Chromium come from is written in `doors.parts`. A test whose part
cannot be had is skipped by name; with CI set that is a failure.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from dataclasses import dataclass, field
from pathlib import Path

from doors import parts
from doors.family import Family
from doors.parts import Part
from doors.serve import Stop, supervise
from doors.venv import ROOT, VENV, Refusal, enter, say

BIN = VENV / "bin"
STEPS = (
    ("ruff check", [BIN / "ruff", "check", "."]),
    ("ruff format --check", [BIN / "ruff", "format", "--check", "."]),
    ("lint-imports", [BIN / "lint-imports"]),
    ("manage.py check", [sys.executable, "manage.py", "check"]),
    ("manage.py makemigrations --check", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
)
NEEDS_SERVERS = "not postgres and not services and not browser"
ONCE = "not doors"  # bin/serve and its like start their own databases; once is enough
HELP = """\
Checks the code and runs every test, on SQLite and on PostgreSQL with Redis. Anything else on the command line goes
to pytest, and only the tests run: bin/test tests/tickets -k queue
"""


@dataclass
class Tally:
    """What became of the tests."""

    passed: int = 0
    failed: int = 0
    ran: set[str] = field(default_factory=set)
    left_out: dict[str, str] = field(default_factory=dict)

    def add(self, report: Path):
        """Counts a report that pytest wrote."""
        for case in xml.parse(report).iter("testcase"):
            name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                self.failed += 1
                self.ran.add(name)
            elif (skip := case.find("skipped")) is not None:
                self.left_out[name] = skip.get("message", "")
            else:
                self.passed += 1
                self.ran.add(name)

    @property
    def skipped(self) -> dict[str, str]:
        """The tests that ran in no round, with the reason. One for SQLite alone is not missed on PostgreSQL."""
        return {name: why for name, why in self.left_out.items() if name not in self.ran}

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed, {len(self.skipped)} skipped"


class Failed(Exception):
    """A step failed; the rest is not worth running."""


@dataclass
class Round:
    """One run of pytest: its name, its environment, the marks it leaves out or takes, a folder for what it says."""

    name: str
    env: dict[str, str]
    marks: str
    folder: Path
    code: int = 0

    @property
    def report(self) -> Path:
        return self.folder / "report.xml"

    @property
    def said(self) -> Path:
        return self.folder / "said.txt"


class Run:
    """One run of bin/test."""

    def __init__(self, family: Family, arguments: list[str], *, marks: str, sqlite_only: bool):
        self.family, self.arguments, self.marks, self.sqlite_only = family, arguments, marks, sqlite_only
        self.chosen = bool(arguments or marks)
        self.tally = Tally()
        self.folder = family.folder("desk-run-")
        # Nothing of the caller's own desk reaches the tests.
        own = {"DATABASE_URL", "REDIS_URL", "DATA_DIR", "PORT", "HOST", "DEBUG", "ALLOWED_HOSTS", "STATIC_HASHED"}
        self.env = {name: value for name, value in os.environ.items() if name not in own}
        # What the tests leave behind goes with the run; servers run as somebody else have to pass through.
        self.folder.chmod(0o711)
        self.env |= {"DATA_DIR": str(self.folder / "data"), "TMPDIR": str(self.folder), "PYTHONUNBUFFERED": "1"}

    def all(self):
        """Every step in its order; raises Failed at the first that fails."""
        if not self.chosen:
            for name, command in STEPS:
                self._step(name, command, self.env)
        servers, self.env["CHROMIUM"] = self._find()
        later = NEEDS_SERVERS if servers else ""
        rounds = [Round("the tests on SQLite", self.env, later, self.folder / "sqlite")]
        if servers:
            rounds.append(Round("the tests on PostgreSQL", self.env | servers, ONCE, self.folder / "postgres"))
        self._side_by_side(rounds)

    def _find(self) -> tuple[dict[str, str], str]:
        """The servers' URLs for the second round (empty: no second round), and the browser's path."""
        if self.sqlite_only:
            return {}, parts.chromium().at
        parts.debian_parts()
        found = [parts.postgres(self.family), parts.redis(self.family), parts.chromium(), parts.gettext()]
        for part in found:
            self._tell(part)
        postgres, redis, browser, _gettext = found
        if os.environ.get("REDIS_URL", "").strip():
            _refuse_used_redis(redis.at)
        if not postgres.at:
            return {}, browser.at
        return {"DATABASE_URL": postgres.at} | ({"REDIS_URL": redis.at} if redis.at else {}), browser.at

    def _tell(self, part: Part):
        say(f"{part.name}: {part.origin}" if part.at else f"{part.name}: NOT FOUND, {part.origin}")

    def _step(self, name: str, command: list, env: dict[str, str]):
        say(f"\n== {name}")
        began = time.monotonic()
        child = self.family.start([str(word) for word in command], env=env, cwd=ROOT)
        try:
            code = child.wait()
        except Stop:
            self.family.stop(child, sign=signal.SIGINT, patience=30)
            raise
        self.family.reaped(child)
        say(f"== {name}: {'ok' if code == 0 else f'exit code {code}'} ({time.monotonic() - began:.0f} s)")
        if code:
            raise Failed(name)

    def _side_by_side(self, rounds: list[Round]):
        """Runs the rounds at the same time, for each keeps one core busy. The last one, which takes longest, speaks as
        it goes; what the others said follows. Every round runs to its end, also when another one failed."""
        began = time.monotonic()
        children = [self._begin(each, quiet=each is not rounds[-1]) for each in rounds]
        try:
            for each, child in zip(reversed(rounds), reversed(children), strict=True):
                each.code = child.wait()
                self.family.reaped(child)
                self._end(each, time.monotonic() - began)
        except Stop:
            self.family.stop(*children, sign=signal.SIGINT, patience=30)
            raise
        failed = [each.name for each in rounds if each.code and not self._nothing_there(each.report)]
        if failed:
            raise Failed(", ".join(failed))

    def _begin(self, each: Round, *, quiet: bool) -> subprocess.Popen:
        each.folder.mkdir()
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={each.report}"]
        if marks := [f"({wanted})" for wanted in (each.marks, self.marks) if wanted]:
            command += ["-m", " and ".join(marks)]
        command += self.arguments or ["--durations=10"]
        say(f"\n== {each.name}{' (told when they are done)' if quiet else ''}")
        streams = {"stdout": each.said.open("wb"), "stderr": subprocess.STDOUT} if quiet else {}
        return self.family.start([str(word) for word in command], env=each.env, cwd=ROOT, **streams)

    def _end(self, each: Round, seconds: float):
        if each.said.exists():
            print(each.said.read_text(encoding="utf-8", errors="replace"), flush=True)
        say(f"== {each.name}: {'ok' if each.code == 0 else f'exit code {each.code}'} ({seconds:.0f} s)")
        if each.report.exists():
            self.tally.add(each.report)

    def _nothing_there(self, report: Path) -> bool:
        """Whether the arguments chose no test that belongs to this round, which is no failure."""
        return self.chosen and report.exists() and next(xml.parse(report).iter("testcase"), None) is None


def _refuse_used_redis(url: str):
    """The tests empty the Redis database that they use; one that somebody else uses is left alone."""
    import redis

    try:
        keys = redis.Redis.from_url(url, socket_connect_timeout=5).dbsize()
    except (redis.RedisError, ValueError) as error:
        raise Refusal(f"REDIS_URL: Redis does not answer ({type(error).__name__}).") from None
    if keys:
        raise Refusal("REDIS_URL: the tests empty their Redis, and this one holds keys; name another, such as .../9.")


def _summary(tally: Tally, *, failed: str, strict: bool) -> int:
    """Prints what was skipped and the closing line; gives the exit code."""
    print(flush=True)
    for name, why in sorted(tally.skipped.items()):
        print(f"skipped {name}: {why}")
    if failed:
        print(f"Failed at: {failed}")
        tally.failed = max(tally.failed, 1)
    elif tally.skipped and strict:
        print("With CI set a skip is a failure.")
    elif not (tally.passed or tally.skipped):
        print("No test was chosen.")
    print(tally, flush=True)
    return 0 if not tally.failed and (tally.passed or tally.skipped) and not (strict and tally.skipped) else 1


def _stop(*_):
    raise Stop


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser("bin/test", description=HELP)
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL and Redis out")
    parser.add_argument("-m", dest="marks", default="", metavar="MARKS", help="only the tests with these marks")
    options, arguments = parser.parse_known_args(argv[1:])
    strict = os.environ.get("CI", "").strip().lower() not in {"", "0", "false", "no"}

    def action():
        enter("requirements-dev.txt")
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, _stop)
        with Family() as family:
            run = Run(family, arguments, marks=options.marks, sqlite_only=options.sqlite_only)
            failed = ""
            try:
                run.all()
            except Failed as step:
                failed = str(step)
            return _summary(run.tally, failed=failed, strict=strict)

    return supervise(["bin/test"], action)
