"""A month of many technicians with 200 receipts each: one person's sheet, the report, the closing; beside plain SQL."""

import random
import resource
import time
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction

from benchmarks import benchmark, data
from customers.models import Customer
from field_visits.models import Visit
from servicedesk import clock
from settlement.guards import MAY_EMPTY
from settlement.models import ClosedLine, ClosedSheet, Closing, Decision, LaterWithheld, Payout, RestDecision, Run
from settlement.policies import Month
from settlement.policies.reports import Filter
from settlement.report_selectors import money_report
from settlement.services import month_close, run_add, run_next
from settlement.sheet_selectors import sheet_page
from staff.models import User
from staff.policies import Role

EACH = 200
MONTH = Month(2026, 10)
START = clock.from_local(datetime(2026, 10, 1, 8, 0))  # noqa: DTZ001 - made aware at once
NOW = clock.from_local(datetime(2026, 11, 2, 9, 0))  # noqa: DTZ001
KINDS = ("home_single", "office_single", "office_single", "network", "net_cafe")
BATCH = 5_000

# The same rows as a person at a database would add them up: fares, receipts, and the subsidy without the shares.
BY_PERSON = """
    SELECT technician_id, count(*), sum(fare_out + fare_back),
           sum(CASE WHEN verdict = 'satisfied' THEN CASE site_kind WHEN 'net_cafe' THEN 300 ELSE 200 END ELSE 0 END)
    FROM field_visits_visit WHERE state = 'filed' AND left_at >= %s AND left_at < %s GROUP BY technician_id
"""


def technicians(size: int) -> list[User]:
    """So many technicians, without a password."""
    there = User.objects.filter(staff_no__startswith="BT").count()
    User.objects.bulk_create(
        (User(staff_no=f"BT{number:05d}", name=f"技术员{number}", password="!") for number in range(there, size)),
        batch_size=1000,
    )
    return list(User.objects.filter(staff_no__startswith="BT").order_by("staff_no")[:size])


def receipts(people: list[User]):
    """200 receipts of October for each of the people, one in fifty of a dissatisfied customer, which was confirmed."""
    data.customers(500)
    owners = list(Customer.objects.order_by("pk")[:500])
    done = set(Visit.objects.filter(receipt_no__startswith="BV").values_list("technician_id", flat=True).distinct())
    numbers = [(person, place) for person in people if person.pk not in done for place in range(EACH)]
    boss = data.person(Role.COMPANY_MANAGER.value)
    for start in range(0, len(numbers), BATCH):
        rows = [_receipt(person, place, owners) for person, place in numbers[start : start + BATCH]]
        Visit.objects.bulk_create(rows)
        Decision.objects.bulk_create(_confirmed(row, boss) for row in rows if row.verdict == "dissatisfied")


def _receipt(person: User, place: int, owners: list[Customer]) -> Visit:
    chance = random.Random(f"{person.staff_no} {place}")
    left = START + timedelta(minutes=chance.randrange(30 * 24 * 60 - 600))
    return Visit(
        receipt_no=f"BV{person.staff_no[2:]}{place:04d}", technician=person, customer=chance.choice(owners),
        state="filed", filed_at=left, is_history=True, contact="周", address="学院路1", machine_count=1,
        site_kind=chance.choice(KINDS), domain=chance.choice(("hardware",) * 4 + ("software",)), fault="不开机",
        work_done="换电源", result="solved", verdict="satisfied" if chance.random() > 0.02 else "dissatisfied",
        signed=True, shoe_covers="na", arrived_at=left - timedelta(minutes=40), left_at=left,
        fare_out=Decimal(4), fare_back=Decimal("4.50"),
    )  # fmt: skip


def _confirmed(row: Visit, boss: User) -> Decision:
    return Decision(
        person_id=row.technician_id, rule="S-V3", source=row.receipt_no, on=clock.local_date(row.left_at),
        verdict="confirmed", amount=Decimal(-50), reason="看过", by=boss, at=NOW,
    )  # fmt: skip


@benchmark("settlement", sizes=(20, 1_000), large=())
def settlement(bench, size):
    people = technicians(size)
    receipts(people)
    bench.settle()
    one = people[len(people) // 2]
    bench.measure("one person's sheet", lambda: sheet_page(one, MONTH, now=NOW), rounds=30)
    bench.measure("plain SQL: one person's sums", lambda: _plain(f"AND technician_id = {one.pk}"), rounds=30)
    _timed(bench, "a preview of everybody", _preview)
    finance = bench.client(Role.FINANCE.value)
    bench.measure("the report's sums", lambda: money_report(MONTH, Filter(), now=NOW), rounds=5)
    _timed(bench, "the report's sums, once", lambda: money_report(MONTH, Filter(), now=NOW))
    _timed(bench, "the report's page, once", lambda: finance.get(f"/settlement/{MONTH}/report/"))
    bench.measure_page("the report's page", finance, f"/settlement/{MONTH}/report/", rounds=5)
    bench.measure("plain SQL: everybody's sums", lambda: _plain(), rounds=5)
    _timed(bench, "closing", _close)
    _timed(bench, "plain SQL: inserting as many lines", _insert)
    bench.measure("the report's sums, closed", lambda: money_report(MONTH, Filter(), now=NOW), rounds=5)
    _clear()


def _plain(more: str = ""):
    moments = [connection.ops.adapt_datetimefield_value(each) for each in (START - timedelta(hours=8), NOW)]
    with connection.cursor() as cursor:
        cursor.execute(BY_PERSON.replace("GROUP BY", f"{more} GROUP BY"), moments)
        return cursor.fetchall()


def _timed(bench, what: str, action):
    """One long piece of work: seconds, those of them that this process was at work, and its highest memory so far."""
    start, busy = time.perf_counter(), time.process_time()
    action()
    took, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    bench.note(what, seconds=round(took, 2), cpu_seconds=round(busy, 2), peak_mib=peak)


def _preview():
    run_add(kind="preview", month=MONTH, by=data.person(Role.COMPANY_MANAGER.value), now=NOW)
    run_next(now=NOW)


def _close():
    month_close(month=MONTH, by=data.person(Role.COMPANY_MANAGER.value), now=NOW)


def _insert():
    """As many rows with the same columns into a table without guards, by one statement of the database."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_line AS SELECT * FROM settlement_closedline")
        cursor.execute("DROP TABLE bench_line")


def _clear():
    """Takes the month back, which the desk itself never can: the guards are set aside for it."""
    Run.objects.all().delete()
    tables = [model._meta.db_table for model in (RestDecision, LaterWithheld, Payout, ClosedLine, ClosedSheet, Closing)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET {MAY_EMPTY} = 'yes'")
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
            cursor.execute(f"RESET {MAY_EMPTY}")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'settlement_%_delete'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        for _name, sql in guards:
            cursor.execute(sql)
