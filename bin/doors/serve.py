"""bin/serve: prepares the desk, keeps its processes running, stops them all together."""

import argparse
import contextlib
import errno
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from doors.family import Family
from doors.logs import Logs
from doors.venv import ROOT, Refusal, enter, say

HELP = """\
Runs the desk. Settings come from the environment (docs/settings.md lists all):
  PORT          the port it listens on (8000)
  HOST          the address it listens on (0.0.0.0: every device of the shop's network can reach it)
  DATA_DIR      the folder that holds everything it writes (var/)
  DATABASE_URL  a PostgreSQL instead of the SQLite file in DATA_DIR
  REDIS_URL     a Redis: tasks then run in worker processes
"""
STARTS_WITHIN = 90  # seconds for the first page
DIES_OFTEN = 5  # deaths of one process ...
IN_SHORT = 120  # ... within so many seconds: it will not get better
PORT_WAIT = 3  # seconds for the port of a desk that was killed a moment ago


class Stop(BaseException):
    """Somebody asked to stop. Like KeyboardInterrupt no error that a library may swallow."""


def whole_port(text: str) -> int:
    """The port that PORT names."""
    text = text.strip() or "8000"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Refusal(f"PORT: {text!r} is not a whole number from 1 to 65535; set for example PORT=8000.")
    return int(text)


def writable_folder(text: str) -> Path:
    """The folder that DATA_DIR names, made if need be, private if made."""
    folder = Path(text.strip() or ROOT / "var").expanduser().resolve()
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            folder.chmod(0o700)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Refusal(
            f"DATA_DIR: {folder} cannot be written ({error.strerror}); choose another folder, "
            "for example DATA_DIR=~/desk."
        ) from error
    return folder


def listen(host: str, port: int, check: Callable[[], None]) -> socket.socket:
    """The socket the desk listens on. Held here, so that no request is lost while the web process restarts.

    A port that is taken is tried for a moment, with `check` called in between.
    """
    deadline = time.monotonic() + PORT_WAIT
    while True:
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            listener = socket.socket(family)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen(512)
            return listener
        except OSError as error:
            listener.close()
            if error.errno == errno.EADDRINUSE:
                if time.monotonic() < deadline:
                    check()
                    time.sleep(0.2)
                    continue
                other = port + 1 if port < 65535 else port - 1
                raise Refusal(
                    f"PORT: {port} is taken by another program; choose another one, for example PORT={other}."
                ) from error
            if error.errno == errno.EACCES:
                raise Refusal(f"PORT: {port} may be opened by root only; choose one above 1023.") from error
            raise Refusal(f"HOST: {host} is not an address of this machine; leave HOST out.") from error


