"""The way of a returned item from the counter to the customer's hands: one table of states, one of steps. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from returns.policies import PublicState, Remedy
from staff.policies import Action
from tickets.policies import Outcome


class State(StrEnum):
    """Where the customer's claim stands. What is the shop's own business afterwards (faulty goods that travel on to the
    supplier) is told by the item's open errands, not by its state."""

    RECEIVED = "received"
    CHOSEN = "chosen"
    HANDING_OVER = "handing_over"
    WITH_TECHNICIAN = "with_technician"
    QUOTED = "quoted"
    BASKET = "basket"
    AT_SUPPLIER = "at_supplier"
    OUTSIDE = "outside"
    READY = "ready"
    UNCOLLECTED = "uncollected"
    GIVEN_BACK = "given_back"
    LOST = "lost"
    SCRAPPED = "scrapped"


class Where(StrEnum):
    """Who has the goods."""

    STATION = "station"
    SUPPLIER = "supplier"
    REPAIRER = "repairer"
    CUSTOMER = "customer"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Meta:
    """What may follow a state, who has the goods in it, how it looks, and what the customer's own page calls it."""

    next: frozenset[State]
    where: Where
    badge: str
    icon: str
    public: PublicState


def _meta(*following: State, where=Where.STATION, badge="info", icon="tools", public=PublicState.IN_WORK) -> Meta:
    return Meta(frozenset(following), where, badge, icon, public)


_S = State
STATES: dict[State, Meta] = {
    _S.RECEIVED: _meta(
        _S.CHOSEN, _S.HANDING_OVER, _S.READY, _S.LOST,
        badge="warning", icon="box-arrow-in-down", public=PublicState.RECEIVED,
    ),
    _S.CHOSEN: _meta(
        _S.CHOSEN, _S.HANDING_OVER, _S.WITH_TECHNICIAN, _S.QUOTED, _S.BASKET, _S.OUTSIDE, _S.READY, _S.LOST,
        badge="warning", icon="signpost-split", public=PublicState.RECEIVED,
    ),
    _S.HANDING_OVER: _meta(_S.CHOSEN, _S.HANDING_OVER, _S.READY, _S.LOST, icon="arrow-left-right"),
    _S.WITH_TECHNICIAN: _meta(
        _S.WITH_TECHNICIAN, _S.CHOSEN, _S.HANDING_OVER, _S.QUOTED, _S.BASKET, _S.OUTSIDE, _S.READY, _S.LOST
    ),
    _S.QUOTED: _meta(
        _S.WITH_TECHNICIAN, _S.CHOSEN, _S.READY, _S.LOST,
        badge="warning", icon="chat-left-dots", public=PublicState.YOUR_ANSWER,
    ),
    _S.BASKET: _meta(_S.AT_SUPPLIER, _S.CHOSEN, _S.WITH_TECHNICIAN, _S.LOST, icon="basket"),
    _S.AT_SUPPLIER: _meta(
        _S.READY, _S.CHOSEN, _S.HANDING_OVER, _S.LOST, where=Where.SUPPLIER, icon="truck"
    ),
    _S.OUTSIDE: _meta(_S.READY, _S.CHOSEN, _S.LOST, where=Where.REPAIRER, icon="shop"),
    _S.READY: _meta(
        _S.GIVEN_BACK, _S.UNCOLLECTED, _S.WITH_TECHNICIAN, _S.CHOSEN, _S.HANDING_OVER, _S.SCRAPPED, _S.LOST,
        badge="success", icon="bag-check", public=PublicState.READY,
    ),
    _S.UNCOLLECTED: _meta(
        _S.GIVEN_BACK, _S.SCRAPPED, _S.LOST, badge="danger", icon="hourglass-bottom", public=PublicState.READY
    ),
    _S.GIVEN_BACK: _meta(
        where=Where.CUSTOMER, badge="success", icon="check-circle", public=PublicState.GIVEN_BACK
    ),
    _S.LOST: _meta(
        _S.RECEIVED, _S.AT_SUPPLIER, _S.OUTSIDE,
        where=Where.NOWHERE, badge="danger", icon="question-octagon", public=PublicState.ASK_US,
    ),
    _S.SCRAPPED: _meta(where=Where.NOWHERE, badge="secondary", icon="trash", public=PublicState.ENDED),
}  # fmt: skip
# The claim is over. A lost item that turns up again has its remedy chosen anew, or goes on where it is after all.
ENDED = (State.GIVEN_BACK, State.LOST, State.SCRAPPED)
IN_HOUSE = frozenset(state for state, meta in STATES.items() if meta.where == Where.STATION)


