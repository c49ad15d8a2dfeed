"""A job's ways through the queue: taken, assigned, handed over, put back, expedited, moved by new facts."""

import time
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, Machine
from records.models import Entry
from records.services import record, record_many
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from staff.models import User
from staff.policies import Role, WorksOn
from tickets.answers import answer_passes
from tickets.models import Job, PutBack
from tickets.policies import Evidence, RepeatSource, Status, Step, expedite_end_is_possible, rank
from tickets.selectors import find_repeat
from tickets.writing import check_step, forget_put_backs, needed, read, write

GIVE_REASON = _("Give the reason.")
SWEEP = 200  # expedites ended in one transaction

# One statement finds the head of the queue and claims it, by reading the first entry of the queue's partial index.
# `takeable_by` of the job's queryset says the same for pages.
TAKE = """
UPDATE tickets_job SET status = 'taken', technician_id = %s, taken_at = %s
WHERE status = 'waiting' AND id = (
    SELECT job.id FROM tickets_job job
    WHERE job.status = 'waiting' {of_domain}
      AND job.id NOT IN (SELECT gone.job_id FROM tickets_putback gone WHERE gone.technician_id = %s)
    ORDER BY job.rank, job.opened_at, job.job_no LIMIT 1 {lock})
RETURNING id, job_no, EXISTS (SELECT 1 FROM tickets_putback gone WHERE gone.job_id = tickets_job.id)
"""
# PostgreSQL steps over rows that another is taking this instant. SQLite lets one writer in at a time.
LOCKS = {"postgresql": "FOR UPDATE OF job SKIP LOCKED", "sqlite": ""}
TRIES, PAUSE = 40, 0.05  # how often and after how many seconds to ask again while others hold all that waits


@transaction.atomic
def take_next(*, by: User, now: datetime) -> Job | None:
    """Gives the technician the first job that they may do (T5), or None when none waits for them.

    Two who ask at the same instant never get the same job. Not given: jobs of a domain the technician does not work
    on, and those they put back. What the statement did not give back of the job is read when it is asked for.
    Raises `job.not_a_technician` for anybody who is none or is not employed that day, `job.busy` when somebody holds
    the last waiting jobs for seconds.
    """
    _check_technician(by, now)
    claimed = _claim_first(by, now)
    if claimed is None:
        return None
    pk, job_no, was_put_back = claimed
    columns = ("id", "job_no", "status", "technician_id", "taken_at")
    job = Job.from_db(connection.alias, columns, (pk, job_no, Status.TAKEN.value, by.pk, now))
    if was_put_back:
        forget_put_backs(job)
    answer_passes(pk, by.pk)
    record(subject="job", subject_id=pk, code="job.taken", by=by, at=now)
    return job


def _claim_first(by: User, now: datetime) -> tuple[int, str, bool] | None:
    """Claims the head of the queue. Where every job that waits is held by somebody this instant, it asks again, for
    they may let go: None means that nothing waits. It never queues for a lock, so it is part of no deadlock."""
    of_domain = "" if by.works_on == WorksOn.BOTH else "AND job.domain = %s"
    domain = [by.works_on] if of_domain else []
    sql = TAKE.format(of_domain=of_domain, lock=LOCKS[connection.vendor])
    params = [by.pk, connection.ops.adapt_datetimefield_value(now), *domain, by.pk]
    for _try in range(TRIES):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            claimed = cursor.fetchall()
        if claimed:
            return claimed[0]
        if not Job.objects.takeable_by(by).exists():
            return None
        time.sleep(PAUSE)
    raise DomainError("job.busy", _("Somebody is just changing what waits. Try again in a moment."))


def _check_technician(user: User, now: datetime, field: str | None = None):
    if Role.TECHNICIAN not in user.roles or not user.employment.covers(local_date(now)):
        raise DomainError(
            "job.not_a_technician",
            _("Jobs are given to technicians who are employed today. Choose another person."),
            field=field,
        )


