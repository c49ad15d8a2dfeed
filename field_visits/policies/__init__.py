"""Visits: their states, what may be done when and by whom, what a complete receipt holds (V2), conduct (V3), seals."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a visit is: agreed, on the way, at the customer's, its receipt filed, or cancelled."""

    AGREED = "agreed"
    OUT = "out"
    ON_SITE = "on_site"
    FILED = "filed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Meta:
    """What may follow a state, and how it looks."""

    next: frozenset[State]
    badge: str
    icon: str


STATES: dict[State, Meta] = {
    State.AGREED: Meta(frozenset({State.AGREED, State.OUT, State.ON_SITE, State.CANCELLED}), "info", "calendar-check"),
    State.OUT: Meta(frozenset({State.AGREED, State.ON_SITE, State.CANCELLED}), "warning", "bicycle"),
    State.ON_SITE: Meta(frozenset({State.ON_SITE, State.FILED}), "warning", "geo-alt"),
    State.FILED: Meta(frozenset({State.FILED}), "success", "file-earmark-check"),
    State.CANCELLED: Meta(frozenset(), "secondary", "x-circle"),
}
OPEN = frozenset({State.AGREED, State.OUT, State.ON_SITE})
UNDER_WAY = frozenset({State.OUT, State.ON_SITE})


def may_move(old: str, new: str) -> bool:
    """Whether the table allows the move."""
    return State(new) in STATES[State(old)].next


class SiteKind(StrEnum):
    """V8."""

    HOME_SINGLE = "home_single"
    OFFICE_SINGLE = "office_single"
    NETWORK = "network"
    NET_CAFE = "net_cafe"


class Result(StrEnum):
    """How a visit ended (B3, H3, V4)."""

    SOLVED = "solved"
    TAKEN_BACK = "taken_back"
    SECOND_VISIT = "second_visit"
    NOT_SOLVED = "not_solved"


class Verdict(StrEnum):
    """V3; left blank is the empty text."""

    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"


class ShoeCovers(StrEnum):
    YES = "yes"
    NO = "no"
    NA = "na"


class Channel(StrEnum):
    """How the customer's word came onto the receipt."""

    OWN_PHONE = "own_phone"
    THIS_SCREEN = "this_screen"


PHOTO_BEFORE, PHOTO_AFTER = "visit_before", "visit_after"  # the kinds of a visit's photos


class Means(StrEnum):
    """By what means a leg was travelled (V5)."""

    BUS = "bus"
    TAXI = "taxi"
    OWN = "own"
    COMPANY = "company"
    FOOT = "foot"
    OTHER = "other"


# What a person does to a visit.


class Step(StrEnum):
    MOVE = "move"
    CANCEL = "cancel"
    EXPLAIN = "explain"
    DEPART = "depart"
    TURN_BACK = "turn_back"
    ARRIVE = "arrive"
    NOTE = "note"
    FILE = "file"
    CORRECT = "correct"
    REPORT = "report"
    HAND_IN = "hand_in"


@dataclass(frozen=True)
class StepRule:
    """In which states a step is possible, whose action allows it for any visit, and whose for their own only."""

    states: frozenset[State]
    anybody: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


_DESK, _FILE = frozenset({"plan_visits"}), frozenset({"file_visit"})
_STEER, _MONEY = frozenset({"steer_visits"}), frozenset({"sign_money"})
_FILED = frozenset({State.FILED})

STEPS: dict[Step, StepRule] = {
    Step.MOVE: StepRule(frozenset({State.AGREED}), _DESK, own=_FILE),
    Step.CANCEL: StepRule(frozenset({State.AGREED, State.OUT}), _DESK, own=_FILE),
    Step.EXPLAIN: StepRule(frozenset({State.AGREED, State.OUT}), _DESK, own=_FILE),
    Step.DEPART: StepRule(frozenset({State.AGREED}), own=_FILE),
    Step.TURN_BACK: StepRule(frozenset({State.OUT}), own=_FILE),
    Step.ARRIVE: StepRule(frozenset({State.AGREED, State.OUT}), own=_FILE),
    Step.NOTE: StepRule(frozenset({State.ON_SITE}), own=_FILE),
    Step.FILE: StepRule(frozenset({State.ON_SITE}), own=_FILE),
    Step.CORRECT: StepRule(_FILED, _STEER, own=_FILE),
    Step.REPORT: StepRule(_FILED, own=_FILE),
    Step.HAND_IN: StepRule(_FILED, _MONEY),
}


