"""When a notice may leave the desk, how deliveries are tried again, and what is written into a message. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from servicedesk.clock import from_local, local

GAP = timedelta(minutes=10)  # between two messages to one person: what comes in between goes together
LINES = 20  # notices that one message tells by name; of the others it tells the number
TRIES = 8
LEASE = timedelta(minutes=5)  # for so long a delivery that broke off is nobody else's


class Channel(StrEnum):
    """How notices leave the desk."""

    EMAIL = "email"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


ROBOTS = (Channel.WECOM, Channel.DINGTALK, Channel.FEISHU)


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True)
class Meta:
    """What may follow a state, and how it looks."""

    next: frozenset[MessageState]
    badge: str
    icon: str


MESSAGE_STATES: dict[MessageState, Meta] = {
    MessageState.WAITING: Meta(frozenset({MessageState.SENT, MessageState.DEAD}), "info", "hourglass-split"),
    MessageState.SENT: Meta(frozenset(), "success", "check-circle"),
    MessageState.DEAD: Meta(frozenset({MessageState.WAITING}), "danger", "x-octagon"),
}


@dataclass(frozen=True)
class Quiet:
    """The hours in which a person is left in peace; over midnight where they end before they begin."""

    start: time | None
    end: time | None

    def covers(self, clock: time) -> bool:
        if self.start is None or self.end is None or self.start == self.end:
            return False
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


def leaves_at(now: datetime, *, quiet: Quiet, last: datetime | None) -> datetime:
    """When what is there may go out: not in the quiet hours, and not within `GAP` of the message before."""
    at = max(now, last + GAP) if last else now
    clock = local(at).replace(tzinfo=None)
    if not quiet.covers(clock.time()):
        return at
    end = datetime.combine(clock.date(), quiet.end)
    return from_local(end if end > clock else end + timedelta(days=1))


def next_try(now: datetime, *, tries: int) -> datetime | None:
    """When a delivery that failed `tries` times is tried again: after 1, 2, 4 … minutes, an hour at most; None when it
    is given up."""
    if tries >= TRIES:
        return None
    return now + min(timedelta(minutes=2 ** (tries - 1)), timedelta(hours=1))


def shortened(text: str, *, most: int) -> str:
    """The text within `most` bytes of UTF-8, cut at a whole line where there is one, closed by "…"."""
    if len(text.encode()) <= most:
        return text
    cut = text.encode()[: most - 4].decode(errors="ignore")
    return cut.rpartition("\n")[0] + "\n…" if "\n" in cut else cut + "…"


def told_and_rest(lines: Sequence[str]) -> tuple[Sequence[str], int]:
    """The lines that a message tells, and how many more there are."""
    return lines[:LINES], max(0, len(lines) - LINES)
