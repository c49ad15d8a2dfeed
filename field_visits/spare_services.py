"""The only writers of spare units and loans (V7, B4)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import Customer
from field_visits import appointments
from field_visits.models import Loan, SpareUnit
from field_visits.policies.spares import UnitState, due_day_is_possible, may_move
from field_visits.writing import needed
from records.models import Picture
from records.picture_services import picture_add
from records.pictures import Prepared
from records.services import next_number, record
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from tickets.models import Job
from tickets.services import job_count_out, on_back


@transaction.atomic
def spare_add(
    *,
    by,
    now: datetime,
    product: str,
    category: str,
    condition: str,
    serial: str = "",
    accessories: str = "",
    value: Decimal | None = None,
) -> SpareUnit:
    """Adds a unit to the pool. Raises `spare.serial_here`, or ValidationError for what a column cannot hold."""
    unit = SpareUnit(
        product=product.strip(),
        category=category,
        serial=serial.strip(),
        accessories=accessories.strip(),
        condition=needed(condition, "condition", _("Say in what condition it is."), most=200),
        value=value,
    )
    unit.clean_fields(exclude=["unit_no"])
    _refuse_twice(unit.serial)
    unit.unit_no = next_number(prefix="DY", day=local_date(now))
    unit.save(force_insert=True)
    record(subject="spare", subject_id=unit.pk, code="spare.added", by=by, at=now, data={"condition": unit.condition})
    return unit


def _refuse_twice(serial: str):
    here = SpareUnit.objects.filter(serial=serial).exclude(state=UnitState.WITHDRAWN.value) if serial else None
    if here is not None and here.exists():
        raise DomainError(
            "spare.serial_here", _("A unit with this serial number is in the pool already."), field="serial"
        )


def _move(unit: SpareUnit, to: UnitState, **values):
    """Moves a unit if it still is where it was read; else `spare.moved_meanwhile`."""
    row = SpareUnit.objects.filter(pk=unit.pk, state=unit.state)
    if not may_move(unit.state, to) or row.update(state=to.value, **values) != 1:
        raise DomainError("spare.moved_meanwhile", _("This unit has moved on meanwhile. Look at it again first."))
    unit.state = to.value


@transaction.atomic
def spare_withdraw(*, unit_id: int, by, now: datetime, reason: str) -> SpareUnit:
    """Takes a unit out of the pool. Raises `spare.moved_meanwhile` while it is on loan."""
    unit = SpareUnit.objects.get(pk=unit_id)
    reason = needed(reason, "reason", _("Give the reason."))
    _move(unit, UnitState.WITHDRAWN)
    record(subject="spare", subject_id=unit.pk, code="spare.withdrawn", by=by, at=now, data={"reason": reason})
    return unit


@transaction.atomic
def spare_lend(
    *,
    unit_id: int,
    by,
    now: datetime,
    customer: Customer,
    due_on: date,
    borrower: str,
    signature: Prepared,
    job: Job | None = None,
    accessories: str = "",
) -> Loan:
    """Lends a unit against the customer's signature, until a day (V7). An open job of the customer's does not close
    while it is out. Raises `spare.moved_meanwhile` when somebody else lent it first, `spare.due`, `spare.job`."""
    unit = SpareUnit.objects.get(pk=unit_id)
    if not due_day_is_possible(due_on, today=local_date(now)):
        raise DomainError("spare.due", _("Choose a day from today on, within a year."), field="due_on")
    if job is not None and (job.customer_id != customer.pk or not job.is_open):
        raise DomainError("spare.job", _("Choose an open job of this customer's."), field="job")
    borrower = needed(borrower, "borrower", _("Say who signs for it."), most=60)
    _move(unit, UnitState.ON_LOAN)
    loan = Loan.objects.create(
        loan_no=next_number(prefix="JT", day=local_date(now)),
        unit=unit,
        customer=customer,
        job=job,
        lent_at=now,
        lent_by=by,
        due_on=due_on,
        condition_out=unit.condition,
        accessories=accessories.strip()[:200] or unit.accessories,
        borrower=borrower,
    )
    picture_add(by=by, now=now, subject="loan", subject_id=loan.pk, kind=Picture.SIGNATURE, image=signature)
    appointments.spare_lent(loan, by=by, now=now)
    data = {"loan_no": loan.loan_no, "customer": customer.name, "due": due_on.isoformat()}
    record(subject="spare", subject_id=unit.pk, code="spare.lent", by=by, at=now, data=data)
    if job is not None:
        record(subject="job", subject_id=job.pk, code="job.spare_lent", by=by, at=now, data={**data, "unit": str(unit)})
        job_count_out(job_id=job.pk)
    return loan


@transaction.atomic
def spare_return(*, loan_id: int, by, now: datetime, condition: str) -> Loan:
    """Takes a unit back in the condition it is in, which it then has in the pool.

    Raises `spare.returned` when somebody took it back before."""
    loan = Loan.objects.select_related("unit", "job").get(pk=loan_id)
    condition = needed(condition, "condition", _("Say in what condition it came back."), most=200)
    mine = Loan.objects.filter(pk=loan.pk, returned_at__isnull=True)
    if mine.update(returned_at=max(now, loan.lent_at), returned_to=by, condition_back=condition) != 1:
        raise DomainError("spare.returned", _("This unit is back already."))
    _move(loan.unit, UnitState.IN_POOL, condition=condition)
    data = {"loan_no": loan.loan_no, "condition": condition, "unit": str(loan.unit)}
    record(subject="spare", subject_id=loan.unit_id, code="spare.returned", by=by, at=now, data=data)
    if loan.job_id:
        record(subject="job", subject_id=loan.job_id, code="job.spare_returned", by=by, at=now, data=data)
        job_count_out(job_id=loan.job_id)
        for follow in on_back:
            follow(loan.job_id, now)
    return loan
