"""The tables of states and steps: from everywhere some path leads to the customer, and somebody can walk it."""

import inspect

import pytest

from returns import services
from returns.labels import STATE_LABELS
from returns.policies.states import ENDED, IN_HOUSE, STATES, STEPS, Refusal, State, Step, Where, refusal, whereabouts
from staff.policies import MAY, Role, actions_of
from tests.returns import walks, walks_repairs, walks_suppliers, walks_ways_back
from tests.returns.walking_books import reached

OPEN = [state for state in State if state not in ENDED]
# Made in the transaction of another service, or tried one by one in tests of their own.
NOT_WALKED = {
    "goods_receive_from_new", "goods_tell_ready", "goods_give_back", "items_into_basket", "handovers_make",
    "handovers_withdraw", "supplier_create", "supplier_update",
}  # fmt: skip


@pytest.mark.parametrize("state", OPEN)
def test_from_every_open_state_goods_can_reach_the_customer(state):
    assert State.GIVEN_BACK in reached(state)


@pytest.mark.parametrize("state", OPEN)
def test_somebody_can_go_on_in_every_open_state_otherwise_than_by_losing_it(state):
    steps = [step for step, rule in STEPS.items() if state in rule.states and step != Step.LOSE and MAY[rule.action]]
    signed = state == State.HANDING_OVER  # goes on when the hand-overs are signed
    assert signed or set(steps) - {Step.EXPLAIN, Step.CORRECT, Step.CHOOSE}
    assert Step.LOSE not in steps


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_words_and_a_place(state):
    assert str(STATE_LABELS[state])
    for ours in (True, False):
        assert whereabouts(state=state, ours=ours, at_supplier=True) == Where.SUPPLIER
        assert whereabouts(state=state, ours=ours, at_supplier=False) in Where


def test_what_is_over_stays_over_except_what_was_lost():
    assert STATES[State.GIVEN_BACK].next == STATES[State.SCRAPPED].next == frozenset()
    assert all(state not in ENDED for state in STATES[State.LOST].next)
    assert all(State.LOST in STATES[state].next for state in OPEN)
    assert State.GIVEN_BACK not in IN_HOUSE
    assert not {State.AT_SUPPLIER, State.OUTSIDE} & IN_HOUSE


def test_a4_nothing_is_given_back_that_is_not_here():
    """Give back what is at the supplier: the issue's own example of a wrong move."""
    before = {state for state, meta in STATES.items() if State.GIVEN_BACK in meta.next}
    assert before == {State.READY, State.UNCOLLECTED} == STEPS[Step.GIVE_BACK].states
    assert before <= IN_HOUSE


def test_every_step_is_refused_by_state_before_by_person():
    for step, rule in STEPS.items():
        for state in State:
            for role in Role:
                why = refusal(step, state=state, actions=frozenset(actions_of([role])))
                expected = None if role in MAY[rule.action] else Refusal.PERSON
                assert why == (expected if state in rule.states else Refusal.STATE), (step, state, role)


def test_every_service_is_tried_on_the_walks():
    """A service that nobody tries is one whose mistakes nobody sees."""
    tried = {name for module in (walks, walks_repairs, walks_suppliers, walks_ways_back) for name in vars(module)}
    exported = {name for name in services.__all__ if inspect.isfunction(getattr(services, name))}
    assert exported - tried == NOT_WALKED & exported
    assert exported >= NOT_WALKED