def shop_address() -> str:
    """This machine's address on the shop's network, as far as it can tell (nothing is sent)."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return probe.getsockname()[0]
    return ""


@dataclass
class Role:
    """One process of the desk, and how often it has died lately."""

    name: str
    argv: list[str]
    child: subprocess.Popen | None = None
    deaths: list[float] = field(default_factory=list)


class Desk:
    """The running desk: a lock on its folder, a listening socket, and two or three processes."""

    def __init__(self, *, host: str, port: int, folder: Path, demo: bool):
        self.host, self.port, self.folder, self.demo = host, port, folder, demo
        self.env = {
            **os.environ,
            "DATA_DIR": str(folder),
            "STATIC_HASHED": "yes",
            "PYTHONUNBUFFERED": "1",
            "PGCONNECT_TIMEOUT": os.environ.get("PGCONNECT_TIMEOUT", "10"),
        }
        self.with_worker = bool(os.environ.get("REDIS_URL", "").strip())
        self.stopping = 0
        self.family: Family | None = None
        self.roles: list[Role] = []

    # Starting

    def run(self) -> int:
        """Prepares, starts, prints the address, stays until asked to stop. Gives the exit code."""
        os.umask(0o077)  # what the desk writes is customers' data
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, self._asked_to_stop)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as under nohup
            signal.signal(signal.SIGHUP, self._asked_to_stop)
        with self._only_one(), Family() as self.family:
            try:
                self.listener = listen(self.host, self.port, self._check_stop)
                self.logs = Logs(self.folder / "logs")
                ready = self._prepare()
                self.roles = self._roles()
                for role in self.roles:
                    self._start(role)
                self._wait_until_open()
                self._announce(ready)
                self._stay()
            except Stop:
                print("Stopping ...", flush=True)
                self._stop()
                print("The desk is closed.", flush=True)
                return 0

    def _asked_to_stop(self, *_):
        """Notes the wish, for raising here could hit anything half done; whoever asks twice is in a hurry."""
        self.stopping += 1
        if self.stopping > 1 and self.family:
            for child in list(self.family.children):
                child.kill()

    def _check_stop(self):
        if self.stopping:
            raise Stop

    @contextlib.contextmanager
    def _only_one(self):
        """Holds the folder's lock; raises Refusal when another desk does."""
        with open(self.folder / "desk.lock", "a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.seek(0)
                raise Refusal(
                    f"DATA_DIR: another desk ({lock.read().strip() or 'just starting'}) already runs in {self.folder}; "
                    "stop it, or choose another folder for this one."
                ) from error
            lock.truncate(0)
            lock.write(f"process {os.getpid()}, port {self.port}")
            lock.flush()
            yield

    def _prepare(self) -> dict:
        print(f"Preparing the desk in {self.folder} ...", flush=True)
        with open(self.logs.path("start"), "wb") as log:
            child = self.family.start(
                [sys.executable, str(Path(__file__).with_name("prepare.py")), *(["--demo"] if self.demo else [])],
                env=self.env,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
            )
            said = self._words_of(child)
        self.family.reaped(child)
        try:
            result = json.loads(said.strip().splitlines()[-1])
        except (IndexError, ValueError):
            last = self.logs.tail("start", 1)
            raise Refusal(
                f"The desk could not be prepared: {last} (all of it is in {self.logs.path('start')})"
            ) from None
        if "refused" in result:
            raise Refusal(result["refused"])
        return result

    def _words_of(self, child: subprocess.Popen) -> str:
        """All that the child says until it ends."""
        while True:
            self._check_stop()
            with contextlib.suppress(subprocess.TimeoutExpired):
                return child.communicate(timeout=0.3)[0].decode()

    def _roles(self) -> list[Role]:
        celery = [sys.executable, "-m", "celery", "-A", "servicedesk"]
        web = [sys.executable, "-m", "gunicorn", "servicedesk.wsgi", "-b", f"fd://{self.listener.fileno()}"]
        web += ["-k", "gthread", "-w", "2", "--threads", "4", "--timeout", "60", "--graceful-timeout", "8"]
        web += ["--no-control-socket", "--log-level", "warning"]
        if os.access("/dev/shm", os.W_OK):
            web += ["--worker-tmp-dir", "/dev/shm"]
        roles = [Role("web", web)]
        if self.with_worker:
            roles.append(Role("worker", [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING"]))
        beat = [*celery, "beat", "-S", "celery.beat.Scheduler", "--pidfile=", "--loglevel", "WARNING"]
        return [*roles, Role("beat", beat)]

    def _start(self, role: Role):
        keep = [self.listener.fileno()] if role.name == "web" else []
        role.child = self.family.start(
            role.argv, env=self.env, cwd=ROOT, pass_fds=keep, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.logs.follow(role.name, role.child)

    def _wait_until_open(self):
        deadline = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            self._check_stop()
            self.logs.take(0.1)
            for role in self.roles:
                if role.child.poll() is not None:
                    self.logs.take(0.2)
                    raise Refusal(self._died(role))
            if time.monotonic() > deadline:
                raise Refusal(f"The first page did not come within {STARTS_WITHIN} s; see {self.logs.path('web')}.")

    def _answers(self) -> bool:
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(
            self.host, f"[{self.host}]" if ":" in self.host else self.host
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            direct.open(f"http://{host}:{self.port}/healthz", timeout=1)
        except urllib.error.HTTPError:
            return True  # ALLOWED_HOSTS may not name 127.0.0.1; what counts is that somebody answers
        except OSError:
            return False
        return True

    def _died(self, role: Role) -> str:
        said = self.logs.tail(role.name)
        return f"The {role.name} process ended with code {role.child.returncode}. Its last words:\n{said}"

    def _announce(self, ready: dict):
        local = "localhost" if self.host in {"0.0.0.0", "::", "127.0.0.1"} else self.host
        here = f"http://{local}:{self.port}/"
        if ready["demo"]:
            print(ready["demo"].rstrip(), flush=True)
        print(f"The desk is open:          {here}")
        if self.host in {"0.0.0.0", "::"} and (address := shop_address()):
            print(f"On the shop's network:     http://{address}:{self.port}/")
        if ready["setup"]:
            code = ready["setup"]["code"]
            print("Nobody is on the staff yet. The first visitor becomes company manager:")
            print(f"Set-up page:               {here.rstrip('/')}{ready['setup']['path']}")
            print(f"One-time code:             {code[:5]}-{code[5:]}")
        print(f"Logs: {self.logs.folder}    Stop with Ctrl-C.", flush=True)

    # Staying

    def _stay(self):
        """Writes the logs and starts again what dies, until somebody asks the desk to stop."""
        while True:
            self._check_stop()
            self.logs.take(0.3)
            for role in self.roles:
                if role.child.poll() is not None and not self.stopping:
                    self._start_again(role)

    def _start_again(self, role: Role):
        now = time.monotonic()
        self.family.reaped(role.child)
        role.deaths = [at for at in role.deaths if now - at < IN_SHORT] + [now]
        if len(role.deaths) >= DIES_OFTEN:
            raise Refusal(f"{self._died(role)}\nIt has died {DIES_OFTEN} times in a short while, so the desk stops.")
        say(f"The {role.name} process ended with code {role.child.returncode}; starting it again ...")
        time.sleep(len(role.deaths) - 1)
        self._start(role)

    def _stop(self):
        """First the pages, so that nobody starts anything new, then the tasks."""
        running = [role.child for role in self.roles if role.child]
        self.family.stop(*running[:1])
        self.family.stop(*running[1:])


def supervise(argv: list[str], action: Callable[[], int]) -> int:
    """Runs a door's action; a Refusal becomes one sentence and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # names of roles are Chinese, whatever the terminal can show
    try:
        return action()
    except Refusal as why:
        say(f"{argv[0]}: {why}")
        return 1
    except (KeyboardInterrupt, Stop):
        return 130


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        "bin/serve", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--demo", action="store_true", help="fill an empty desk with a demo month; print the sign-ins")
    options = parser.parse_args(argv[1:])

    def action():
        port, folder = whole_port(os.environ.get("PORT", "")), writable_folder(os.environ.get("DATA_DIR", ""))
        enter("requirements.txt")
        host = os.environ.get("HOST", "").strip() or "0.0.0.0"
        return Desk(host=host, port=port, folder=folder, demo=options.demo).run()

    return supervise(["bin/serve"], action)
