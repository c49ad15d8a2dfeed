"""Times of a visit: late or in time (D7), clashes of appointments, how long a customer's link holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rulebook.policies import Terms

PLANNED = 60  # minutes that a visit is planned to take unless somebody says otherwise
LONGEST_PLAN = 8 * 60
AHEAD = timedelta(days=90)  # by so much a visit is agreed ahead at most
LINK_HOLDS = timedelta(hours=2)
CLOCK_SLACK = timedelta(minutes=2)  # by so much a phone's clock may run ahead of ours
OLDEST_TAP = timedelta(days=3)  # a tap that waited longer for a signal is told by hand


class Lateness(StrEnum):
    """How a visit stands with the agreed time (D7)."""

    AHEAD = "ahead"
    IN_TIME = "in_time"
    EXPLAINED = "explained"
    LATE = "late"


def arrival_due(agreed_at: datetime, *, terms: Terms) -> datetime:
    """D7: the agreed time and the grace; exactly then is still in time."""
    return agreed_at + timedelta(minutes=terms.visit_grace_minutes)


def explained_in_time(*, agreed_at: datetime, explained_at: datetime | None) -> bool:
    """D7: the delay was explained beforehand, at the agreed time at the latest."""
    return explained_at is not None and explained_at <= agreed_at


def lateness(
    *,
    agreed_at: datetime,
    arrived_at: datetime | None,
    explained_at: datetime | None,
    now: datetime,
    terms: Terms,
) -> Lateness:
    """Whether somebody arrived in time (D7), or the delay was explained beforehand, or neither.

    Nobody arrived and the time is over: late; before that nobody is, whatever was written down ahead of the clock. A
    visit that is explained beforehand stays explained, in time or not.
    """
    due = arrival_due(agreed_at, terms=terms)
    if min(arrived_at or now, now) <= due:
        return Lateness.IN_TIME if arrived_at and arrived_at <= due else Lateness.AHEAD
    if explained_in_time(agreed_at=agreed_at, explained_at=explained_at):
        return Lateness.EXPLAINED
    return Lateness.LATE


@dataclass(frozen=True)
class Slot:
    """A stretch of a technician's day: which visit, from when to when."""

    visit: object
    start: datetime
    end: datetime

    def overlaps(self, other: "Slot") -> bool:
        """Whether both claim some same minute; one that begins as the other ends does not."""
        return self.start < other.end and other.start < self.end


def clashing(slot: Slot, others: Iterable[Slot]) -> list[Slot]:
    """The slots of the same technician that overlap this one, itself left out."""
    return [other for other in others if other.visit != slot.visit and slot.overlaps(other)]


def clashes(slots: Iterable[Slot]) -> set:
    """The visits of one technician that overlap another one."""
    found, running = set(), None
    for slot in sorted(slots, key=lambda slot: (slot.start, slot.end)):
        if running is not None and slot.overlaps(running):
            found |= {slot.visit, running.visit}
        if running is None or slot.end > running.end:
            running = slot
    return found


def by_our_clock(told: datetime | None, *, sent: datetime | None, now: datetime) -> datetime | None:
    """A moment that a phone told, put right where its clock is wrong: `sent` is what the phone's clock said when it was
    sent, and whatever is beyond the slack is the clock's fault and not the way's."""
    if told is None or sent is None or abs(now - sent) <= CLOCK_SLACK:
        return told
    return told + (now - sent)


def believed(told: datetime | None, *, now: datetime) -> datetime:
    """When a tap was made that a phone kept until it had a signal: what it says, if that can be true, else now."""
    if told is None or not now - OLDEST_TAP <= told <= now + CLOCK_SLACK:
        return now
    return min(told, now)
