"""What follows from the result of a filed visit: the job, a second visit, what was taken back (B3, H3)."""

from datetime import datetime

from django.db import transaction

from field_visits import appointments
from field_visits.models import Visit
from field_visits.policies import Result, State
from records.services import next_number, record
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from tickets.policies import Channel, Outcome
from tickets.services import job_answer, job_close
from tickets.taking_back import TakenBack, take_back


def follow_up(visit: Visit, *, by, now: datetime):
    """Does what the result asks for, in the transaction that files the visit."""
    if visit.job is not None:
        _answer(visit, by, now)
    if visit.result == Result.SECOND_VISIT:
        _second_visit(visit, by, now)
    elif visit.result == Result.TAKEN_BACK:
        taken = TakenBack(
            receipt_no=visit.receipt_no,
            customer=visit.customer,
            product=visit.taken,
            serial=visit.taken_serial or (visit.machine.serial if visit.machine else ""),
            fault=visit.fault,
            domain=visit.domain,
            machine=visit.machine,
            job=visit.job,
        )
        take_back(taken, by=by, now=now)
    elif visit.result == Result.SOLVED and visit.job is not None:
        _close(visit, by, now)


def _answer(visit: Visit, by, now: datetime):
    """A visit is a definite answer to the request (D1), told at the customer's."""
    if not visit.job.answered_at and visit.job.is_open and visit.work_done:
        _try(job_answer, visit, by, now, answer=visit.work_done[:500], channel=Channel.VISIT.value)


def _close(visit: Visit, by, now: datetime):
    if visit.job.is_open:
        _try(job_close, visit, by, now, outcome=Outcome.SOLVED.value, work_done=visit.work_done)


def _try(service, visit: Visit, by, now: datetime, **fields):
    """A job that is not this technician's, or of which something is out, stays as it is: the receipt counts all the
    same, and the visit's history says why."""
    try:
        with transaction.atomic():
            service(job_id=visit.job_id, by=by, now=now, **fields)
    except DomainError as error:
        data = {"job_no": visit.job.job_no, "code": error.code}
        record(subject="visit", subject_id=visit.pk, code="visit.job_left", by=by, at=now, data=data)


def _second_visit(visit: Visit, by, now: datetime) -> Visit:
    """The visit agreed at once, with everything that is known of the first."""
    second = Visit.objects.create(
        receipt_no=next_number(prefix="HZ", day=local_date(now)),
        state=State.AGREED.value,
        agreed_at=visit.next_at,
        agreed_by=by,
        follows=visit,
        **{
            name: getattr(visit, name)
            for name in (
                "technician", "customer", "machine", "machine_count", "job", "contact", "address", "in_urban_area",
                "site_kind", "domain", "fault", "planned_minutes", "advice", "advice_reason",
            )
        },
    )  # fmt: skip
    appointments.agreed(second, by=by, now=now)
    data = {"at": second.agreed_at.isoformat(), "technician": visit.technician.name, "after": visit.receipt_no}
    record(subject="visit", subject_id=second.pk, code="visit.agreed_second", by=by, at=now, data=data)
    return second