@transaction.atomic
def job_assign(*, job_id: int, by: User, now: datetime, to: User, reason: str, seen: str = "") -> Job:
    """Gives a waiting job to a technician out of turn; a manager's decision, with its reason (T5).

    Raises `job.moved_meanwhile`, `job.not_yours`, `job.not_a_technician`, `job.reason_missing`.
    """
    job = read(job_id)
    check_step(job, Step.ASSIGN, by, seen)
    _check_technician(to, now, field="to")
    reason = needed(reason, "reason", GIVE_REASON)
    write(job, status=Status.TAKEN.value, technician=to, taken_at=now)
    forget_put_backs(job)
    answer_passes(job.pk, to.pk)
    data = {"to": to.name, "reason": reason}
    record(subject="job", subject_id=job.pk, code="job.assigned", by=by, at=now, data=data)
    return job


@transaction.atomic
def job_hand_over(*, job_id: int, by: User, now: datetime, to: User, reason: str, seen: str = "") -> Job:
    """Passes a job in work to another technician, by the one who has it or a manager, with its reason (T5).

    Raises `job.moved_meanwhile`, `job.not_yours`, `job.not_a_technician`, `job.same_technician`, `job.reason_missing`.
    """
    job = read(job_id)
    check_step(job, Step.HAND_OVER, by, seen)
    _check_technician(to, now, field="to")
    if to.pk == job.technician_id:
        raise DomainError("job.same_technician", _("This technician has the job already. Choose another."), field="to")
    reason = needed(reason, "reason", GIVE_REASON)
    data = {"from": job.technician.name, "to": to.name, "reason": reason}
    write(job, technician=to, taken_at=now)
    forget_put_backs(job)
    answer_passes(job.pk, to.pk)
    record(subject="job", subject_id=job.pk, code="job.handed_over", by=by, at=now, data=data)
    return job


@transaction.atomic
def job_put_back(*, job_id: int, by: User, now: datetime, reason: str, seen: str = "") -> Job:
    """Lets a job in work wait again at its old place, by the technician who has it or a manager, with its reason (T5).

    "Take the next" does not give it to that technician again before it has been through other hands.
    Raises `job.moved_meanwhile`, `job.not_yours`, `job.reason_missing`.
    """
    job = read(job_id)
    check_step(job, Step.PUT_BACK, by, seen)
    reason = needed(reason, "reason", GIVE_REASON)
    technician = job.technician
    write(job, status=Status.WAITING.value, technician=None, taken_at=None)
    PutBack.objects.update_or_create(job=job, technician=technician, defaults={"at": now})
    answer_passes(job.pk, job.opened_by_id)
    data = {"from": technician.name, "reason": reason}
    record(subject="job", subject_id=job.pk, code="job.put_back", by=by, at=now, data=data)
    return job


@transaction.atomic
def job_expedite(*, job_id: int, by: User, now: datetime, reason: str, until: datetime, seen: str = "") -> Job:
    """Lets a job go before all that are not expedited, with a written reason and an end (T2 (0)). A manager's
    decision; given anew, the later one holds. The end lies in the future, 14 days ahead at most.

    Raises `job.moved_meanwhile`, `job.not_yours`, `job.expedite_end`, `job.reason_missing`.
    """
    job = read(job_id)
    check_step(job, Step.EXPEDITE, by, seen)
    reason = needed(reason, "reason", _("Give the reason; it is shown in the queue."))
    if not expedite_end_is_possible(until, now=now):
        raise DomainError(
            "job.expedite_end", _("The end lies in the future, and no more than 14 days ahead."), field="until"
        )
    _write_expedite(job, reason, until)
    data = {"reason": reason, "until": until.isoformat()}
    record(subject="job", subject_id=job.pk, code="job.expedited", by=by, at=now, data=data)
    return job


@transaction.atomic
def job_end_expedite(*, job_id: int, by: User, now: datetime, reason: str, seen: str = "") -> Job:
    """Ends an expedite before its time, with a reason. Raises as `job_expedite` does."""
    job = read(job_id)
    check_step(job, Step.END_EXPEDITE, by, seen)
    reason = needed(reason, "reason", GIVE_REASON)
    _write_expedite(job, "", None)
    record(subject="job", subject_id=job.pk, code="job.expedite_ended", by=by, at=now, data={"reason": reason})
    return job


def _write_expedite(job: Job, reason: str, until: datetime | None):
    job.expedite_reason, job.expedite_until = reason, until
    write(job, expedite_reason=reason, expedite_until=until, rank=rank(job.factors))


