"""Single lines: finding them as they stand, who bears them, who proposed them, who may decide."""

from collections.abc import Collection
from datetime import date, datetime

from complaints.models import Complaint
from servicedesk.clock import local_date
from settlement.models import ClosedSheet, Incident
from settlement.policies import Line, Month, Record
from settlement.policies.decisions import Bar, Bearers, answer_bar, bar, told_bar
from settlement.selectors import closed_months, service_managers, sheets_of
from staff.models import User
from staff.policies import MANAGERS, Role

Key = tuple[str, str, str, str]


def open_lines(month: Month, keys: Collection[Key], *, now: datetime) -> dict[Key, Line]:
    """Those of the keys that are lines of the month now, waived ones too, of people whose month is open."""
    people = list(User.objects.filter(staff_no__in={key[0] for key in keys}))
    closed, managers = closed_months(), service_managers()
    frozen = set(ClosedSheet.objects.filter(month=month.first, person__in=people).values_list("person_id", flat=True))
    people = [
        person for person in people
        if person.pk not in frozen and not closed.is_closed(month, manager=person.pk in managers)
    ]  # fmt: skip
    wanted, found = set(keys), {}
    for sheet in sheets_of(month, now=now, people=people):
        for line in (*sheet.waived, *sheet.lines):
            if line.key in wanted and line.is_deduction:
                found[line.key] = line
    return found


def bearers_of(line: Line) -> Bearers:
    """Who bears what the line charges: a loss that the station shares has several."""
    if line.record == Record.INCIDENT:
        incident = Incident.objects.select_related("person").filter(incident_no=line.source).first()
        if incident is not None and incident.person is None:
            return _bearers(line.person, _station(incident.on))
    return _bearers(line.person, {line.person})


def bearers_of_incident(person: User | None, on: date) -> Bearers:
    """Who would bear an incident."""
    return _bearers("", _station(on)) if person is None else _bearers(person.staff_no, {person.staff_no})


def _station(on: date) -> set[str]:
    return set(User.objects.employed_on(on).filter(in_station=True).values_list("staff_no", flat=True))


def _bearers(person: str, everybody: set[str]) -> Bearers:
    concerned = {person} if person else everybody
    managers = User.objects.with_role(Role.SERVICE_MANAGER).filter(staff_no__in=concerned)
    return Bearers(person, frozenset(everybody), bool(person) and managers.exists())


def proposer_of(line: Line) -> str:
    """The staff number of who entered the incident or upheld the complaint; empty for what the desk found."""
    if line.record == Record.COMPLAINT:
        decided = Complaint.objects.filter(complaint_no=line.source).values_list("decided_by__staff_no", flat=True)
        return decided.first() or ""
    if line.record != Record.INCIDENT:
        return ""
    found = Incident.objects.filter(incident_no=line.source).values_list("entered_by__staff_no", flat=True)
    return found.first() or ""


def bar_of(by: User, bearers: Bearers, *, now: datetime) -> Bar | None:
    """R2: why somebody may not decide on what these people bear, and whether anybody may."""
    found = bar(by.staff_no, by.roles, bearers)
    return found and told_bar(found, deciders(bearers, now=now))


def answer_bar_of(by: User, line: Line, *, now: datetime) -> Bar | None:
    """R2: why somebody may not answer an objection to a line: as `bar_of`, and its proposer leaves it to others."""
    bearers = bearers_of(line)
    others = deciders(bearers, now=now)
    found = answer_bar(by.staff_no, by.roles, bearers, proposer=proposer_of(line), others=others)
    return found and told_bar(found, others)


def answerers(line: Line, *, now: datetime) -> list[User]:
    """R2: the managers of today who may answer an objection to a line."""
    people = User.objects.employed_on(local_date(now)).with_role(*MANAGERS).prefetch_related("groups")
    return [person for person in people if answer_bar_of(person, line, now=now) is None]


def proposed_by(person: User, sources: Collection[str]) -> set[str]:
    """Those of the incidents and complaints that this person entered or upheld."""
    incidents = Incident.objects.filter(incident_no__in=sources, entered_by=person)
    complaints = Complaint.objects.filter(complaint_no__in=sources, decided_by=person)
    return {*incidents.values_list("incident_no", flat=True), *complaints.values_list("complaint_no", flat=True)}


def deciders(bearers: Bearers, *, now: datetime) -> list[str]:
    """Who of today's managers may decide on what these people bear."""
    people = User.objects.employed_on(local_date(now)).with_role(*MANAGERS).prefetch_related("groups")
    return [person.staff_no for person in people if bar(person.staff_no, person.roles, bearers) is None]
