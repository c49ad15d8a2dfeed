"""The sweep with no deadline open, a hundred thousand and a million, a hundred of them due: its cost follows what is
due (D11), beside the same work in plain SQL. Both take turns, so that a noisy machine disturbs both alike.
"""

import statistics
import time
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks import benchmark, data
from deadlines.models import Deadline
from deadlines.services import New, deadlines_open, sweep
from servicedesk import clock

DUE = 100
TURNS = 15
SMALLEST: dict[str, float] = {}
CLAIM = """
UPDATE deadlines_deadline SET state = 'missed', next_at = NULL
WHERE id IN (SELECT id FROM deadlines_deadline WHERE next_at <= %s ORDER BY next_at, id LIMIT 200 {lock})
RETURNING id, subject_id, due_at
"""
MARK = "INSERT INTO deadlines_mark (deadline_id, stage, at, done_at) VALUES ", "(%s, %s, %s, %s)"
LINE = (
    "INSERT INTO records_entry (subject, subject_id, code, data, by_id, at) VALUES ",
    "('visit', %s, %s, '{}', NULL, %s)",
)
TELL = (
    "INSERT INTO notices_notice (person_id, key, code, data, page, number, step, todo, at, made_at, folded) VALUES ",
    "(%s, %s, %s, '{}', '', '', '', '', %s, %s, false)",
)
OPEN = """
INSERT INTO deadlines_deadline (kind, subject, subject_id, cycle, number, owner_id, role, tier, started_at, due_at,
    terms_version, plan, next_at, state, cause)
WITH RECURSIVE n(i) AS (SELECT CAST(%s AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < %s)
SELECT 'answer', 'job', 10000000 + i, 1, 'B', %s, '', '', %s, {due}, 'rulebook', '[]', {due}, 'running', '' FROM n
"""
DUE_AFTER = {
    "postgresql": "CAST(%s AS timestamptz) + (60 + i %% 500000) * interval '1 minute'",
    "sqlite": "datetime(%s, '+' || (60 + i %% 500000) || ' minutes')",
}


@benchmark("sweep", sizes=(0, 1_000, 100_000), large=(1_000_000,))
def sweeping(bench, size: int):
    """A sweep of a hundred due deadlines beside so many that are open and not due."""
    owner, manager = data.person("technician"), data.person("service_manager")
    now = clock.now()
    _open(size, owner, now)
    bench.settle()
    bench.measure("nothing is due", lambda: sweep(now=now, telling=False))
    ours, plain = [], []
    for turn in range(TURNS):
        _due(owner, now, turn)
        ours.append(_milliseconds(lambda: sweep(now=now, telling=False)))
        _due(owner, now, TURNS + turn)
        plain.append(_milliseconds(lambda: _plain(owner, manager, now)))
    _due(owner, now, 2 * TURNS)
    with CaptureQueriesContext(connection) as captured:
        sweep(now=now, telling=False)
    bench.note("a hundred are due", rounds=TURNS, queries=len(captured), **_summary(ours))
    bench.note("a hundred are due, plain SQL", rounds=TURNS, **_summary(plain))
    share = statistics.median(ours) / statistics.median(plain)
    bench.note("ours over plain SQL", ratio=round(share, 2))
    for what, took in (("ours", ours), ("plain SQL", plain)) if size else ():
        smallest = SMALLEST.setdefault(what, statistics.median(took))
        bench.note(f"{what}: at {size:,} over that at 1,000", ratio=round(statistics.median(took) / smallest, 2))
    Deadline.objects.filter(next_at__isnull=True, kind="arrival").delete()


def _open(size: int, owner, now: datetime):
    """So many open deadlines that fall due in the coming year, made where they lie: a million takes seconds."""
    there = Deadline.objects.filter(kind="answer").count()
    if there >= size:
        return
    due = DUE_AFTER[connection.vendor]
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        params = [there + 1, size, owner.pk, moment, moment, moment]
        cursor.execute(OPEN.format(due=due), params)


def _due(owner, now: datetime, turn: int):
    """A hundred that were missed a minute ago."""
    start = now - timedelta(minutes=16)
    base = (turn + 1) * 1_000_000_000 + time.monotonic_ns() % 1_000_000_000
    news = [New("arrival", base + each, f"V{each}", start, owner_id=owner.pk) for each in range(DUE)]
    rows = deadlines_open(news, by=None, now=now)
    for row in rows:
        row.plan, row.next_at = row.plan[1:], row.due_at + timedelta(seconds=1)
    Deadline.objects.bulk_update(rows, ["plan", "next_at"])


def _plain(owner, manager, now: datetime):
    """What a sweep of these writes, and nothing else: claim, two marks, two lines of history and two notices each."""
    moment = connection.ops.adapt_datetimefield_value(now)
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM.format(lock=lock), [moment])
        rows = cursor.fetchall()
        both = [(*row, *end) for row in rows for end in (("missed", owner), ("escalated", manager))]
        _insert(cursor, MARK, [(pk, stage, due, moment) for pk, _subject, due, stage, _person in both])
        _insert(cursor, LINE, [(subject, f"deadline.{stage}", due) for _pk, subject, due, stage, _person in both])
        _insert(
            cursor, TELL,
            [(person.pk, f"{pk}:{stage}", f"notice.{stage}", due, moment) for pk, _subject, due, stage, person in both],
        )  # fmt: skip


def _insert(cursor, statement: tuple[str, str], rows: list[tuple]):
    """All rows by one statement."""
    head, values = statement
    cursor.execute(head + ", ".join([values] * len(rows)), [value for row in rows for value in row])


def _milliseconds(action) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def _summary(took: list[float]) -> dict:
    return {"median_ms": round(statistics.median(took), 3), "p95_ms": round(sorted(took)[int(len(took) * 0.95)], 3)}