def may_move(old: str, new: str) -> bool:
    """Whether the table allows the move."""
    return State(new) in STATES[State(old)].next


class Finding(StrEnum):
    """What became of the goods: why they are ready, or how they ended."""

    REFUNDED = "refunded"
    EXCHANGED = "exchanged"
    SWAPPED = "swapped"
    REPAIRED = "repaired"
    GOOD_UNIT = "good_unit"
    NEW_UNIT = "new_unit"
    UNREPAIRABLE = "unrepairable"
    SUPPLIER_REFUSED = "supplier_refused"
    QUOTE_REFUSED = "quote_refused"
    WITHDRAWN = "withdrawn"


# With these the customer gets back what he brought, as it came.
UNSOLVED = frozenset(
    {Finding.UNREPAIRABLE, Finding.SUPPLIER_REFUSED, Finding.QUOTE_REFUSED, Finding.WITHDRAWN}
)  # fmt: skip


# With these the goods that came in stay with the shop.
BOUGHT_BACK = frozenset({Finding.REFUNDED, Finding.EXCHANGED, Finding.SWAPPED})


# With these it works again, though another unit may have come for it.
WORKS_AGAIN = frozenset({Finding.REPAIRED, Finding.GOOD_UNIT, Finding.NEW_UNIT})


def job_outcome(finding: str) -> Outcome:
    """How the job that was opened with the goods ends where nobody took it: repaired elsewhere it is solved, and what
    nobody could repair is not (T4); else the customer got money or other goods, or wanted nothing done."""
    if finding in WORKS_AGAIN:
        return Outcome.SOLVED
    tried = finding in (Finding.UNREPAIRABLE, Finding.SUPPLIER_REFUSED)
    return Outcome.UNSOLVED if tried else Outcome.CANCELLED


class Step(StrEnum):
    """What a person can do to an item on its page."""

    CHOOSE = "choose"
    EXPLAIN = "explain"
    CORRECT = "correct"
    GIVE_TO_TECHNICIAN = "give_to_technician"
    QUOTE = "quote"
    ANSWER_QUOTE = "answer_quote"
    WITHDRAW_QUOTE = "withdraw_quote"
    SETTLE_QUOTE = "settle_quote"
    INTO_BASKET = "into_basket"
    OUT_OF_BASKET = "out_of_basket"
    SUPPLIER_HAS_IT = "supplier_has_it"
    SUPPLIER_ASKED = "supplier_asked"
    BACK_FROM_SUPPLIER = "back_from_supplier"
    SEND_OUTSIDE = "send_outside"
    BACK_FROM_OUTSIDE = "back_from_outside"
    REPAIRED = "repaired"
    UNREPAIRABLE = "unrepairable"
    WITHDRAW = "withdraw"
    TELL_READY = "tell_ready"
    GIVE_BACK = "give_back"
    UNCOLLECTED = "uncollected"
    SCRAP = "scrap"
    LOSE = "lose"
    FIND = "find"


@dataclass(frozen=True)
class StepRule:
    """In which states a step is possible, and whose action allows it."""

    states: frozenset[State]
    action: Action


_DECIDE, _WORK, _GIVE, _MANAGE = Action.DECIDE_REMEDY, Action.WORK_GOODS, Action.GIVE_BACK, Action.MANAGE_GOODS


def _rule(action: Action, *states: State) -> StepRule:
    return StepRule(frozenset(states), action)


