"""Big workbooks: the number of statements grows by batch, not by row, and the progress is told as it goes."""

from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.workbook.conftest import as_file
from workbook.services import take_in


def many_jobs(count):
    start = datetime(2026, 1, 1, 8, 0)
    return [
        {
            "job_no": f"B{place}", "customer_no": "K0004", "machine_no": "J0002", "domain": "hardware",
            "severity": "major", "purpose": "work", "fault": "不开机", "opened_at": start + timedelta(hours=place),
        }
        for place in range(count)
    ]  # fmt: skip


def statements(take, shop, count):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        report = take({**shop, "jobs": many_jobs(count)})
    assert report.counts["jobs"]["new"] == count
    return len(seen)


def test_statements_grow_by_batch(take, shop):
    """All 1,200 jobs are of one machine, so that finding repeats (T4) among them is tried too."""
    assert statements(take, shop, 1200) < 1200 / 4


def test_progress_is_told_from_reading_to_writing(shop, db, now):
    shop["jobs"] = many_jobs(2500)
    told = []
    take_in(as_file(shop), file_name="x", by=None, now=now, tell=lambda *mark: told.append(mark))
    stages = [stage for stage, _done, _total in told]
    assert list(dict.fromkeys(stages)) == ["reading", "checking", "writing"]
    shares = [done / total for stage, done, total in told if stage == "reading"]
    assert 5 <= len(shares) <= 20  # often enough to be seen moving, seldom enough to cost nothing
    assert shares == sorted(shares)
    assert told[-1] == ("writing", 2517, 2517)
    assert all(done <= total for _stage, done, total in told)
