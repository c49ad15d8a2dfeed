"""S7: closing and working out again changes nothing; with what is carried over, a closed month is always whole."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import given, settings

from settlement.policies import Facts, sheets
from settlement.policies.closing import late_lines
from tests.settlement.facts import AFTER, OCTOBER, at
from tests.settlement.strategies import any_facts, any_numbers

MIDDLE = at(20)


def lines_of(facts: Facts, numbers, now=AFTER) -> list:
    return [line for sheet in sheets(OCTOBER, facts, numbers=numbers, now=now) for line in sheet.lines]


def sums(*lines) -> dict[tuple, Decimal]:
    found = defaultdict(Decimal)
    for line in lines:
        found[(*line.key, line.part, line.on)] += line.amount
    return {key: amount for key, amount in found.items() if amount}


@given(any_facts(), any_numbers())
@settings(max_examples=50)
def test_working_out_again_changes_nothing(facts, numbers):
    assert late_lines(lines_of(facts, numbers), lines_of(facts, numbers), of=OCTOBER) == []


@given(any_facts(), any_facts(), any_numbers())
@settings(max_examples=50)
def test_frozen_and_carried_over_make_what_the_month_would_be(then, now, numbers):
    frozen, would_be = lines_of(then, numbers, MIDDLE), lines_of(now, numbers)
    late = late_lines(would_be, frozen, of=OCTOBER)
    assert sums(*frozen, *late) == sums(*would_be)
    assert all(line.of == "2026-10" and line.amount for line in late)


@given(any_facts(), any_facts(), any_numbers())
@settings(max_examples=50)
def test_what_was_carried_over_is_not_carried_again(then, now, numbers):
    frozen, would_be = lines_of(then, numbers, MIDDLE), lines_of(now, numbers)
    late = late_lines(would_be, frozen, of=OCTOBER)
    assert late_lines(would_be, [*frozen, *late], of=OCTOBER) == []
