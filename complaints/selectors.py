"""Reading complaints: the list with its figures, one with everything around it, those of a thing."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from complaints.models import Complaint
from complaints.policies import State
from deadlines.selectors import Row, next_of
from field_visits.models import Visit
from records.models import Entry
from returns.models import ReturnedItem
from servicedesk.clock import local_date, month_edges
from staff.models import User
from staff.policies import MAY, Action, Role
from tickets.models import Job

PAGE = 50
JOINED = (
    "customer", "job", "visit", "item", "concerns", "owner", "logged_by", "answered_by", "checked_by", "decided_by",
)  # fmt: skip


@dataclass(frozen=True)
class ComplaintRow:
    """A complaint as the list shows it, with what is due next of it; None where nothing is."""

    complaint: Complaint
    due: Row | None


@dataclass(frozen=True)
class ComplaintPage:
    """A page of complaints, newest first, the key behind which older ones begin, and the figures of the month."""

    rows: list[ComplaintRow]
    older: int | None
    figures: dict[str, int]


def complaint_page(*, open_only: bool, before: str = "", now: datetime) -> ComplaintPage:
    """The open ones, or all of them. The figures count what was logged in this month, by what became of it."""
    found = (Complaint.objects.open() if open_only else Complaint.objects.all()).select_related(*JOINED)
    known = before.isascii() and before.isdigit() and len(before) < 19
    edge = Complaint.objects.filter(pk=int(before)).first() if known else None
    if edge is not None:
        found = found.filter(Q(logged_at__lt=edge.logged_at) | Q(logged_at=edge.logged_at, pk__lt=edge.pk))
    rows = list(found.order_by("-logged_at", "-pk")[: PAGE + 1])
    due = next_of("complaint", [each.pk for each in rows[:PAGE]], now=now)
    shown = [ComplaintRow(each, due.get(each.pk)) for each in rows[:PAGE]]
    return ComplaintPage(shown, rows[PAGE - 1].pk if len(rows) > PAGE else None, _figures(now))


def _figures(now: datetime) -> dict[str, int]:
    day = local_date(now)
    first, following = month_edges(day.year, day.month)
    logged = Complaint.objects.filter(logged_at__gte=first, logged_at__lt=following)
    found = dict(logged.order_by().values_list("state").annotate(number=Count("pk")))
    open_now = sum(found.get(state.value, 0) for state in (State.OPEN, State.CHECKED))
    return {
        "logged": sum(found.values()),
        "open": open_now,
        "upheld": found.get(State.UPHELD.value, 0),
        "rejected": found.get(State.REJECTED.value, 0),
    }


def history_of(complaint: Complaint) -> list[Entry]:
    """What happened to it, oldest first."""
    return list(Entry.objects.of("complaint", complaint.pk).select_related("by"))


def owners_on(day):
    """Who can see to complaints on that day."""
    roles = MAY[Action.WORK_COMPLAINT]
    return User.objects.with_role(*roles).employed_on(day).by_number()


def deciders_on(day, complaint: Complaint) -> list[User]:
    """Who is asked for the decision on that day: the service managers, else the company managers; never whom it is
    about (R2)."""
    here = User.objects.employed_on(day).exclude(pk=complaint.concerns_id)
    return list(here.with_role(Role.SERVICE_MANAGER) or here.with_role(Role.COMPANY_MANAGER))


def upheld_between(start: datetime, end: datetime):
    """The upheld complaints decided in a span, with the person each is about and the visit: what S-V7 charges."""
    decided = Complaint.objects.upheld().filter(decided_at__gte=start, decided_at__lt=end)
    return decided.select_related("concerns", "visit").order_by("decided_at", "pk")


def thing_by_no(number: str) -> dict:
    """The job, visit or item of a number, as {"job": …}; nothing for any other number."""
    for name, model, column in (
        ("job", Job, "job_no"),
        ("visit", Visit, "receipt_no"),
        ("item", ReturnedItem, "item_no"),
    ):
        found = model.objects.filter(**{column: number.upper()}).select_related("customer").first()
        if found is not None and found.customer_id is not None:
            return {name: found}
    return {}
