"""A technician's visits as a calendar (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from field_visits.models import Visit
from field_visits.policies import State

FOLD = 73  # bytes of a line before it goes on in the next; 75 with the blank and the end are the most


def calendar(visits: Iterable[Visit], *, name: str, host: str, now: datetime) -> str:
    """The feed. A visit that was cancelled stays in it as cancelled, so that it leaves people's calendars."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Service desk//Visits//EN", f"X-WR-CALNAME:{_escaped(name)}"]
    for visit in visits:
        lines += _event(visit, host, now)
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in _folded(line))


def _event(visit: Visit, host: str, now: datetime) -> list[str]:
    end = visit.agreed_at + timedelta(minutes=visit.planned_minutes)
    cancelled = visit.state == State.CANCELLED
    told = [visit.receipt_no, visit.fault, visit.note]
    if visit.in_urban_area is False:
        told.append(_("outside the urban area"))
    return [
        "BEGIN:VEVENT",
        f"UID:{visit.receipt_no}@{host}",
        f"SEQUENCE:{visit.revision}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(visit.agreed_at)}",
        f"DTEND:{_utc(end)}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        f"SUMMARY:{_escaped(visit.customer.name if visit.customer else visit.receipt_no)}",
        f"LOCATION:{_escaped(visit.address)}",
        f"DESCRIPTION:{_escaped(' · '.join(part for part in told if part))}",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of at most 75 bytes, never within a character."""
    part, size = "", 0
    for letter in line:
        size += len(letter.encode())
        if size > FOLD:
            yield part
            part, size = " ", 1 + len(letter.encode())
        part += letter
    yield part
