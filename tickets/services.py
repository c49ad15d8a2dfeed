"""The only writers of jobs. Here a job's own life; its ways through the queue are in `queue_services`.

What changes a job is conditional on what was read: whoever loses a race is told so, and nothing is overwritten.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from customers.models import Customer, Machine
from deadlines.services import deadlines_meet
from records.services import next_number, record
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from tickets.advising import Case, advise
from tickets.answers import answer_begin, answer_end
from tickets.models import Job
from tickets.policies import Channel, Outcome, RepeatSource, Status, Step, outcomes_for, rank
from tickets.queue_services import (
    end_expedites,
    find_repeats_again,
    job_assign,
    job_end_expedite,
    job_expedite,
    job_hand_over,
    job_put_back,
    job_set_repeat,
    kept,
    rerank_customer,
    rerank_machine,
    take_next,
)
from tickets.selectors import find_repeat
from tickets.writing import actions_of, check_step, forget_put_backs, needed, read, write

__all__ = [
    "answer_after_taking",
    "end_expedites",
    "job_answer",
    "job_assign",
    "job_close",
    "job_end_expedite",
    "job_expedite",
    "job_goods_left",
    "job_hand_over",
    "counts_of_out",
    "on_back",
    "job_count_out",
    "job_open",
    "job_put_back",
    "job_reopen",
    "job_set_repeat",
    "job_update",
    "rerank_customer",
    "rerank_machine",
    "take_next",
]

# What the apps above have out of a job (goods at a supplier, a hand-over nobody signed, a spare unit on loan): each
# counts it as f(job_id).
counts_of_out: list[Callable[[int], int]] = []
# What they do once what one of them had out of a job is back, each as f(job_id, now): the goods of the job may have
# left before.
on_back: list[Callable[[int, datetime], None]] = []

# A cause of the desk's own, kept in English; `deadlines.history.cause_words` tells it in the reader's language.
GOODS_LEFT = gettext_noop("the goods have left the desk")
EDITABLE = ("machine", "domain", "severity", "purpose", "brand_class", "fault")


@transaction.atomic
def job_open(
    *,
    by,
    now: datetime,
    customer: Customer,
    machine: Machine | None = None,
    domain: str,
    severity: str,
    purpose: str,
    fault: str,
    brand_class: str = "",
    repeat: bool | None = None,
    repeat_reason: str = "",
    way: str | None = None,
    way_reason: str = "",
    phone_tried: bool = False,
) -> Job:
    """Logs a job, which waits from now on, and gives it its place in the queue (T2).

    The machine's brand class counts where it has one, else the one given. `repeat` None leaves it to the desk (T4);
    a person who says yes or no gives a reason. `way` is how the customer is to be helped: "" as advised (B1, H1),
    another one with its reason, None where nobody has to decide. Raises `job.machine_of_another`,
    `job.reason_missing`, or ValidationError for what a column cannot hold.
    """
    # Held until the job is there, so that a change of tier or brand meanwhile cannot miss it.
    customer = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    machine = _machine_of(customer, machine)
    job = Job(
        customer=customer,
        machine=machine,
        domain=domain,
        severity=severity,
        purpose=purpose,
        brand_class=(machine.brand_class if machine else "") or brand_class,
        fault=needed(fault, "fault", _("Say what is wrong."), most=500),
        opened_at=now,
        opened_by=by,
    )
    code, data = _set_repeat_on_opening(job, repeat, repeat_reason)
    against = None if way is None else _choose_way(job, way, way_reason, phone_tried)
    job.rank = rank(job.factors)
    job.clean_fields(exclude=["job_no", "customer", "machine", "opened_by"])
    job.job_no = next_number(prefix="G", day=local_date(now))
    job.save(force_insert=True)
    record(subject="job", subject_id=job.pk, code=code, by=by, at=now, data=data)
    if against:
        record(subject="job", subject_id=job.pk, code="job.way_against", by=by, at=now, data=against)
    answer_begin(job, by=by, now=now)
    return job


def _choose_way(job: Job, way: str, reason: str, phone_tried: bool) -> dict | None:
    """Sets how the customer is to be helped; what the history tells where that is not the advice, else None."""
    case = Case(job.customer.tier, job.domain, job.brand_class, job.customer.in_urban_area, phone_tried)
    advice = advise(case)
    job.advised, job.way = advice.way.value, way or advice.way.value
    if job.way == job.advised:
        return None
    job.way_reason = needed(reason, "way_reason", _("Say why it is done otherwise than advised."))
    return {"way": job.way, "advised": job.advised, "rule": advice.rule, "reason": job.way_reason}


def _machine_of(customer: Customer, machine: Machine | None) -> Machine | None:
    if machine is None:
        return None
    machine = Machine.objects.select_for_update(no_key=True).get(pk=machine.pk)
    if machine.customer_id != customer.pk:
        raise DomainError(
            "job.machine_of_another",
            _("This machine is on another customer's name. Choose one of this customer's, or move the machine first."),
            field="machine",
        )
    return machine


def _set_repeat_on_opening(job: Job, repeat: bool | None, reason: str) -> tuple[str, dict]:
    """Sets whether the fault was tried before; gives the history's code and data."""
    if repeat is None:
        found = find_repeat(machine_id=job.machine_id, domain=job.domain, opened_at=job.opened_at, job_id=None)
        job.repeat = found is not None
        return ("job.opened_repeat", {"found": kept(found)}) if found else ("job.opened", {})
    job.repeat, job.repeat_source = repeat, RepeatSource.SET.value
    job.repeat_reason = needed(reason, "repeat_reason", _("Give the reason for setting it by hand (T4)."))
    return "job.opened_repeat_set" if repeat else "job.opened_first_set", {"reason": job.repeat_reason}


