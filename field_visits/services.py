"""The only writers of visits. Here a visit up to the customer's door: agreed, moved, cancelled, on the way, arrived.
What is done there and the receipt are in `receipt_services`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, Machine
from field_visits import appointments
from field_visits.models import CalendarLink, Visit, new_token
from field_visits.policies import State, Step
from field_visits.policies.timing import AHEAD, LONGEST_PLAN, PLANNED, believed
from field_visits.writing import check_step, needed, read, refuse_clash, write
from records.services import next_number, record
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.models import User
from staff.policies import Role
from tickets.advising import Advice, Case, Way, advise
from tickets.models import Job

PREFIX = "HZ"
BACK = timedelta(hours=1)  # an appointment may be written down so long after its time


@dataclass(frozen=True)
class Appointment:
    """What a customer and the desk agree on. Contact, address and zone are the customer's where nothing else is given;
    `fits` lets it stand beside other visits of the technician."""

    customer: Customer
    technician: User
    agreed_at: datetime
    planned_minutes: int = PLANNED
    machine: Machine | None = None
    job: Job | None = None
    domain: str = ""
    brand_class: str = ""
    contact: str = ""
    address: str = ""
    in_urban_area: bool | None = None
    note: str = ""
    phone_tried: bool = False
    advice_reason: str = ""
    fits: bool = False

    @property
    def zone(self) -> bool | None:
        """Whether it is within the urban area."""
        return self.customer.in_urban_area if self.in_urban_area is None else self.in_urban_area

    @property
    def brand(self) -> str:
        """Brand or compatible: by the machine, else as it was told."""
        of_machine = self.machine.brand_class if self.machine else ""
        return of_machine or self.brand_class or (self.job.brand_class if self.job else "")


@transaction.atomic
def visit_agree(*, by, now: datetime, asked: Appointment) -> Visit:
    """Agrees a visit with a customer for a time, under the number that its receipt will carry.

    Where the advice is no visit (B1, H1), a reason goes with it.
    Raises `visit.technician`, `visit.time`, `visit.job_of_another`, `visit.machine_of_another`,
    `visit.against_advice`, `visit.clash`, `visit.minutes`.
    """
    _refuse_strangers(asked)
    advice = advise(Case(asked.customer.tier, asked.domain, asked.brand, asked.zone, asked.phone_tried))
    against = _why_against(advice, asked.advice_reason.strip())
    _refuse_time(asked.technician, asked.agreed_at, asked.planned_minutes, now, fits=asked.fits)
    visit = Visit(
        receipt_no=next_number(prefix=PREFIX, day=local_date(now)),
        technician=asked.technician,
        customer=asked.customer,
        machine=asked.machine,
        job=asked.job,
        domain=asked.domain,
        contact=asked.contact.strip() or asked.customer.contact,
        address=asked.address.strip() or asked.customer.address,
        in_urban_area=asked.zone,
        agreed_at=asked.agreed_at,
        planned_minutes=asked.planned_minutes,
        agreed_by=by,
        advice=advice.way.value,
        advice_reason=against,
        note=asked.note.strip(),
        fault=asked.job.fault if asked.job else "",
    )
    visit.clean_fields(exclude=["technician", "customer", "machine", "job", "agreed_by"])
    visit.save(force_insert=True)
    _tell_agreed(visit, advice, by, now)
    appointments.agreed(visit, by=by, now=now)
    return visit


def _why_against(advice: Advice, reason: str) -> str:
    """Why a visit is made against the advice; nothing where it is advised."""
    if advice.way == Way.VISIT:
        return ""
    if not reason:
        raise DomainError(
            "visit.against_advice",
            _("The advice is not to visit (%(rule)s). Say why a visit is made all the same.") % {"rule": advice.rule},
            field="advice_reason",
        )
    return reason


def _tell_agreed(visit: Visit, advice: Advice, by, now: datetime):
    data = {"at": visit.agreed_at.isoformat(), "technician": visit.technician.name}
    code = "visit.agreed"
    if visit.advice_reason:
        code, data = "visit.agreed_against", {**data, "reason": visit.advice_reason, "rule": advice.rule}
    record(subject="visit", subject_id=visit.pk, code=code, by=by, at=now, data=data)


def _refuse_strangers(asked: Appointment):
    customer, machine, job = asked.customer, asked.machine, asked.job
    if machine is not None and machine.customer_id != customer.pk:
        raise DomainError("visit.machine_of_another", _("This machine is on another customer's name."), field="machine")
    if job is not None and (job.customer_id != customer.pk or not job.is_open):
        raise DomainError("visit.job_of_another", _("Choose an open job of this customer's."), field="job")


def _refuse_time(technician: User, at: datetime, minutes: int, now: datetime, *, fits: bool, but: Visit | None = None):
    """Held until the appointment is there, so that two people do not give a technician the same hour."""
    technician = User.objects.select_for_update(no_key=True).get(pk=technician.pk)
    if Role.TECHNICIAN not in technician.roles or not technician.employment.covers(local_date(at)):
        raise DomainError(
            "visit.technician", _("Choose a technician who is with the shop on that day."), field="technician"
        )
    if not now - BACK <= at <= now + AHEAD:
        raise DomainError("visit.time", _("Choose a time from now on, at most three months ahead."), field="agreed_at")
    if not 5 <= minutes <= LONGEST_PLAN:
        raise DomainError("visit.minutes", _("Between 5 minutes and 8 hours, please."), field="planned_minutes")
    if not fits:
        refuse_clash(technician=technician, agreed_at=at, minutes=minutes, but=but)


@transaction.atomic
def visit_move(
    *,
    visit_id: int,
    by,
    now: datetime,
    agreed_at: datetime,
    reason: str,
    technician: User | None = None,
    planned_minutes: int | None = None,
    fits: bool = False,
    seen: int | None = None,
) -> Visit:
    """Agrees another time or technician, with the reason. An explanation given before was about the old time.

    Raises `visit.not_yours`, `visit.moved_meanwhile`, `visit.reason_missing`, and as `visit_agree` does.
    """
    visit = read(visit_id)
    check_step(visit, Step.MOVE, by, seen)
    reason = needed(reason, "reason", _("Give the reason."))
    technician, minutes = technician or visit.technician, planned_minutes or visit.planned_minutes
    if (agreed_at, technician, minutes) == (visit.agreed_at, visit.technician, visit.planned_minutes):
        raise DomainError("visit.same_time", _("That is the time it has already."), field="agreed_at")
    _refuse_time(technician, agreed_at, minutes, now, fits=fits, but=visit)
    data = {
        "old": visit.agreed_at.isoformat(),
        "new": agreed_at.isoformat(),
        "old_technician": visit.technician.name,
        "technician": technician.name,
        "reason": reason,
    }
    write(visit, agreed_at=agreed_at, technician=technician, planned_minutes=minutes, delay_explained_at=None)
    appointments.moved(visit, by=by, now=now)
    record(subject="visit", subject_id=visit.pk, code="visit.moved", by=by, at=now, data=data)
    return visit


@transaction.atomic
def visit_cancel(*, visit_id: int, by, now: datetime, reason: str, seen: int | None = None) -> Visit:
    """Calls a visit off, with its cause (D10)."""
    visit = read(visit_id)
    check_step(visit, Step.CANCEL, by, seen)
    reason = needed(reason, "reason", _("Give the reason."))
    write(visit, state=State.CANCELLED.value, cancel_reason=reason)
    appointments.called_off(visit, by=by, now=now)
    record(subject="visit", subject_id=visit.pk, code="visit.cancelled", by=by, at=now, data={"reason": reason})
    return visit


@transaction.atomic
def visit_explain_delay(*, visit_id: int, by, now: datetime, at: datetime | None = None) -> Visit:
    """Notes that the customer was told of a delay (D7). The first time counts; `at` is when a phone was tapped."""
    visit = read(visit_id)
    check_step(visit, Step.EXPLAIN, by)
    if visit.delay_explained_at is None:
        at = believed(at, now=now)
        write(visit, delay_explained_at=at)
        appointments.delay_told(visit, by=by, now=now)
        record(subject="visit", subject_id=visit.pk, code="visit.delay_explained", by=by, at=at)
    return visit


@transaction.atomic
def visit_depart(*, visit_id: int, by, now: datetime, at: datetime | None = None) -> Visit:
    """The departure report (V1): from now on the manager sees who is out, where, since when."""
    visit = read(visit_id)
    check_step(visit, Step.DEPART, by)
    at = believed(at, now=now)
    write(visit, state=State.OUT.value, departure_reported_at=at)
    record(subject="visit", subject_id=visit.pk, code="visit.departed", by=by, at=at)
    return visit


@transaction.atomic
def visit_turn_back(*, visit_id: int, by, now: datetime, reason: str, seen: int | None = None) -> Visit:
    """The technician turned back on the way; the visit is in the plan again."""
    visit = read(visit_id)
    check_step(visit, Step.TURN_BACK, by, seen)
    reason = needed(reason, "reason", _("Give the reason."))
    write(visit, state=State.AGREED.value, departure_reported_at=None)
    record(subject="visit", subject_id=visit.pk, code="visit.turned_back", by=by, at=now, data={"reason": reason})
    return visit


@transaction.atomic
def visit_arrive(*, visit_id: int, by, now: datetime, at: datetime | None = None) -> Visit:
    """Arrived at the customer's. A departure that was not reported stays unreported (V1)."""
    visit = read(visit_id)
    check_step(visit, Step.ARRIVE, by)
    at = believed(at, now=now)
    write(visit, state=State.ON_SITE.value, arrived_at=at)
    appointments.arrived(visit, by=by, now=now)
    record(subject="visit", subject_id=visit.pk, code="visit.arrived", by=by, at=at)
    return visit


@transaction.atomic
def calendar_renew(*, technician: User, by, now: datetime) -> CalendarLink:
    """Makes the address of a technician's calendar feed, or a new one in place of the old."""
    made = {"token": new_token(), "made_at": now}
    link, _made = CalendarLink.objects.update_or_create(technician=technician, defaults=made)
    record(subject="staff", subject_id=technician.pk, code="visit.calendar_renewed", by=by, at=now)
    return link
