"""Reading the staff list and what a person has in hand."""

from dataclasses import dataclass
from datetime import date

from records.selectors import Latest, latest
from staff.models import User

PAGE = 100
IN_HAND = 50


@dataclass(frozen=True)
class StaffPage:
    """A part of the staff list and the number after which the next part begins; empty at the end."""

    people: list[User]
    after: str


def staff_page(*, left: bool, today: date, after: str = "") -> StaffPage:
    """Who is here today or will be (or, with `left`, who has left), by staff number, roles joined."""
    people = User.objects.left_before(today) if left else User.objects.not_left_before(today)
    found = list(people.filter(staff_no__gt=after).by_number().prefetch_related("groups")[: PAGE + 1])
    return StaffPage(found[:PAGE], found[PAGE - 1].staff_no if len(found) > PAGE else "")


def jobs_in_hand(person: User) -> list:
    """The jobs that the person has taken and not finished, the longest taken first, at most fifty."""
    return list(person.jobs.filter(status="taken").select_related("customer").order_by("taken_at")[:IN_HAND])


def history_of(person: User, earlier: str = "") -> Latest:
    """What happened to the person's record, newest first."""
    return latest({"staff": [person.pk]}, earlier=earlier)
