"""How every service reads and writes a job: what it may do is asked first, and what it writes holds only if the job
still stands as it was read."""

from django.utils.translation import gettext_lazy as _

from servicedesk.errors import DomainError
from staff.models import User
from tickets.labels import STATUS_LABELS
from tickets.models import Job, PutBack
from tickets.policies import Refusal, Step


def actions_of(user: User) -> frozenset[str]:
    """What the person may do, as the values of `staff.policies.Action`; nothing once they have left."""
    return frozenset(name.partition(".")[2] for name in user.get_all_permissions())


def read(job_id: int) -> Job:
    """The job with its customer, machine and technician, remembering how it stood."""
    job = Job.objects.select_related("customer", "machine", "technician").get(pk=job_id)
    job.as_read = {"status": job.status, "technician": job.technician_id, "rank": job.rank}
    return job


def check_step(job: Job, step: Step, by: User, seen: str = ""):
    """Raises `job.moved_meanwhile` when the job's state rules the step out or is not the one the person saw (`seen`,
    a `Job.standing`), and `job.not_yours` when the step is somebody else's."""
    why = job.refusal_for(by, step, actions_of(by))
    if why == Refusal.STATE or (seen and seen != job.standing):
        raise moved_meanwhile(job)
    if why == Refusal.PERSON:
        raise DomainError("job.not_yours", _("Only the technician who has this job, or a manager, may do this."))


def moved_meanwhile(job: Job) -> DomainError:
    """What the loser of a race is told, and whoever acts on a page that is out of date."""
    job = Job.objects.select_related("technician").get(pk=job.pk)
    if job.technician and job.is_open:
        message = _("This job has moved on meanwhile: %(name)s has it in work. Look at it again before you go on.")
        return DomainError("job.moved_meanwhile", _with(message, name=job.technician.name))
    message = _("This job has moved on meanwhile: it is now “%(status)s”. Look at it again before you go on.")
    return DomainError("job.moved_meanwhile", _with(message, status=STATUS_LABELS[job.status]))


def _with(message, **values):
    return message % values


def write(job: Job, **values):
    """Sets the columns if the job still has the state and technician it was read with (and, where the place in the
    queue changes, the place); else `job.moved_meanwhile`."""
    unchanged = dict(job.as_read)
    if "rank" not in values:
        unchanged.pop("rank")
    if Job.objects.filter(pk=job.pk, **unchanged).update(**values) != 1:
        raise moved_meanwhile(job)
    for name, value in values.items():
        setattr(job, name, value)


def needed(text: str, field: str, message, *, most: int = 300) -> str:
    """The text without surrounding blanks. Raises `job.reason_missing` when nothing is left, `job.too_long` beyond
    `most` characters."""
    text = text.strip()
    if not text:
        raise DomainError("job.reason_missing", message, field=field)
    if len(text) > most:
        raise DomainError("job.too_long", _with(_("At most %(most)s characters, please."), most=most), field=field)
    return text


def forget_put_backs(job: Job):
    """The job has changed hands or begun anew: everybody may be given it again."""
    PutBack.objects.filter(job=job).delete()
