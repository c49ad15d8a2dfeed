"""Signs that deserve a manager's look. A hint is never a verdict: nothing follows from it by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

SECONDS = timedelta(seconds=10)
SHORTEST_WAY = timedelta(minutes=5)
SHORTEST_WAY_OUT = timedelta(minutes=15)  # to or from a site outside the urban area
LATE_FILING = timedelta(hours=24)


class Sign(StrEnum):
    """What may be odd about a receipt."""

    SAME_SIGNATURE = "same_signature"
    QUICK_VERDICT = "quick_verdict"
    OVERLAP = "overlap"
    ARRIVED_FIRST = "arrived_first"
    NO_DEPARTURE = "no_departure"
    IMPOSSIBLE_TRAVEL = "impossible_travel"
    CHANGED_AFTER_WORD = "changed_after_word"
    FILED_LATE = "filed_late"


@dataclass(frozen=True)
class Trace:
    """The traces that one receipt left. `signature` is the digest of the drawn image."""

    visit: str
    technician: object
    customer: object = None
    departed_at: datetime | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    word_at: datetime | None = None
    filed_at: datetime | None = None
    signature: str = ""
    changed_after_word: bool = False
    outside: bool = False
    here: bool = True  # filed in this desk, not brought in as history


@dataclass(frozen=True)
class Hint:
    """A sign on a visit, with the other visit it was seen against and what was measured."""

    visit: str
    sign: Sign
    other: str = ""
    data: dict = field(default_factory=dict, compare=False)


def of_one(trace: Trace) -> list[Hint]:
    """What a receipt shows by itself."""
    found = []
    if trace.here and trace.word_at and trace.filed_at and abs(trace.filed_at - trace.word_at) < SECONDS:
        seconds = abs(int((trace.filed_at - trace.word_at).total_seconds()))
        found.append(Hint(trace.visit, Sign.QUICK_VERDICT, data={"seconds": seconds}))
    if trace.arrived_at and trace.departed_at and trace.arrived_at < trace.departed_at:
        found.append(Hint(trace.visit, Sign.ARRIVED_FIRST))
    if trace.arrived_at and trace.departed_at is None:
        found.append(Hint(trace.visit, Sign.NO_DEPARTURE))
    if trace.changed_after_word:
        found.append(Hint(trace.visit, Sign.CHANGED_AFTER_WORD))
    if trace.here and trace.left_at and trace.filed_at and trace.filed_at - trace.left_at > LATE_FILING:
        hours = int((trace.filed_at - trace.left_at).total_seconds() // 3600)
        found.append(Hint(trace.visit, Sign.FILED_LATE, data={"hours": hours}))
    return found


def of_neighbours(traces: Iterable[Trace]) -> list[Hint]:
    """What the visits of one technician show against each other, in the order of arrival: two at once, or a way that
    nobody travels in that time. The later one carries the hint."""
    found: list[Hint] = []
    before: Trace | None = None
    for trace in sorted(
        (each for each in traces if each.arrived_at and each.left_at), key=lambda each: each.arrived_at
    ):
        if before is not None:
            found += _against(before, trace)
        if before is None or trace.left_at >= before.left_at:
            before = trace
    return found


def _against(before: Trace, after: Trace) -> list[Hint]:
    gap = after.arrived_at - before.left_at
    if gap < timedelta(0):
        return [Hint(after.visit, Sign.OVERLAP, before.visit)]
    least = SHORTEST_WAY_OUT if before.outside or after.outside else SHORTEST_WAY
    if before.customer != after.customer and gap < least:
        minutes = int(gap.total_seconds() // 60)
        return [Hint(after.visit, Sign.IMPOSSIBLE_TRAVEL, before.visit, {"minutes": minutes})]
    return []


def of_signatures(traces: Iterable[Trace]) -> list[Hint]:
    """Drawn signatures that came before, to the last point: nobody draws the same twice."""
    first: dict[str, str] = {}
    found = []
    for trace in traces:
        if not trace.signature:
            continue
        known = first.setdefault(trace.signature, trace.visit)
        if known != trace.visit:
            found.append(Hint(trace.visit, Sign.SAME_SIGNATURE, known))
    return found


def hints(traces: Iterable[Trace]) -> list[Hint]:
    """Every hint on these receipts, given in the order in which they were filed."""
    traces = list(traces)
    by_person: dict[object, list[Trace]] = {}
    for trace in traces:
        by_person.setdefault(trace.technician, []).append(trace)
    found = [hint for trace in traces for hint in of_one(trace)]
    found += [hint for own in by_person.values() for hint in of_neighbours(own)]
    return found + of_signatures(traces)
