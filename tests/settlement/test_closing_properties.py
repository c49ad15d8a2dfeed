"""S7: whatever is found after a month was closed, what was frozen and what is carried sum to what the month is now."""

from decimal import Decimal

from hypothesis import given

from settlement.policies import sheets
from settlement.policies.closing import late_lines
from tests.settlement.facts import AFTER, OCTOBER
from tests.settlement.strategies import PEOPLE, any_facts, any_numbers


def lines_of(facts, numbers) -> dict[str, list]:
    """October's lines by person."""
    found = dict.fromkeys(PEOPLE, ())
    return found | {sheet.person: sheet.lines for sheet in sheets(OCTOBER, facts, numbers=numbers, now=AFTER)}


def total(lines) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


@given(any_facts(), any_numbers())
def test_closing_and_computing_again_changes_nothing(facts, numbers):
    for frozen in lines_of(facts, numbers).values():
        assert late_lines(frozen, frozen, of=OCTOBER) == []


@given(any_facts(), any_facts(), any_numbers())
def test_what_was_frozen_and_what_is_late_sum_to_what_the_month_is_now(before, after, numbers):
    frozen, now = lines_of(before, numbers), lines_of(after, numbers)
    for person in PEOPLE:
        late = late_lines(now[person], frozen[person], of=OCTOBER)
        assert total(frozen[person]) + total(late) == total(now[person])
        assert {line.of for line in late} <= {str(OCTOBER)}


@given(any_facts(), any_facts(), any_numbers())
def test_what_was_carried_once_is_not_carried_again(before, after, numbers):
    frozen, now = lines_of(before, numbers), lines_of(after, numbers)
    for person in PEOPLE:
        late = late_lines(now[person], frozen[person], of=OCTOBER)
        assert late_lines(now[person], [*frozen[person], *late], of=OCTOBER) == []
        assert total(late_lines(frozen[person], [*frozen[person], *late], of=OCTOBER)) == -total(late)
