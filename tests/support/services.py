"""A real Celery worker and beat on the test's PostgreSQL and Redis."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CELERY = [sys.executable, "-m", "celery", "-A", "servicedesk"]
WORKER = [*CELERY, "worker", "--concurrency", "2", "--loglevel", "WARNING"]
BEAT = [*CELERY, "beat", "-S", "celery.beat.Scheduler", "--pidfile=", "--loglevel", "WARNING"]


def database_url() -> str:
    """The URL of the database that the running tests use."""
    from django.db import connection

    at = connection.settings_dict
    person = f"{quote(at['USER'], safe='')}:{quote(at['PASSWORD'], safe='')}"
    return f"postgresql://{person}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"


def wait_for(condition: Callable[[], object], *, seconds: float = 30, what: str = ""):
    """What the condition gives once it is true; fails the test when it stays false."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.1)
    pytest.fail(f"waited {seconds} s in vain {what}")
    return None


@dataclass
class Services:
    """The processes beside the test, with their log."""

    family: object
    env: dict
    log: Path
    worker: subprocess.Popen | None = None
    beat: subprocess.Popen | None = None

    def start(self, argv: list[str]) -> subprocess.Popen:
        with open(self.log, "ab") as log:
            return self.family.start(argv, env=self.env, cwd=ROOT, stdout=log, stderr=log)

    def start_worker(self):
        from servicedesk.celery import app

        self.worker = self.start(WORKER)
        wait_for(lambda: app.control.ping(timeout=0.5), what=f"for the worker: {self.log.read_text()[-2000:]}")

    def start_beat(self):
        self.beat = self.start(BEAT)


@pytest.fixture
def desk_services(transactional_db, settings, tmp_path):
    """A worker and beat as processes of their own; tasks that the test sends go to the worker.

    Gives a `Services`: `.worker` and `.beat` can be killed, `.start_worker()` and `.start_beat()` bring them back.
    """
    from doors.family import Family
    from servicedesk.celery import app

    env = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "DATA_DIR": str(settings.DATA_DIR),
        "DJANGO_SETTINGS_MODULE": "servicedesk.settings",
    }
    with Family() as family:
        services = Services(family, env, tmp_path / "services.log")
        services.start_worker()
        services.start_beat()
        app.conf.task_always_eager = False
        yield services
        app.conf.task_always_eager = True
