"""Without Redis beat runs the tasks itself, and a database that was restarted meanwhile does not stop it."""

import os
import signal
import subprocess
import sys

import pytest

from doors import parts
from doors.family import Family
from tests.doors.conftest import ROOT
from tests.support.services import BEAT, wait_for

IMPORTS = "import the workbooks that people uploaded"  # every three seconds


@pytest.fixture
def family():
    with Family() as family:
        yield family


def seconds_since_last_run(env) -> float | None:
    """Asked from outside, as a person would: by the mark that beat_health shows."""
    code = (
        "import django; django.setup(); from servicedesk import clock, schedule; now = clock.now();"
        f"print(next((now - run.last).total_seconds() for run in schedule.runs(now) if run.name == '{IMPORTS}'))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def environment(folder, **more) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "servicedesk.settings",
        **more,
    }


def prepared(env) -> dict[str, str]:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    return env


def test_tasks_run_on_sqlite(family, tmp_path):
    env = prepared(environment(tmp_path))
    with open(tmp_path / "log", "wb") as log:
        family.start(BEAT, env=env, cwd=ROOT, stdout=log, stderr=log)
    wait_for(lambda: seconds_since_last_run(env) is not None, what="for a first run")
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_a_restarted_postgresql_is_found_again(family, tmp_path):
    folder = next(parts._postgres_folders())[0]
    url = parts._start_postgres(folder, family, parts.QUICK)
    server = family.children[-1]
    env = prepared(environment(tmp_path, DATABASE_URL=url))
    with open(tmp_path / "log", "wb") as log:
        family.start(BEAT, env=env, cwd=ROOT, stdout=log, stderr=log)
    wait_for(lambda: seconds_since_last_run(env) is not None, what="for a first run")

    family.stop(server)
    wait_for(lambda: (seconds_since_last_run(env) or 0) > 8, what="for beat to notice")
    family.start(server.args, env={**os.environ, "LC_ALL": "C"}, user=parts.servant(), cwd="/", polite=signal.SIGINT)
    wait_for(lambda: (seconds_since_last_run(env) or 99) < 5, what="for beat to go on")