def end_expedites(*, now: datetime) -> int:
    """Ends every expedite whose time is over (T2 (0)), in bounded transactions; gives how many.

    Each is ended once, whatever runs twice, and dated with its own end, however late the sweep comes.
    """
    ended = 0
    while True:
        batch = _end_some(now)
        ended += batch
        if batch < SWEEP:
            return ended


@transaction.atomic
def _end_some(now: datetime) -> int:
    over = Job.objects.filter(expedite_until__lte=now).order_by("expedite_until", "pk").select_related("customer")
    jobs = list(over.select_for_update(of=("self",), skip_locked=True)[:SWEEP])
    entries = [Entry(subject="job", subject_id=job.pk, code="job.expedite_over", at=job.expedite_until) for job in jobs]
    for job in jobs:
        job.expedite_reason, job.expedite_until = "", None
        job.rank = rank(job.factors)
    Job.objects.bulk_update(jobs, ["expedite_reason", "expedite_until", "rank"])
    record_many(entries)
    return len(jobs)


@transaction.atomic
def job_set_repeat(*, job_id: int, by: User, now: datetime, repeat: bool, reason: str, seen: str = "") -> Job:
    """Says by hand whether the fault was tried before and not solved, with a reason (T4). It holds until it is
    changed by hand again or the job is reopened; the desk's own finding no longer counts.

    Raises `job.moved_meanwhile`, `job.not_yours`, `job.reason_missing`.
    """
    job = read(job_id)
    check_step(job, Step.SET_REPEAT, by, seen)
    reason = needed(reason, "reason", GIVE_REASON)
    job.repeat = repeat
    source = RepeatSource.SET.value
    write(job, repeat=repeat, repeat_source=source, repeat_reason=reason, rank=rank(job.factors))
    code = "job.repeat_set" if repeat else "job.repeat_cleared"
    record(subject="job", subject_id=job.pk, code=code, by=by, at=now, data={"reason": reason})
    return job


def kept(found: Evidence) -> dict:
    """What T4 found, as the history keeps it."""
    return {"tried": found.tried.value, "job_no": found.job_no, "days": found.days}


def find_repeats_again(job: Job, *, by: User, now: datetime):
    """A job was closed unsolved or reopened: looks anew (T4) at the open jobs of its machine and domain that the desk
    had not found to be tried before. Part of the caller's transaction."""
    if job.machine_id is None:
        return
    others = Job.objects.open().filter(
        machine=job.machine_id, domain=job.domain, repeat=False, repeat_source=RepeatSource.FOUND.value
    )
    for other in others.exclude(pk=job.pk).select_related("customer").select_for_update(of=("self",)).order_by("pk"):
        found = find_repeat(
            machine_id=other.machine_id, domain=other.domain, opened_at=other.opened_at, job_id=other.pk
        )
        if found is None:
            continue
        other.repeat = True
        other.rank = rank(other.factors)
        other.save(update_fields=["repeat", "rank"])
        data = {"found": kept(found)}
        record(subject="job", subject_id=other.pk, code="job.repeat_found", by=by, at=now, data=data)


def rerank_customer(customer: Customer, by: User | None, now: datetime):
    """The customer's tier changed: every open job of theirs takes its new place, those in work too, for they may be
    put back. Part of the transaction that changes the tier."""
    jobs = Job.objects.open().filter(customer=customer)
    _rerank(jobs, "job.tier_changed", {"tier": customer.tier}, by, now, customer=customer)


def rerank_machine(machine: Machine, by: User | None, now: datetime):
    """The machine's brand class changed: its open jobs follow it, unless it is unknown now. Part of the transaction
    that changes the brand class."""
    if machine.brand_class:
        data = {"brand_class": machine.brand_class}
        _rerank(Job.objects.open().filter(machine=machine), "job.brand_changed", data, by, now, **data)


def _rerank(jobs, code: str, data: dict, by: User | None, now: datetime, **facts):
    moved = []
    for job in jobs.select_related("customer").select_for_update(of=("self",)).order_by("pk"):
        before = (job.rank, job.brand_class)
        for name, value in facts.items():
            setattr(job, name, value)
        job.rank = rank(job.factors)
        if (job.rank, job.brand_class) != before:
            moved.append(job)
    Job.objects.bulk_update(moved, ["rank", "brand_class"], batch_size=500)
    record_many([Entry(subject="job", subject_id=job.pk, code=code, data=data, by=by, at=now) for job in moved])
