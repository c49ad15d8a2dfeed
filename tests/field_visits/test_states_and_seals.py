"""The tables of states and steps, conduct (V3), and the seal over a receipt."""

import pytest

from field_visits.policies import (
    STATES,
    STEPS,
    Conduct,
    Refusal,
    State,
    Step,
    differing,
    may_move,
    misconduct,
    refusal,
    seal_of,
)

OWN = frozenset({"file_visit"})


def test_a_filed_receipt_stays_filed_and_a_cancelled_visit_cancelled():
    assert STATES[State.FILED].next == {State.FILED}
    assert STATES[State.CANCELLED].next == frozenset()
    assert not may_move("agreed", "filed")
    assert may_move("on_site", "filed")


@pytest.mark.parametrize("step", [Step.DEPART, Step.ARRIVE, Step.NOTE, Step.FILE])
def test_only_the_technician_of_a_visit_carries_it_out(step):
    state = next(iter(STEPS[step].states))
    assert refusal(step, state=state, mine=True, actions=OWN) is None
    assert refusal(step, state=state, mine=False, actions=OWN) == Refusal.PERSON
    assert refusal(step, state=state, mine=False, actions=frozenset({"plan_visits", "steer_visits"})) == Refusal.PERSON


def test_every_step_is_refused_in_every_other_state():
    for step, rule in STEPS.items():
        for state in State:
            told = refusal(step, state=state, mine=True, actions=rule.anybody | rule.own)
            assert told == (None if state in rule.states else Refusal.STATE)


def test_v3_conduct_notes_what_h2_forbids():
    assert misconduct(shoe_covers="no", ate=True, drank=True, smoked=True) == list(Conduct)
    assert misconduct(shoe_covers="na", ate=False, drank=None, smoked=False) == []
    assert misconduct(shoe_covers="", ate=None, drank=None, smoked=None) == []


def test_a_seal_holds_for_the_same_content_and_breaks_for_any_other():
    content = {"fault": "不开机", "pictures": ["a", "b"]}
    seal = seal_of(content)
    assert seal == seal_of(dict(reversed(content.items())))
    assert seal != seal_of({**content, "fault": "不开机。"})
    assert seal != seal_of({**content, "pictures": ["b", "a"]})
    assert seal != seal_of(content, previous="x")


def test_versions_tell_what_they_say_differently():
    assert differing({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}) == {"b": [2, 3], "c": [None, 4]}
