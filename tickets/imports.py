"""Jobs from a workbook, many at once. Values are typed and checked by the workbook app."""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache

from customers.imports import customers_by_number, machines_by_number
from deadlines.services import deadlines_open
from records.bulk import batches, write_imported
from rulebook.policies import Terms
from rulebook.selectors import terms_on
from servicedesk.clock import local_date
from tickets.answers import answer_of
from tickets.models import Job
from tickets.policies import Earlier, Outcome, RepeatSource, Status, is_repeat, rank

COLUMNS = (
    "job_no", "customer__customer_no", "machine__machine_no", "domain", "severity", "purpose", "repeat", "brand_class",
    "fault", "opened_at", "closed_at", "expedite_reason",
)  # fmt: skip


def jobs_known(numbers: Iterable[str]) -> dict[str, dict]:
    """Those of the numbers that the desk knows, with the columns of the sheet."""
    found = {}
    for batch in batches(numbers):
        for row in Job.objects.filter(job_no__in=batch).values(*COLUMNS):
            row["customer_no"] = row.pop("customer__customer_no")
            row["machine_no"] = row.pop("machine__machine_no")
            found[row["job_no"]] = row
    return found


def jobs_add(rows: list[dict], *, by, now: datetime, step: Callable[[int], None]):
    """Adds jobs of customers and machines that are in the desk by now, each in its place in the queue (T2).

    A job with `closed_at` is closed, how it ended is not known. An expedite holds as long as the job is open; that a
    closed one had been expedited is kept in its history.
    A `repeat` of yes or no is final; where it is empty the desk finds it (T4) among all jobs of the machine.
    """
    customers = customers_by_number({row["customer_no"] for row in rows})
    machines = machines_by_number({row["machine_no"] for row in rows if "machine_no" in row})
    found = _found_repeats(rows, {number: machine.pk for number, machine in machines.items()})
    jobs = (
        _job(row, customers[row["customer_no"]], machines.get(row.get("machine_no")), row["job_no"] in found)
        for row in rows
    )
    write_imported(jobs, subject="job", code="job.imported", number="job_no", by=by, now=now, step=step)
    _begin_answers([row["job_no"] for row in rows if "closed_at" not in row], by, now)


def _begin_answers(numbers: list[str], by, now: datetime):
    """The time for a definite answer (D1) runs for the jobs that still wait, where it is not over already."""
    for batch in batches(numbers):
        jobs = Job.objects.open().filter(job_no__in=batch, answered_at__isnull=True).select_related("customer")
        news = [answer_of(job, start=job.opened_at) for job in jobs]
        deadlines_open(news, by=by, now=now, imported=True)


def _job(row: dict, customer, machine, found: bool) -> Job:
    job = Job(
        job_no=row["job_no"],
        customer=customer,
        machine=machine,
        domain=row["domain"],
        severity=row["severity"],
        purpose=row["purpose"],
        brand_class=(machine.brand_class if machine else "") or row.get("brand_class", ""),
        fault=row["fault"],
        repeat=row.get("repeat", found),
        repeat_source=(RepeatSource.IMPORTED if "repeat" in row else RepeatSource.FOUND).value,
        expedite_reason="" if "closed_at" in row else row.get("expedite_reason", ""),
        opened_at=row["opened_at"],
        closed_at=row.get("closed_at"),
        status=(Status.CLOSED if "closed_at" in row else Status.WAITING).value,
    )
    job.rank = rank(job.factors)
    if "closed_at" in row and "expedite_reason" in row:
        job.imported = "job.imported_expedited", {"reason": row["expedite_reason"]}
    return job


def _found_repeats(rows: list[dict], machine_ids: dict[str, int]) -> set[str]:
    """The numbers of the jobs with an empty `repeat` that T4 finds, among the desk's jobs and those of the file."""
    asking = {row["job_no"] for row in rows if "repeat" not in row and "machine_no" in row}
    wanted = {row["machine_no"] for row in rows if row["job_no"] in asking}
    groups = defaultdict(list)
    for batch in batches(machine_ids[number] for number in wanted):
        earlier = Job.objects.filter(machine_id__in=batch)
        for machine_id, domain, *facts in earlier.values_list(
            "machine_id", "domain", "opened_at", "job_no", "outcome", "closed_at", "reopened"
        ):
            groups[machine_id, domain].append(tuple(facts))
    for row in rows:
        if row.get("machine_no") in wanted:
            facts = (row["opened_at"], row["job_no"], "", row.get("closed_at"), 0)
            groups[machine_ids[row["machine_no"]], row["domain"]].append(facts)
    terms = cache(terms_on)
    return {number for jobs in groups.values() for number in _repeats_among(jobs, asking, terms)}


def _as_they_came(job: tuple) -> tuple:
    opened_at, number, _outcome, closed_at, _reopened = job
    return opened_at, closed_at is None, number


def _repeats_among(jobs: list[tuple], asking: set[str], terms: Callable[[date], Terms]) -> Iterable[str]:
    """Those of one machine's jobs of one domain that came after another without success.

    Of everything earlier only two jobs can decide, whatever their number: one that was unsolved or reopened, and
    the one closed last before this one came. Workbooks tell minutes: of those logged in one, a closed one came first.
    """
    unsolved: Earlier | None = None
    closed: list[datetime] = []
    for opened_at, number, outcome, closed_at, reopened in sorted(jobs, key=_as_they_came):
        before = bisect_right(closed, opened_at)
        earlier = [Earlier("", closed[before - 1], 0)] if before else []
        earlier += [unsolved] if unsolved else []
        if number in asking and is_repeat(earlier, opened_at=opened_at, terms=terms(local_date(opened_at))):
            yield number
        if reopened or outcome == Outcome.UNSOLVED:
            unsolved = Earlier(outcome, closed_at, reopened)
        elif closed_at is not None and outcome != Outcome.CANCELLED:
            insort(closed, closed_at)