class Refusal(StrEnum):
    """Why a step is not possible: the visit is in another state, or it is not this person's to do."""

    STATE = "state"
    PERSON = "person"


def refusal(step: Step, *, state: str, mine: bool, actions: frozenset[str]) -> Refusal | None:
    """Why somebody who may do `actions` may not do the step to this visit now; None when they may."""
    rule = STEPS[step]
    if not (rule.anybody & actions or (mine and rule.own & actions)):
        return Refusal.PERSON
    return None if State(state) in rule.states else Refusal.STATE


# A complete receipt.


class Need(StrEnum):
    """What V2 asks of a receipt, in its order; then what a result asks for beyond it (B3, H3, V4)."""

    CUSTOMER = "customer"
    CONTACT = "contact"
    ADDRESS = "address"
    MACHINE = "machine"
    SITE_KIND = "site_kind"
    DOMAIN = "domain"
    FAULT = "fault"
    WORK_DONE = "work_done"
    RESULT = "result"
    ARRIVED_AT = "arrived_at"
    LEFT_AT = "left_at"
    SIGNATURE = "signature"
    REPORT = "report"
    NEXT_AT = "next_at"
    TAKEN = "taken"


@dataclass(frozen=True)
class Facts:
    """What a receipt says, as far as V2 and the results ask. Empty text, 0, None and False are missing."""

    customer: object = None
    contact: str = ""
    address: str = ""
    machine: object = None
    machine_count: int | None = None
    site_kind: str = ""
    domain: str = ""
    fault: str = ""
    work_done: str = ""
    result: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    signed: bool | None = None


def missing(facts: Facts) -> list[Need]:
    """Everything that V2 misses in a receipt, in its order; empty when it is complete.

    Several machines are told by their number instead of one by its record. A verdict left blank is a verdict (V3);
    the signature under it is what counts.
    """
    there = {
        Need.CUSTOMER: facts.customer,
        Need.CONTACT: facts.contact.strip(),
        Need.ADDRESS: facts.address.strip(),
        Need.MACHINE: facts.machine or facts.machine_count,
        Need.SITE_KIND: facts.site_kind,
        Need.DOMAIN: facts.domain,
        Need.FAULT: facts.fault.strip(),
        Need.WORK_DONE: facts.work_done.strip(),
        Need.RESULT: facts.result,
        Need.ARRIVED_AT: facts.arrived_at,
        Need.LEFT_AT: facts.left_at,
        Need.SIGNATURE: facts.signed,
    }
    return [need for need, value in there.items() if not value]


def is_complete(facts: Facts) -> bool:
    """V2."""
    return not missing(facts)


def result_needs(*, result: str, report: str, next_at: datetime | None, taken: str) -> list[Need]:
    """What a result asks for before the receipt is filed: a report to the service manager where nothing was solved
    (V4), the time of the second visit, agreed at once (B3), and what was taken back (B3, H3)."""
    asked = {
        Result.NOT_SOLVED: (Need.REPORT, report.strip()),
        Result.SECOND_VISIT: (Need.NEXT_AT, next_at),
        Result.TAKEN_BACK: (Need.TAKEN, taken.strip()),
    }
    need, there = asked.get(result, (None, True))
    return [] if there else [need]


class Conduct(StrEnum):
    """What V3 notes of the technician's conduct (H2), each an item of S-V8."""

    NO_COVERS = "no_covers"
    ATE = "ate"
    DRANK = "drank"
    SMOKED = "smoked"


def misconduct(*, shoe_covers: str, ate: bool | None, drank: bool | None, smoked: bool | None) -> list[Conduct]:
    """The items that H2 forbids and the receipt notes; what is not known or does not apply is none."""
    noted = {
        Conduct.NO_COVERS: shoe_covers == ShoeCovers.NO,
        Conduct.ATE: ate,
        Conduct.DRANK: drank,
        Conduct.SMOKED: smoked,
    }
    return [item for item, yes in noted.items() if yes]


# The seal.


def seal_of(content: dict, *, previous: str = "") -> str:
    """The hash over a version's whole content (with the digests of its images) and the seal of the version before.

    The same content gives the same seal whatever the order of its keys; any other content another one.
    """
    text = json.dumps([previous, content], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differing(old: dict, new: dict) -> dict[str, list]:
    """What two versions say differently: {name: [old, new]}, in the order of the new one."""
    names = [*new, *(name for name in old if name not in new)]
    return {name: [old.get(name), new.get(name)] for name in names if old.get(name) != new.get(name)}
