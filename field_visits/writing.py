"""How every service reads and writes a visit: what it may do is asked first, and what it writes holds only if nobody
has written since."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from field_visits.labels import STATE_LABELS
from field_visits.models import Visit
from field_visits.policies import Refusal, Step
from field_visits.selectors import clashes_with
from servicedesk.clock import local
from servicedesk.errors import DomainError
from staff.models import User
from tickets.writing import actions_of

JOINED = ("customer", "machine", "job", "technician")


def read(visit_id: int) -> Visit:
    """The visit with all that a service looks at."""
    return Visit.objects.select_related(*JOINED).get(pk=visit_id)


def check_step(visit: Visit, step: Step, by: User, seen: int | None = None):
    """Raises `visit.moved_meanwhile` when its state rules the step out or somebody wrote since the person looked
    (`seen` is the revision on their page), `visit.not_yours` when the step is somebody else's."""
    why = visit.refusal_for(by, step, actions_of(by))
    if why == Refusal.PERSON:
        raise DomainError("visit.not_yours", _("Only this visit's technician, or whoever plans visits, may do this."))
    if why == Refusal.STATE or (seen is not None and seen != visit.revision):
        raise moved_meanwhile(visit)


def moved_meanwhile(visit: Visit) -> DomainError:
    """What the loser of a race is told, and whoever acts on a page that is out of date."""
    now = Visit.objects.select_related("technician").get(pk=visit.pk)
    message = _("This visit has moved on meanwhile: it is now “%(state)s”, with %(name)s. Look at it again first.")
    return DomainError("visit.moved_meanwhile", _with(message, state=STATE_LABELS[now.state], name=now.technician.name))


def _with(message, **values):
    return message % values


def write(visit: Visit, **values):
    """Sets the columns if nobody has written since the visit was read; else `visit.moved_meanwhile`."""
    row = Visit.objects.filter(pk=visit.pk, revision=visit.revision)
    if row.update(revision=F("revision") + 1, **values) != 1:
        raise moved_meanwhile(visit)
    visit.revision += 1
    for name, value in values.items():
        setattr(visit, name, value)


def needed(text: str, field: str, message, *, most: int = 300) -> str:
    """The text without surrounding blanks. Raises `visit.reason_missing` when nothing is left, `visit.too_long`."""
    text = text.strip()
    if not text:
        raise DomainError("visit.reason_missing", message, field=field)
    if len(text) > most:
        raise DomainError("visit.too_long", _with(_("At most %(most)s characters, please."), most=most), field=field)
    return text


def refuse_clash(*, technician: User, agreed_at: datetime, minutes: int, but: Visit | None = None):
    """Raises `visit.clash`, naming what stands in the way."""
    found = clashes_with(technician=technician, agreed_at=agreed_at, minutes=minutes, but=but)
    if found:
        named = "; ".join(f"{local(each.agreed_at):%m-%d %H:%M} {each.customer.name}" for each in found)
        message = _("%(name)s is at other customers then: %(visits)s. Choose another time, or say that it fits.")
        raise DomainError("visit.clash", _with(message, name=technician.name, visits=named), field="fits")