@transaction.atomic
def job_update(*, job_id: int, by, now: datetime, seen: str = "", **fields) -> Job:
    """Corrects what an open job says; `fields` are those of EDITABLE. Its place is worked out anew (T2).

    Where the desk itself decides whether the fault was tried before, it looks again (T4). `seen` is the `wording`
    that the person corrected; another one meanwhile is `job.moved_meanwhile`. Nothing changed: nothing written.
    """
    unknown = set(fields) - set(EDITABLE)
    if unknown:
        raise TypeError(f"not to be changed here: {', '.join(sorted(unknown))}")
    job = read(job_id)
    check_step(job, Step.EDIT, by)
    if seen and seen != job.wording:
        raise DomainError("job.moved_meanwhile", _("Somebody corrected this job meanwhile. Look at it again first."))
    before = {name: _told(job, name) for name in (*EDITABLE, "repeat")}
    _apply(job, fields)
    changed = {name: [old, _told(job, name)] for name, old in before.items() if old != _told(job, name)}
    if not changed:
        return job
    job.clean_fields(exclude=["customer", "machine", "opened_by", "technician", "answered_by"])
    names = (*EDITABLE, "repeat")
    write(job, rank=rank(job.factors), **{name: getattr(job, name) for name in names})
    record(subject="job", subject_id=job.pk, code="job.changed", by=by, at=now, data={"changed": changed})
    return job


def _apply(job: Job, fields: dict):
    machine = fields.get("machine")
    if machine is not None and machine.pk != job.machine_id:
        fields["machine"] = _machine_of(job.customer, machine)
    if "fault" in fields:
        fields["fault"] = needed(fields["fault"], "fault", _("Say what is wrong."), most=500)
    for name, value in fields.items():
        setattr(job, name, value)
    _follow_machine(job)
    if job.repeat_source == RepeatSource.FOUND:
        found = find_repeat(machine_id=job.machine_id, domain=job.domain, opened_at=job.opened_at, job_id=job.pk)
        job.repeat = bool(job.reopened) or found is not None


def _follow_machine(job: Job):
    """The machine's brand class counts where it has one."""
    if job.machine is not None and job.machine.brand_class:
        job.brand_class = job.machine.brand_class


def _told(job: Job, name: str):
    """A column as the history tells it: the machine by its name."""
    value = getattr(job, name)
    return str(value) if isinstance(value, Machine) else value


@transaction.atomic
def job_close(*, job_id: int, by, now: datetime, outcome: str, work_done: str, seen: str = "") -> Job:
    """Ends a job: solved, not solved, or cancelled by the customer, with what was done (or why it was cancelled).

    A job in work is closed by its technician or a manager; a waiting one by a manager, or cancelled by whoever may
    correct it. Other open jobs of the machine and domain learn of a fault that was not solved (T4).
    Raises `job.moved_meanwhile`, `job.not_yours`, `job.outcome`, `job.out` while anything of it is out,
    `job.reason_missing`.
    """
    job = read(job_id)
    check_step(job, Step.CLOSE, by, seen)
    if outcome not in outcomes_for(status=job.status, actions=actions_of(by)):
        raise DomainError(
            "job.outcome",
            _("Nobody has worked on this job. Take it first, or close it as cancelled."),
            field="outcome",
        )
    if job.out:
        raise DomainError(
            "job.out",
            _(
                "Something of this job is still out: goods at a supplier or repairer, a hand-over that nobody signed, "
                "or a spare unit on loan. Close it when that is back."
            ),
        )
    work_done = needed(work_done, "work_done", _("Say what was done, or why it was cancelled."), most=1000)
    job.as_read["out"] = 0
    _end(job, outcome=outcome, work_done=work_done, by=by, now=now)
    data = {"outcome": outcome, "work_done": work_done}
    record(subject="job", subject_id=job.pk, code="job.closed", by=by, at=now, data=data)
    return job


