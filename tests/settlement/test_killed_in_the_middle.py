"""A process that is killed while it closes a month leaves the month open and whole, and the next one closes it."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from settlement.models import ClosedLine, ClosedSheet, Closing, Payout
from settlement.services import run_add, run_next
from tests.settlement.facts import AFTER, OCTOBER
from tests.support.services import ROOT, database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

# Does the run that waits, person by person, and stops within the closing's transaction once T1's sheet is written.
CLOSES_HALF = """
import time, django
django.setup()
from settlement import progress
from settlement.models import ClosedSheet
from settlement.services import closing, run_next
from tests.settlement.facts import AFTER

def stop(self, stage, done, total):
    if stage == "shop" and ClosedSheet.objects.exists():
        print(*ClosedSheet.objects.values_list("person__staff_no", flat=True), flush=True)
        time.sleep(600)

closing.TOGETHER = 1
progress.Progress.__call__ = stop
run_next(now=AFTER)
"""


@pytest.fixture
def closing_process(tmp_path):
    """A process of its own that closes half of what waits; killed at the end, if it still lives."""
    from doors.family import Family

    env = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "servicedesk.settings",
        "PYTHONPATH": str(ROOT),
    }
    with Family() as family, open(tmp_path / "said.log", "wb") as said:
        argv = [sys.executable, "-c", CLOSES_HALF]
        yield family.start(argv, env=env, cwd=ROOT, stdout=subprocess.PIPE, stderr=said)


def counts() -> tuple[int, ...]:
    return tuple(table.objects.count() for table in (Closing, ClosedSheet, ClosedLine, Payout))


@pytest.fixture
def asked(october, technician, other_technician, decide, company_manager):
    """The closing of October, asked for and waiting."""
    decide(technician)
    decide(other_technician)
    return run_add(kind="close", month=OCTOBER, by=company_manager, now=AFTER)


def test_the_month_is_open_and_whole_and_closes_again(asked, request, technician, sheet):
    before = sheet(technician)
    process = request.getfixturevalue("closing_process")
    assert process.stdout.readline().split() == [b"T1"]
    process.kill()
    process.wait()
    assert counts() == (0, 0, 0, 0)
    assert sheet(technician) == before
    assert not run_next(now=AFTER + timedelta(minutes=1))  # its silence may be its work
    assert run_next(now=AFTER + timedelta(minutes=6))
    asked.refresh_from_db()
    assert (asked.state, counts()) == ("done", (2, 2, 5, 2))
    assert sheet(technician) == before
