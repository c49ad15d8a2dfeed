"""The queue at growing backlogs: the first page and "take the next", beside the same work in plain SQL (T5).

What counts are the ratios within one run: how the large backlog compares with the small one, and our rate with that of
plain SQL. Ours and plain SQL take turns, so that a noisy machine disturbs both alike.
"""

import statistics
import time
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction
from django.urls import reverse

from benchmarks import benchmark, data
from records.services import record
from servicedesk import clock
from staff.models import User
from tickets.services import take_next

PAGES = 40
TAKES = 400
CHURN = 20_000
CHURN_SECONDS = 60
SMALLEST: dict[str, float] = {}

PAGE = """
SELECT job.job_no, job.rank, job.opened_at, job.fault, job.domain, job.severity, job.purpose, job.repeat,
       job.brand_class, job.expedite_reason, customer.name, customer.tier, machine.model, machine.serial
FROM tickets_job job
JOIN customers_customer customer ON customer.id = job.customer_id
LEFT JOIN customers_machine machine ON machine.id = job.machine_id
WHERE job.status = 'waiting' ORDER BY job.rank, job.opened_at, job.job_no LIMIT 51
"""
TAKE = """
UPDATE tickets_job SET status = 'taken', technician_id = %s, taken_at = %s
WHERE id = (SELECT id FROM tickets_job WHERE status = 'waiting'
            ORDER BY rank, opened_at, job_no LIMIT 1 {lock}) RETURNING id
"""
ENTRY = (
    "INSERT INTO records_entry (subject, subject_id, code, data, by_id, at) VALUES ('job', %s, 'job.taken', %s, %s, %s)"
)


def _page():
    with connection.cursor() as cursor:
        cursor.execute(PAGE)
        cursor.fetchall()


def _take(technician: User, moment):
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE.format(lock=lock), [technician.pk, moment])
        cursor.execute(ENTRY, [cursor.fetchone()[0], "{}", technician.pk, moment])


def _milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def _summary(took: list[float]) -> dict:
    return {"median_ms": round(statistics.median(took), 3), "p95_ms": round(sorted(took)[int(len(took) * 0.95)], 3)}


@benchmark("queue")
def queue(bench, size: int):
    """The first page and taking the next with so many jobs waiting; at 100,000 also while rows die at the head."""
    data.jobs(size)
    bench.settle()
    technician, now = data.person("technician"), clock.now()
    bench.measure_page("first page", bench.client("technician"), reverse("tickets:queue"))
    bench.measure("first page, plain SQL", _page)
    _growth(bench, size, page=_steadied(bench.client("technician")), take=_taking(bench, technician, now))
    if size == 100_000:
        _churn(bench, technician, now)


def _steadied(client) -> float:
    """The page's time over that of a page that does not know the queue, taken in turns: a busy machine slows both."""
    page, other = [], []
    for _turn in range(PAGES):
        page.append(_milliseconds(lambda: client.get(reverse("tickets:queue"))))
        other.append(_milliseconds(lambda: client.get(reverse("rulebook:numbers"))))
    return statistics.median(page) / statistics.median(other)


def _taking(bench, technician: User, now: datetime) -> float:
    """Takes in turns with plain SQL and with a write that does not know the queue; gives our time over that write's."""
    moment = connection.ops.adapt_datetimefield_value(now)
    ours, plain, other = [], [], []
    for _turn in range(TAKES):
        ours.append(_milliseconds(lambda: take_next(by=technician, now=now)))
        plain.append(_milliseconds(lambda: _take(technician, moment)))
        other.append(_milliseconds(lambda: record(subject="bench", subject_id=1, code="bench.written", at=now)))
    bench.note("take the next", rounds=TAKES, **_summary(ours))
    bench.note("take the next, plain SQL", rounds=TAKES, **_summary(plain))
    share = statistics.median(plain) / statistics.median(ours)
    bench.note("take the next: our rate as a share of plain SQL's", ratio=round(share, 2))
    return statistics.median(ours) / statistics.median(other)


def _growth(bench, size: int, **steadied: float):
    """How the figures compare with those at the smallest size of this run."""
    for name, figure in steadied.items():
        smallest = SMALLEST.setdefault(name, figure)
        bench.note(f"{name}: at {size:,} over the smallest", ratio=round(figure / smallest, 2))


def _churn(bench, technician: User, now: datetime):
    """Takes on and on: every take leaves a dead entry at the head of the index, which vacuum has to keep up with."""
    took, end = [], time.perf_counter() + CHURN_SECONDS
    while len(took) < CHURN and time.perf_counter() < end:
        took.append(_milliseconds(lambda: take_next(by=technician, now=now)))
    tenth = len(took) // 10
    ratio = statistics.median(took[-tenth:]) / statistics.median(took[:tenth])
    bench.note("while rows die: the last tenth of the takes over the first", takes=len(took), ratio=round(ratio, 2))