def job_goods_left(*, job_id: int, outcome: str, items: str, now: datetime):
    """The goods that a job was opened for have left the desk for good. A job that nobody took ends with them, so that
    nobody is given one without goods (T5); one in work is its technician's to close. Part of the transaction in which
    the goods leave; `items` are their numbers."""
    job = read(job_id)
    if job.status != Status.WAITING or job.out:
        return
    job.as_read["out"] = 0
    _end(job, outcome=outcome, work_done="", by=None, now=now, cause=GOODS_LEFT)
    data = {"outcome": outcome, "items": items}
    record(subject="job", subject_id=job.pk, code="job.goods_left", by=None, at=now, data=data)


def _end(job: Job, *, outcome: str, work_done: str, by, now: datetime, cause: str = ""):
    job.expedite_reason = ""
    write(
        job,
        status=Status.CLOSED.value,
        closed_at=max(now, job.opened_at),
        outcome=outcome,
        work_done=work_done,
        expedite_reason="",
        expedite_until=None,
        rank=rank(job.factors),
    )
    forget_put_backs(job)
    answer_end(job, by=by, now=now, cause=cause or work_done)
    if outcome == Outcome.UNSOLVED:
        find_repeats_again(job, by=by, now=now)


@transaction.atomic
def job_reopen(*, job_id: int, by, now: datetime, reason: str, seen: str = "") -> Job:
    """Brings a closed job back into the queue, at the place of its first arrival, as tried before and not solved (T4).

    That holds whatever was set by hand before: it was judged before the customer came back.
    Raises `job.moved_meanwhile`, `job.not_yours`, `job.reason_missing`.
    """
    job = read(job_id)
    check_step(job, Step.REOPEN, by, seen)
    reason = needed(reason, "reason", _("Give the reason."))
    job.repeat = True
    _follow_machine(job)
    write(
        job,
        status=Status.WAITING.value,
        technician=None,
        taken_at=None,
        closed_at=None,
        outcome="",
        work_done="",
        reopened=job.reopened + 1,
        repeat=True,
        repeat_source=RepeatSource.FOUND.value,
        repeat_reason="",
        brand_class=job.brand_class,
        rank=rank(job.factors),
    )
    job_count_out(job_id=job.pk)
    forget_put_backs(job)
    record(subject="job", subject_id=job.pk, code="job.reopened", by=by, at=now, data={"reason": reason})
    answer_begin(job, by=by, now=now)
    find_repeats_again(job, by=by, now=now)
    return job


@transaction.atomic
def job_answer(*, job_id: int, by, now: datetime, answer: str, channel: str, seen: str = "") -> Job:
    """Records what the customer was told, by whom and how (D1). The first answer is the one that D1 asks for; what
    the customer is told later goes to the history beside it. What was `seen` of the job does not matter: a customer
    may be told something whoever has the job.

    Raises `job.not_yours`, `job.reason_missing`, `job.channel`.
    """
    job = read(job_id)
    check_step(job, Step.ANSWER, by)
    answer = needed(answer, "answer", _("Say what the customer was told."), most=500)
    if channel not in list(Channel):
        raise DomainError("job.channel", _("Say how the customer was told."), field="channel")
    first = Job.objects.filter(pk=job.pk, answered_at__isnull=True).update(
        answered_at=now, answered_by=by, answer=answer, answer_channel=channel
    )
    if first:
        job.answered_at, job.answered_by, job.answer, job.answer_channel = now, by, answer, channel
    code = "job.answered" if first else "job.answered_again"
    record(subject="job", subject_id=job.pk, code=code, by=by, at=now, data={"answer": answer, "channel": channel})
    deadlines_meet(subject="job", subject_id=job.pk, kinds=["answer"], by=by, now=now)
    return job


def answer_after_taking(taken, by, now: datetime):
    """A machine was taken away from the customer's site: the time for a definite answer begins anew (D1), whatever was
    said before. Part of the transaction that files the visit."""
    if taken.job is not None and taken.job.is_open:
        answer_begin(taken.job, by=by, now=now)


def job_count_out(*, job_id: int):
    """Counts anew what of an open job is out, in the transaction of the app that changed it; a closed job has nothing
    out, and what its goods do afterwards is theirs."""
    is_open = Job.objects.select_for_update(no_key=True).filter(pk=job_id, closed_at__isnull=True).values_list("pk")
    if is_open.first():
        Job.objects.filter(pk=job_id).update(out=sum(count(job_id) for count in counts_of_out))
