"""bin/bench prints one JSON object with every measurement on every database, and nothing else on stdout."""

import json
import subprocess
import sys

from doors.bench import growth
from tests.doors.conftest import ROOT


def test_a_small_run_on_both_databases():
    command = [sys.executable, ROOT / "bin" / "bench", "--sizes", "50,100", "customer search"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert {(one["database"], one["size"]) for one in report["results"]} == {
        (database, size) for database in ("sqlite", "postgresql") for size in (50, 100)
    }
    for one in report["results"]:
        assert 0 < one["median_ms"] <= one["p95_ms"]
        assert one["queries"] > 0
    assert all(one["from"] == 50 and one["to"] == 100 for one in report["growth"])


def test_growth_compares_each_size_with_the_smallest():
    about = {"benchmark": "b", "what": "w", "database": "sqlite"}
    results = [{**about, "size": size, "median_ms": ms} for size, ms in ((10, 2.0), (100, 3.0), (1000, 8.0))]
    assert [(one["to"], one["factor"]) for one in growth(results)] == [(100, 1.5), (1000, 4.0)]


def test_an_unknown_benchmark_is_named():
    command = [sys.executable, ROOT / "bin" / "bench", "--sqlite-only", "weather"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No benchmark is called weather" in done.stderr
    assert "Traceback" not in done.stderr


def test_sizes_are_whole_numbers():
    command = [sys.executable, ROOT / "bin" / "bench", "--sizes", "many"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "use whole numbers" in done.stderr