_ANY = frozenset(State)
_OPEN = _ANY - frozenset(ENDED)
_CHOOSABLE = (_S.RECEIVED, _S.CHOSEN, _S.HANDING_OVER, _S.WITH_TECHNICIAN, _S.AT_SUPPLIER, _S.READY)
_ON_THE_BENCH = (_S.CHOSEN, _S.WITH_TECHNICIAN)
STEPS: dict[Step, StepRule] = {
    Step.CHOOSE: _rule(_DECIDE, *_CHOOSABLE),
    Step.EXPLAIN: StepRule(_OPEN, _WORK),
    Step.CORRECT: _rule(Action.RECEIVE_GOODS, _S.RECEIVED, _S.CHOSEN, _S.WITH_TECHNICIAN, _S.QUOTED, _S.BASKET),
    Step.GIVE_TO_TECHNICIAN: _rule(_WORK, _S.CHOSEN, _S.WITH_TECHNICIAN, _S.READY),
    Step.QUOTE: _rule(_WORK, _S.CHOSEN, _S.WITH_TECHNICIAN, _S.AT_SUPPLIER, _S.OUTSIDE),
    Step.ANSWER_QUOTE: _rule(_WORK, _S.QUOTED, _S.AT_SUPPLIER, _S.OUTSIDE, _S.READY),
    Step.WITHDRAW_QUOTE: _rule(_WORK, _S.QUOTED, _S.CHOSEN, _S.WITH_TECHNICIAN, _S.AT_SUPPLIER, _S.OUTSIDE, _S.READY),
    Step.SETTLE_QUOTE: _rule(_WORK, _S.READY, _S.UNCOLLECTED),
    Step.INTO_BASKET: _rule(
        Action.SHIP_GOODS, _S.CHOSEN, _S.WITH_TECHNICIAN, _S.HANDING_OVER, _S.READY, _S.UNCOLLECTED, _S.GIVEN_BACK
    ),
    Step.OUT_OF_BASKET: StepRule(_ANY, Action.SHIP_GOODS),
    Step.SUPPLIER_HAS_IT: StepRule(_ANY, Action.SHIP_GOODS),
    Step.SUPPLIER_ASKED: StepRule(_ANY, Action.SHIP_GOODS),
    Step.BACK_FROM_SUPPLIER: StepRule(_ANY, Action.SHIP_GOODS),
    Step.SEND_OUTSIDE: _rule(_WORK, *_ON_THE_BENCH),
    Step.BACK_FROM_OUTSIDE: _rule(_WORK, _S.OUTSIDE, _S.LOST),
    Step.REPAIRED: _rule(_WORK, *_ON_THE_BENCH),
    Step.UNREPAIRABLE: _rule(_WORK, *_ON_THE_BENCH),
    Step.WITHDRAW: _rule(_DECIDE, _S.RECEIVED, _S.CHOSEN, _S.WITH_TECHNICIAN, _S.QUOTED),
    Step.TELL_READY: _rule(_GIVE, _S.READY, _S.UNCOLLECTED),
    Step.GIVE_BACK: _rule(_GIVE, _S.READY, _S.UNCOLLECTED),
    Step.UNCOLLECTED: _rule(_GIVE, _S.READY),
    Step.SCRAP: _rule(_MANAGE, _S.READY, _S.UNCOLLECTED),
    Step.LOSE: StepRule(_OPEN, _MANAGE),
    Step.FIND: _rule(_MANAGE, _S.LOST),
}


class Refusal(StrEnum):
    """Why a step is not possible: the item is in another state, or it is not this person's to do."""

    STATE = "state"
    PERSON = "person"


def refusal(step: Step, *, state: str, actions: frozenset[str]) -> Refusal | None:
    """Why someone who may do `actions` may not do the step to an item in this state; None when they may."""
    rule = STEPS[step]
    if State(state) not in rule.states:
        return Refusal.STATE
    return None if rule.action in actions else Refusal.PERSON


def whereabouts(*, state: str, ours: bool, at_supplier: bool) -> Where:
    """Who has the goods. Those that are the shop's own by now are in the house, unless the supplier has them."""
    where = STATES[State(state)].where
    if at_supplier:
        return Where.SUPPLIER
    return Where.STATION if ours and where == Where.CUSTOMER else where


def goods_are_ours(*, remedy: str, state: str, finding: str) -> bool:
    """Whether the goods belong to the shop by now: the customer has, or is getting, money or other goods for them."""
    handing_over = State(state) == State.HANDING_OVER and remedy in (Remedy.REFUND, Remedy.EXCHANGE, Remedy.SWAP)
    return handing_over or finding in BOUGHT_BACK
