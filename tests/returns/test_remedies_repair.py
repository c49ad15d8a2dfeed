"""W4, L4: repair is always possible; free in the guarantee period unless the user caused the damage."""

import pytest

from tests.returns.cases import AGENTS, EVERYONE_ELSE, decided


@pytest.mark.parametrize(
    ("in_guarantee", "user_caused", "rule", "free"),
    [(True, False, "W4", True), (True, True, "L4", False), (False, False, "L4", False), (False, True, "L4", False)],
)
@pytest.mark.parametrize("customer", [*AGENTS, *EVERYONE_ELSE])
def test_free_or_paid(customer, in_guarantee, user_caused, rule, free):
    for condition in ("intact", "faulty"):
        facts = {"customer": customer, "condition": condition, "in_guarantee": in_guarantee}
        repair = decided(**facts, user_caused=user_caused, after=900).repair
        assert (repair.allowed, repair.rule, repair.free) == (True, rule, free)
