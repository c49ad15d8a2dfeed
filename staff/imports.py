"""Staff from a workbook, many at once. Values are typed and checked by the workbook app."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.apps import apps as installed

from records.bulk import write_imported
from staff.models import User


def staff_known() -> dict[str, dict]:
    """Everybody in the desk by staff number in small letters (as at sign-in), with the columns of the sheet."""
    people = User.objects.prefetch_related("groups")
    return {
        person.staff_no.casefold(): {
            "staff_no": person.staff_no,
            "name": person.name,
            "roles": person.roles,
            "in_station": person.in_station,
            "active_from": person.active_from,
            "active_to": person.active_to,
        }
        for person in people
    }


def staff_ids() -> dict[str, int]:
    """The key of everybody in the desk by staff number in small letters."""
    return {number.casefold(): pk for number, pk in User.objects.values_list("staff_no", "pk")}


def staff_add(rows: Iterable[dict], *, by, now: datetime, step: Callable[[int], None]):
    """Adds people with their roles. Nobody can sign in until a manager gives them a first password.

    An empty `in_station` counts as belonging to the service station, as when a person is added by hand.
    """
    people = []
    for row in rows:
        person = User(
            staff_no=row["staff_no"],
            name=row["name"],
            in_station=row.get("in_station", True),
            active_from=row.get("active_from"),
            active_to=row.get("active_to"),
        )
        person.set_unusable_password()
        people.append((person, row["roles"]))
    write_imported(
        (person for person, _roles in people),
        subject="staff", code="staff.imported", number="staff_no", by=by, now=now, step=step,
    )  # fmt: skip
    groups = dict(installed.get_model("auth.Group").objects.values_list("name", "pk"))
    held = User.groups.through
    held.objects.bulk_create(
        held(user_id=person.pk, group_id=groups[role]) for person, roles in people for role in sorted(roles)
    )
