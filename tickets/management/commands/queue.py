"""`manage.py queue`: the waiting jobs in order, as a table for people or JSON for programs."""

import json
import textwrap
from collections.abc import Iterable, Iterator

from django.core.management.base import BaseCommand

from servicedesk import clock
from tickets.models import Job
from tickets.policies import reasons
from tickets.services import end_expedites

AT_ONCE = 2000


def as_record(job: Job, position: int) -> dict:
    """A job as `queue --format json` prints it."""
    return {
        "job_no": job.job_no,
        "position": position,
        "why": {
            "expedite": job.expedite_reason or None,
            "tier": job.customer.tier,
            "purpose": job.purpose,
            "severity": job.severity,
            "repeat": job.repeat,
            "domain": job.domain,
            "brand_class": job.brand_class or None,
            "opened_at": clock.local(job.opened_at).isoformat(),
        },
    }


def json_lines(jobs: Iterable[Job]) -> Iterator[str]:
    """One JSON list, job by job, so that a long queue needs no more memory than a short one."""
    before = "[\n"
    for position, job in enumerate(jobs, start=1):
        record = json.dumps(as_record(job, position), ensure_ascii=False, indent=1)
        yield before + textwrap.indent(record, " ")
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def table_lines(jobs: Iterable[Job]) -> Iterator[str]:
    """One line a job: its place, number and arrival, and its reasons in the order of T2."""
    for position, job in enumerate(jobs, start=1):
        words = [_reason(reason.factor, reason.value) for reason in reasons(job.factors)]
        arrived = f"{clock.local(job.opened_at):%Y-%m-%d %H:%M}"
        yield f"{position:>6}  {job.job_no:<20}  {arrived}  {' '.join(filter(None, words))}\n"


def _reason(factor: str, value) -> str:
    if factor == "expedited":
        return "expedited" if value else ""
    if factor == "repeat":
        return "repeat" if value else "first"
    return str(value) or "-"


class Command(BaseCommand):
    help = "Prints the waiting jobs in the order in which they are taken (T2)."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=("table", "json"), default="table", help="table (default) or json")

    def handle(self, *args, format, **options):
        end_expedites(now=clock.now())
        jobs = Job.objects.waiting().in_queue_order().select_related("customer").iterator(AT_ONCE)
        write = json_lines if format == "json" else table_lines
        for lines in write(jobs):
            self.stdout.write(lines, ending="")
