"""The only writers of complaints (D9). What changes one is done to its held row: two people come one by one."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from complaints.labels import STATE_LABELS, TO_DECIDE
from complaints.models import Complaint
from complaints.policies import Channel, Refusal, State, Step, may_move
from complaints.selectors import deciders_on
from customers.models import Customer
from deadlines.services import New, deadlines_cancel, deadlines_hold, deadlines_meet, deadlines_open, owner_tell
from notices.services import News, causes_read, tell
from records.services import next_number, record
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.models import User
from staff.policies import MAY, Action
from tickets.writing import actions_of

PREFIX = "TX"  # 投诉; an S would look like a 5


@transaction.atomic
def complaint_log(
    *, by, now: datetime, customer: Customer, channel: str, what: str, owner: User,
    job=None, visit=None, item=None, concerns: User | None = None,
) -> Complaint:  # fmt: skip
    """Logs a complaint, by whatever channel it came. From now on the customer is owed an answer in 24 hours and a check
    in three working days (D9); whoever is to see to it is told. A complaint about a visit concerns its technician
    unless somebody else is named.

    Raises `complaint.of_another`, `complaint.owner`, `complaint.channel`, `complaint.reason_missing`.
    """
    for thing in (job, visit, item):
        if thing is not None and thing.customer_id != customer.pk:
            raise DomainError("complaint.of_another", _("This belongs to another customer."), field="customer")
    complaint = Complaint(
        customer=customer,
        job=job,
        visit=visit,
        item=item,
        concerns=concerns or (visit.technician if visit else None),
        channel=_channel(channel, "channel"),
        what=_needed(what, "what", _("Write down what the customer says."), most=1000),
        logged_at=now,
        logged_by=by,
    )
    complaint.owner = _owner(owner, complaint, now)
    complaint.complaint_no = next_number(prefix=PREFIX, day=local_date(now))
    complaint.save(force_insert=True)
    _note(complaint, "logged", by, now, channel=channel, what=complaint.what)
    told = {"complaint_no": complaint.complaint_no}
    record(subject="customer", subject_id=customer.pk, code="complaint.on_customer", by=by, at=now, data=told)
    deadlines_open([_due(kind, complaint) for kind in ("complaint_answer", "complaint_check")], by=by, now=now)
    owner_tell(subject="complaint", subject_id=complaint.pk, by=by, now=now)
    return complaint


def _due(kind: str, complaint: Complaint) -> New:
    return New(
        kind=kind,
        subject_id=complaint.pk,
        number=complaint.complaint_no,
        start=complaint.logged_at,
        customer_id=complaint.customer_id,
        owner_id=complaint.owner_id,
        tier=complaint.customer.tier,
    )


@transaction.atomic
def complaint_answer(*, complaint_id: int, by, now: datetime, answer: str, channel: str) -> Complaint:
    """Records what the customer was told (D9). The first answer is the one that is asked for; later ones go to the
    history. Raises `complaint.moved_meanwhile`, `complaint.not_yours`, `complaint.reason_missing`."""
    complaint = _read(complaint_id, Step.ANSWER, by)
    answer = _needed(answer, "answer", _("Say what the customer was told."))
    channel = _channel(channel, "channel")
    if complaint.answered_at is None:
        _write(complaint, answered_at=now, answered_by=by, answer=answer, answer_channel=channel)
        _meet(complaint, "complaint_answer", by, now)
    _note(complaint, "answered", by, now, answer=answer, channel=channel)
    return complaint


@transaction.atomic
def complaint_check(
    *, complaint_id: int, by, now: datetime, finding: str, justified: bool, solution: str = "",
    solved_by_day: date | None = None,
) -> Complaint:  # fmt: skip
    """Records what the check found; where it is justified, the solution that was agreed or the day by which there is
    one (D9). Where the decision is another's, they are asked for it.

    Raises as `complaint_answer` does, `complaint.own` for the person it is about, `complaint.solution`.
    """
    complaint = _read(complaint_id, Step.CHECK, by)
    finding = _needed(finding, "finding", _("Say what the check found."), most=1000)
    solution = solution.strip()[:500]
    if justified and not solution and solved_by_day is None:
        message = _("Where it is justified, a solution is agreed or a timetable given (D9).")
        raise DomainError("complaint.solution", message, field="solution")
    if solved_by_day is not None and solved_by_day < local_date(now):
        raise DomainError("complaint.solution", _("This day is over. Name one that is to come."), field="solved_by_day")
    _move(
        complaint, State.CHECKED, checked_at=now, checked_by=by, finding=finding, justified=justified,
        solution=solution, solved_by_day=solved_by_day,
    )  # fmt: skip
    _meet(complaint, "complaint_check", by, now)
    by_day = solved_by_day.isoformat() if solved_by_day else ""
    code = ("timetable" if by_day else "justified") if justified else "not_justified"
    _note(complaint, code, by, now, finding=finding, solution=solution, by_day=by_day)
    if not by.may(Action.DECIDE_COMPLAINT):
        _ask_for_decision(complaint, by, now)
    return complaint


def _ask_for_decision(complaint: Complaint, by, now: datetime):
    number = complaint.complaint_no
    about = {
        "key": _decision_key(complaint),
        "code": "notice.to_decide",
        "data": {"number": number, "name": by.name},
        "page": "complaints:complaint",
        "number": number,
        "step": Step.DECIDE.value,
        "todo": TO_DECIDE,
    }
    tell([News(each.pk, at=now, **about) for each in deciders_on(local_date(now), complaint)], now=now)


def _decision_key(complaint: Complaint) -> str:
    return f"complaint:{complaint.pk}:decide"


def _nobody_decides_any_more(complaint: Complaint, now: datetime):
    people = User.objects.with_role(*MAY[Action.DECIDE_COMPLAINT]).values_list("pk", flat=True)
    causes_read(people=people, keys=[_decision_key(complaint)], now=now)


@transaction.atomic
def complaint_decide(
    *, complaint_id: int, by, now: datetime, upheld: bool, reason: str, told_channel: str
) -> Complaint:
    """A manager upholds it or not, with the reason, and the customer has been told (D9). An upheld one is the fact
    behind S-V7. Nobody decides one about themself (R2). Raises as `complaint_check` does."""
    complaint = _read(complaint_id, Step.DECIDE, by)
    reason = _needed(reason, "reason", _("Give the reason that the customer was told."))
    state = State.UPHELD if upheld else State.REJECTED
    channel = _channel(told_channel, "told_channel")
    _move(complaint, state, decided_at=now, decided_by=by, reason=reason, told_channel=channel)
    _meet(complaint, "complaint_answer", by, now)
    _nobody_decides_any_more(complaint, now)
    _note(complaint, state.value, by, now, reason=reason, channel=channel)
    return complaint


@transaction.atomic
def complaint_name(*, complaint_id: int, by, now: datetime, concerns: User | None) -> Complaint:
    """Says whom it is about, as was found out: to that person an upheld one is charged (S-V7); nobody where it is about
    none of the staff. Whoever is asked for the decision is asked anew. Raises as `complaint_check` does, and
    `complaint.concerns` for who sees to it or has checked it."""
    complaint = _read(complaint_id, Step.NAME, by)
    if concerns is not None and concerns.pk in (complaint.owner_id, complaint.checked_by_id):
        message = _("This person sees to it or has checked it (R2). Give it to somebody else before it is checked.")
        raise DomainError("complaint.concerns", message, field="concerns")
    if complaint.concerns == concerns:
        return complaint
    _write(complaint, concerns=concerns)
    _note(complaint, "named" if concerns else "named_nobody", by, now, to=concerns.name if concerns else "")
    if complaint.state == State.CHECKED:
        causes_read(people=[concerns.pk] if concerns else [], keys=[_decision_key(complaint)], now=now)
        _ask_for_decision(complaint, complaint.checked_by or by, now)
    return complaint


@transaction.atomic
def complaint_give(*, complaint_id: int, by, now: datetime, owner: User) -> Complaint:
    """Somebody else sees to it from now on, and is told. Raises as `complaint_answer` does, and `complaint.owner`."""
    complaint = _read(complaint_id, Step.GIVE, by)
    _write(complaint, owner=_owner(owner, complaint, now))
    deadlines_hold(subject="complaint", subject_ids=[complaint.pk], owner_id=owner.pk)
    owner_tell(subject="complaint", subject_id=complaint.pk, by=by, now=now)
    _note(complaint, "given", by, now, to=owner.name)
    return complaint


@transaction.atomic
def complaint_withdraw(*, complaint_id: int, by, now: datetime, reason: str) -> Complaint:
    """The customer does not complain any more. Raises as `complaint_check` does."""
    complaint = _read(complaint_id, Step.WITHDRAW, by)
    reason = _needed(reason, "reason", _("Say how you know."))
    _move(complaint, State.WITHDRAWN, reason=reason)
    deadlines_cancel(subject="complaint", subject_id=complaint.pk, by=by, now=now, cause=reason)
    _nobody_decides_any_more(complaint, now)
    _note(complaint, "withdrawn", by, now, reason=reason)
    return complaint


def _read(complaint_id: int, step: Step, by) -> Complaint:
    held = Complaint.objects.select_for_update(of=("self",), no_key=True).select_related("customer")
    complaint = held.get(pk=complaint_id)
    why = complaint.refusal_for(by, step, actions_of(by))
    if why == Refusal.STATE:
        raise _moved_meanwhile(complaint)
    if why == Refusal.OWN:
        raise DomainError(
            "complaint.own", _("This complaint is about you. Somebody else checks, decides or closes it (R2).")
        )
    if why == Refusal.PERSON:
        raise DomainError("complaint.not_yours", _("Your role does not include this. A manager can change roles."))
    return complaint


def _moved_meanwhile(complaint: Complaint) -> DomainError:
    message = _("This complaint has moved on meanwhile: it is now “%(state)s”. Nothing was saved; look at it again.")
    return DomainError("complaint.moved_meanwhile", message % {"state": STATE_LABELS[complaint.state]})


def _move(complaint: Complaint, to: State, **values):
    if not may_move(complaint.state, to):
        raise _moved_meanwhile(complaint)
    _write(complaint, state=to.value, **values)


def _write(complaint: Complaint, **values):
    for name, value in values.items():
        setattr(complaint, name, value)
    complaint.save(update_fields=list(values))


def _meet(complaint: Complaint, kind: str, by, now: datetime):
    deadlines_meet(subject="complaint", subject_id=complaint.pk, kinds=[kind], by=by, now=now)


def _note(complaint: Complaint, code: str, by, now: datetime, **data):
    record(subject="complaint", subject_id=complaint.pk, code=f"complaint.{code}", by=by, at=now, data=data)


def _channel(channel: str, field: str) -> str:
    if channel not in list(Channel):
        raise DomainError("complaint.channel", _("Say how."), field=field)
    return channel


def _owner(owner: User, complaint: Complaint, now: datetime) -> User:
    if not owner.may(Action.WORK_COMPLAINT) or not owner.employment.covers(local_date(now)):
        message = _("Choose somebody who is here today and answers complaints.")
        raise DomainError("complaint.owner", message, field="owner")
    if owner.pk == complaint.concerns_id:
        message = _("It is about this person. Choose somebody else to see to it (R2).")
        raise DomainError("complaint.owner", message, field="owner")
    return owner


def _needed(text: str, field: str, message, *, most: int = 500) -> str:
    text = text.strip()
    if not text:
        raise DomainError("complaint.reason_missing", message, field=field)
    if len(text) > most:
        raise DomainError("complaint.too_long", _("At most %(most)s characters, please.") % {"most": most}, field=field)
    return text
