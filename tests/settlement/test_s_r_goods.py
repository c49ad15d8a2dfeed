"""S-R2, S-R3, S-R4: goods that are late, unsigned or lost."""

from datetime import date
from decimal import Decimal

import pytest

from rulebook.policies import Terms
from settlement.policies import Month, Numbers, Rule, shares
from staff.policies import Employment
from tests.settlement.facts import at, incident, item, of_t1, settle, told

FIRST, SECOND = ("S-R4", "F1", 11, "-10.00"), ("S-R4", "F1", 21, "-10.00")


def october(day: int) -> date:
    return date(2026, 10, day)


def test_worked_example_5():
    assert told(of_t1(items=[item()])) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"back_on": october(11)}, []),
        ({"back_on": october(12)}, [FIRST]),
        ({"back_on": october(21)}, [FIRST]),
        ({"back_on": october(22)}, [FIRST, SECOND]),
        ({"explained_on": october(11), "reported_on": october(11)}, []),
        ({"explained_on": october(11)}, [FIRST]),
        ({"reported_on": october(21)}, [FIRST]),
        ({"explained_on": october(12), "reported_on": october(12)}, [FIRST]),
        ({"explained_on": october(22)}, [FIRST, SECOND]),
    ],
)
def test_s_r4_ten_days_then_twenty(fields, lines):
    assert told(of_t1(items=[item(**fields)])) == lines


def test_s_r4_the_day_itself_is_not_over():
    assert told(of_t1(items=[item()], now=at(11, 23, 59))) == []
    assert told(of_t1(items=[item()], now=at(12, 0, 0))) == [FIRST]


def test_s_r4_the_second_line_brings_the_sum_to_its_number():
    dear = Numbers.always(Terms(return_late_deduction=Decimal(15), return_very_late_deduction=Decimal(20)))
    assert [line[3] for line in told(of_t1(items=[item()], numbers=dear))] == ["-15.00", "-5.00"]


def test_s_r4_each_line_falls_in_the_month_of_its_day():
    late = item(received=15)
    assert told(of_t1(items=[late])) == [("S-R4", "F1", 25, "-10.00")]
    assert told(of_t1(items=[late], month=Month(2026, 11))) == [("S-R4", "F1", 4, "-10.00")]


def test_s_r3_on_the_day_of_delivery():
    given = item(back_on=october(6), unsigned=True)
    assert told(of_t1(items=[given])) == [("S-R3", "F1", 6, "-5.00")]


def test_worked_example_6():
    assert shares(Decimal(100), ["A", "B", "C"]) == [
        ("A", Decimal("33.34")), ("B", Decimal("33.33")), ("C", Decimal("33.33")),
    ]  # fmt: skip


def test_s_r2_nobody_named_is_shared_by_who_was_active_that_day():
    station = [
        ("T2", Employment(None, None)), ("T1", Employment(october(9), october(9))),
        ("T3", Employment(None, october(8))), ("T4", Employment(october(10), None)),
    ]  # fmt: skip
    sheets = settle(incidents=[incident(Rule.LOST, person="", amount=Decimal("0.01"))], station=station)
    assert {person: told(sheet) for person, sheet in sheets.items()} == {
        "T1": [("S-R2", "E1", 9, "-0.01")],
        "T2": [("S-R2", "E1", 9, "0.00")],
    }


def test_s_r2_who_is_named_bears_it_alone():
    found = settle(incidents=[incident(Rule.LOST, amount=Decimal(195))], station=[("T2", Employment(None, None))])
    assert {person: sheet.total for person, sheet in found.items()} == {"T1": Decimal(-195)}
