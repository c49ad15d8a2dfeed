"""Reading settlements: the sheets of a month, frozen where they are closed, else as they stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from settlement.change_selectors import changed_people
from settlement.fact_selectors import facts_of, numbers_of_the_desk
from settlement.frozen import LINE, line_of, sheet_of
from settlement.models import ClosedLine, ClosedSheet, Closing
from settlement.policies import Line, Month, Numbers, Sheet, sheets
from settlement.policies.closing import ClosedMonths, Scope, late_lines, with_late
from settlement.policies.quotas import Quota
from staff.models import User
from staff.policies import Role

EMPTY = Quota(0)


def closed_months() -> ClosedMonths:
    """What is closed by now; a closing that is under way, known to its own transaction alone, has no seal yet."""
    rows = list(Closing.objects.exclude(seal="").values_list("month", "scope"))
    of = {scope: [Month.of(day) for day, told in rows if told == scope] for scope in Scope}
    return ClosedMonths(
        first=min((Month.of(day) for day, _scope in rows), default=None),
        shop=max(of[Scope.SHOP], default=None),
        managers=max(of[Scope.MANAGERS], default=None),
    )


def service_managers() -> set[int]:
    """Keys of those whose own sheets only the company manager closes."""
    return set(User.objects.with_role(Role.SERVICE_MANAGER).values_list("pk", flat=True))


def sheets_of(month: Month, *, now: datetime, people: Collection[User] | None = None) -> list[Sheet]:
    """The sheets of a month, of these people or of everybody, in order of staff number.

    A closed one is as it was closed. The first open month of a person also has what closed months would be otherwise
    by now, each line marked with its month (S7).
    """
    staff = {person.pk: person.staff_no for person in (User.objects.all() if people is None else people)}
    keys = None if people is None else set(staff)
    found = frozen_sheets(month, staff, keys)
    closed, managers = closed_months(), service_managers()
    still_open = {
        pk for pk, number in staff.items()
        if number not in found and not closed.is_closed(month, manager=pk in managers)
    }  # fmt: skip
    if still_open:
        found |= open_sheets(month, now=now, staff=staff, open_keys=still_open, keys=keys, closed=closed)
    return [found[person] for person in sorted(found)]


def frozen_sheets(month: Month, staff: dict[int, str], keys: Collection[int] | None) -> dict[str, Sheet]:
    """The closed sheets of a month by staff number."""
    rows = ClosedSheet.objects.filter(month=month.first)
    if keys is not None:
        rows = rows.filter(person_id__in=keys)
    kept = {row.pk: row for row in rows}
    if not kept:
        return {}
    lines = defaultdict(list)
    for line in ClosedLine.objects.filter(sheet__month=month.first, sheet__person_id__in=staff).values(
        *LINE, "sheet_id"
    ):
        lines[line["sheet_id"]].append(line)
    return {staff[row.person_id]: sheet_of(row, staff[row.person_id], lines[pk]) for pk, row in kept.items()}


def seals_of(month: Month, people: Collection[User]) -> dict[str, str]:
    """The seals of those of these people's sheets that are closed, by staff number."""
    rows = ClosedSheet.objects.filter(month=month.first, person__in=people)
    return dict(rows.values_list("person__staff_no", "seal"))


def open_sheets(
    month: Month,
    *,
    now: datetime,
    staff: dict[int, str],
    open_keys: set[int],
    keys: Collection[int] | None,
    closed: ClosedMonths,
) -> dict[str, Sheet]:
    """The sheets of those whose month is open, with what is late."""
    numbers = numbers_of_the_desk()
    wanted = {staff[pk] for pk in open_keys}
    found = {
        sheet.person: sheet for sheet in computed(month, numbers=numbers, now=now, keys=keys) if sheet.person in wanted
    }
    for person, lines in late_of(month, now=now, staff=staff, keys=open_keys, closed=closed, numbers=numbers).items():
        found[person] = with_late(found.get(person) or _empty(person, month), lines)
    return found


def computed(month: Month, *, numbers: Numbers, now: datetime, keys: Collection[int] | None) -> list[Sheet]:
    """What the policy makes of the facts of a month, closed or not."""
    return sheets(month, facts_of(month, numbers=numbers, now=now, people=keys), numbers=numbers, now=now)


def late_of(
    month: Month, *, now: datetime, staff: dict[int, str], keys: set[int], closed: ClosedMonths, numbers: Numbers
) -> dict[str, list[Line]]:
    """By person, what closed months would be now less what was frozen of them, where `month` is the first open one."""
    managers = service_managers() if closed.first else set()
    found: dict[str, list[Line]] = defaultdict(list)
    for is_manager in (False, True):
        if closed.first_open(manager=is_manager) != month:
            continue
        own = {pk for pk in keys if (pk in managers) == is_manager}
        if own:
            for earlier in closed.carried_from(manager=is_manager):
                for person, lines in _late_of_one(earlier, own, now=now, staff=staff, numbers=numbers).items():
                    found[person] += lines
    return found


def _late_of_one(
    month: Month, keys: set[int], *, now: datetime, staff: dict[int, str], numbers: Numbers
) -> dict[str, list[Line]]:
    closed_at = Closing.objects.filter(month=month.first).order_by("at").values_list("at", flat=True)[0]
    changed = changed_people(month, since=closed_at, people=keys)
    affected = keys if changed is None else changed & keys
    if not affected:
        return {}
    people = {staff[pk] for pk in affected}
    would_be = {
        sheet.person: sheet.lines
        for sheet in computed(month, numbers=numbers, now=now, keys=affected)
        if sheet.person in people
    }
    frozen = _frozen_lines(month, affected, staff)
    found = {
        person: late_lines(would_be.get(person, ()), frozen.get(person, ()), of=month) for person in sorted(people)
    }
    return {person: lines for person, lines in found.items() if lines}


def _frozen_lines(month: Month, keys: Iterable[int], staff: dict[int, str]) -> dict[str, list[Line]]:
    """What was ever frozen of a month: its own sheets, and lines of it that later months took over."""
    found = defaultdict(list)
    own = ClosedLine.objects.filter(sheet__month=month.first, of__isnull=True, sheet__person_id__in=keys)
    later = ClosedLine.objects.filter(of=month.first, sheet__person_id__in=keys)
    for rows in (own, later):
        for row in rows.values(*LINE, "sheet__person_id"):
            person = staff[row["sheet__person_id"]]
            found[person].append(replace(line_of(row, person), of=""))
    return found


def _empty(person: str, month: Month) -> Sheet:
    return Sheet(person, month, 0, 0, 0, False, (), (), home=EMPTY, software=EMPTY)
