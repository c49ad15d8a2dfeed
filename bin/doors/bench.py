"""bin/bench: runs the benchmarks on SQLite and on PostgreSQL and prints one JSON object; progress goes to stderr."""

import argparse
import datetime
import json
import os
import platform
import secrets
import signal
import subprocess
import sys

from doors import parts
from doors.family import Family
from doors.serve import Stop, supervise
from doors.venv import ROOT, Refusal, enter, say

HELP = """\
Runs the benchmarks (the package benchmarks/) and prints one JSON object: medians, p95, queries, growth with size.
Names choose some: bin/bench queue. PostgreSQL is found as by bin/test (DATABASE_URL, this system's, the wheel's), on
a database of its own.
"""


def _sizes(text: str) -> str:
    if not all(part.isdigit() and int(part) > 0 for part in text.split(",")):
        raise argparse.ArgumentTypeError("use whole numbers with commas between, such as 1000,100000")
    return text


class NewDatabase:
    """A database beside the one that the URL names, dropped at the end."""

    def __init__(self, url: str):
        self.url = url
        self.name = f"desk_bench_{secrets.token_hex(4)}"

    def _command(self, words: str):
        import psycopg2

        connection = psycopg2.connect(self.url)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"{words} {self.name}")
        connection.close()

    def __enter__(self) -> str:
        self._command("CREATE DATABASE")
        head, _slash, tail = self.url.rpartition("/")
        _old, mark, options = tail.partition("?")
        return f"{head}/{self.name}{mark}{options}"

    def __exit__(self, *_):
        self._command("DROP DATABASE IF EXISTS")


def _measure(family: Family, arguments: list[str], **database: str) -> list[dict]:
    """The measurements of one database."""
    folder = family.folder("desk-bench-")
    (folder / "static").mkdir()
    own = {"DATABASE_URL", "REDIS_URL", "DATA_DIR", "DEBUG", "ALLOWED_HOSTS", "STATIC_HASHED"}
    env = {name: value for name, value in os.environ.items() if name not in own}
    child = family.start(
        [sys.executable, "-m", "benchmarks.run", *arguments],
        env=env | {"DATA_DIR": str(folder), **database},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    results = [json.loads(line) for line in child.stdout]
    code = child.wait()
    family.reaped(child)
    if code:
        raise Refusal(f"The benchmarks ended with code {code}.")
    return results


def growth(results: list[dict]) -> list[dict]:
    """For each measurement how its median grew from the smallest size to each larger one."""
    first, found = {}, []
    for one in results:
        key = (one["benchmark"], one["what"], one["database"])
        if "median_ms" not in one:
            continue
        if key not in first:
            first[key] = one
        elif first[key]["median_ms"]:
            names = dict(zip(("benchmark", "what", "database"), key, strict=True))
            factor = round(one["median_ms"] / first[key]["median_ms"], 2)
            found.append({**names, "from": first[key]["size"], "to": one["size"], "factor": factor})
    return found


def _machine() -> dict:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "commit": commit.stdout.strip(),
        "when": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "system": platform.platform(),
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
    }


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser("bin/bench", description=HELP)
    parser.add_argument("names", nargs="*", help="part of a benchmark's name")
    parser.add_argument("--sizes", type=_sizes, help="instead of each benchmark's own: 1000,100000")
    parser.add_argument("--large", action="store_true", help="up to 1,000,000, which takes a while")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    options = parser.parse_args(argv[1:])
    arguments = [*options.names, *(["--large"] if options.large else [])]
    arguments += [f"--sizes={options.sizes}"] if options.sizes else []

    def action():
        enter("requirements-dev.txt")
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, _stop)
        with Family() as family:
            say("SQLite")
            results = _measure(family, arguments)
            if not options.sqlite_only:
                server = parts.postgres(family, durable=True)
                if not server.at:
                    raise Refusal(f"PostgreSQL cannot be had ({server.origin}); use --sqlite-only.")
                say(f"PostgreSQL: {server.origin}")
                with NewDatabase(server.at) as url:
                    results += _measure(family, arguments, DATABASE_URL=url)
        print(json.dumps({**_machine(), "results": results, "growth": growth(results)}, ensure_ascii=False, indent=1))
        return 0

    return supervise(["bin/bench"], action)


def _stop(*_):
    raise Stop
