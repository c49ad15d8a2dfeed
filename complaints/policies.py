"""Complaints (D9): their states, who does which step, and whom nobody may judge (R2). Pure."""

from dataclasses import dataclass
from enum import StrEnum

from staff.policies import Action


class State(StrEnum):
    """Where a complaint stands. Only one that was checked is decided; told with the decision, it ends."""

    OPEN = "open"
    CHECKED = "checked"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Meta:
    """What may follow a state, and how it looks."""

    next: frozenset[State]
    badge: str
    icon: str


_S = State
STATES: dict[State, Meta] = {
    _S.OPEN: Meta(frozenset({_S.CHECKED, _S.WITHDRAWN}), "warning", "chat-left-quote"),
    _S.CHECKED: Meta(frozenset({_S.UPHELD, _S.REJECTED, _S.WITHDRAWN}), "info", "search"),
    _S.UPHELD: Meta(frozenset(), "danger", "check-circle"),
    _S.REJECTED: Meta(frozenset(), "success", "dash-circle"),
    _S.WITHDRAWN: Meta(frozenset(), "secondary", "x-circle"),
}
OPEN_STATES = frozenset({_S.OPEN, _S.CHECKED})


def may_move(old: str, new: str) -> bool:
    """Whether the table allows the move."""
    return State(new) in STATES[State(old)].next


class Channel(StrEnum):
    """How a complaint came in, or how the customer was told."""

    PHONE = "phone"
    COUNTER = "counter"
    MESSAGE = "message"
    LETTER = "letter"
    VISIT = "visit"


class Step(StrEnum):
    """What a person can do to a complaint on its page."""

    ANSWER = "answer"
    CHECK = "check"
    DECIDE = "decide"
    NAME = "name"
    GIVE = "give"
    WITHDRAW = "withdraw"


@dataclass(frozen=True)
class StepRule:
    """In which states a step is possible, and whose action allows it."""

    states: frozenset[State]
    action: Action


STEPS: dict[Step, StepRule] = {
    Step.ANSWER: StepRule(OPEN_STATES, Action.WORK_COMPLAINT),
    Step.CHECK: StepRule(frozenset({State.OPEN}), Action.WORK_COMPLAINT),
    Step.DECIDE: StepRule(frozenset({State.CHECKED}), Action.DECIDE_COMPLAINT),
    Step.NAME: StepRule(OPEN_STATES, Action.WORK_COMPLAINT),
    Step.GIVE: StepRule(OPEN_STATES, Action.WORK_COMPLAINT),
    Step.WITHDRAW: StepRule(OPEN_STATES, Action.WORK_COMPLAINT),
}
_TURN = (Step.ANSWER, Step.CHECK, Step.DECIDE)


def steps_in_turn(*, is_answered: bool) -> list[Step]:
    """Every step, that whose turn it is first: another answer comes after what is still to be done."""
    ahead = sorted(_TURN, key=lambda step: is_answered and step == Step.ANSWER)
    return [*ahead, *(step for step in Step if step not in _TURN)]


JUDGING = frozenset({Step.CHECK, Step.DECIDE, Step.NAME, Step.WITHDRAW})


class Refusal(StrEnum):
    """Why a step is not possible: the state, the person's role, or that it is about this very person."""

    STATE = "state"
    PERSON = "person"
    OWN = "own"


def refusal(step: Step, *, state: str, is_about_me: bool, actions: frozenset[str]) -> Refusal | None:
    """Why somebody who may do `actions` may not do the step now; None when they may. Nobody checks, decides or
    closes a complaint about themself (R2)."""
    rule = STEPS[step]
    if State(state) not in rule.states:
        return Refusal.STATE
    if rule.action not in actions:
        return Refusal.PERSON
    return Refusal.OWN if is_about_me and step in JUDGING else None
