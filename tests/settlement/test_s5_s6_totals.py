"""S5, S6, S13, the forfeits, and numbers that change within a month."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from rulebook.policies import Terms
from settlement.policies import Group, Numbers, Rule
from tests.settlement.facts import at, incident, of_t1, receipt, revenue, told


def test_s5_a_tenth_of_what_was_handed_in_half_a_cent_up():
    sheet = of_t1(
        receipts=[
            receipt(revenue=Decimal("80.25"), handed_in_on=date(2026, 10, 12)),
            receipt("S2", revenue=Decimal(9)),
        ],
        revenues=[revenue(amount="0.45"), revenue("R2", "500", None)],
    )
    assert [line for line in told(sheet) if line[0] == "S5"] == [("S5", "R1", 9, "0.05"), ("S5", "S1", 12, "8.03")]


def test_s5_is_of_the_month_of_handing_in():
    old = receipt(left=at(28, month=9), revenue=Decimal(100), handed_in_on=date(2026, 10, 2))
    assert told(of_t1(receipts=[old])) == [("S5", "S1", 2, "10.00")]


def test_s6_the_total_may_be_negative():
    sheet = of_t1(
        receipts=[receipt(fares=Decimal(8), misconduct=("ate",))],
        incidents=[incident(Rule.SUGGESTION, amount=Decimal(20)), incident(Rule.FINANCIAL, "E2", amount=Decimal(80))],
    )
    assert [sheet.of(group) for group in Group] == [Decimal(8), Decimal(2), Decimal(20), Decimal(-90)]
    assert sheet.total == Decimal(-60)


def test_a_forfeit_takes_the_subsidy_once_and_leaves_the_fares():
    sheet = of_t1(
        receipts=[receipt(fares=Decimal(8)), receipt("S2", at(20))],
        incidents=[incident(Rule.PRIVATE_JOB), incident(Rule.FALSIFIED, "E2", day=12)],
    )
    assert told(sheet) == [
        ("S1", "S1", 8, "8.00"), ("S2", "S1", 8, "2.00"), ("S-O1", "E1", 9, "-4.00"), ("S-O1", "E1", 9, "-100.00"),
        ("S-V6", "E2", 12, "-200.00"), ("S2", "S2", 20, "2.00"),
    ]  # fmt: skip
    assert (sheet.subsidy, sheet.deductions, sheet.subsidised) == (0, 300, 2)


def test_no_forfeit_line_where_there_was_no_subsidy():
    sheet = of_t1(incidents=[incident(Rule.PRIVATE_JOB)])
    assert (told(sheet), sheet.forfeited) == ([("S-O1", "E1", 9, "-100.00")], True)


def test_a_waived_cause_forfeits_nothing():
    waived = frozenset({("T1", "S-V6", "E1", "")})
    sheet = of_t1(receipts=[receipt()], incidents=[incident(Rule.FALSIFIED, receipt="S1")], waived=waived)
    assert (told(sheet), sheet.forfeited) == ([("S2", "S1", 8, "2.00")], False)
    assert [line.rule for line in sheet.waived] == [Rule.FALSIFIED]


def test_a_number_changed_from_the_15th_gives_lines_before_and_after_by_their_own_numbers():
    later = replace(
        Terms(), subsidy_ordinary=Decimal(5), conduct_deduction=Decimal(7), revenue_share_percent=Decimal(20)
    )
    changed = Numbers(((date.min, Terms()), (date(2026, 10, 15), later)))
    receipts = [receipt(f"S{day}", at(day), misconduct=("ate",)) for day in (14, 15)]
    sheet = of_t1(receipts=receipts, revenues=[revenue(day=14), revenue("R2", day=15)], numbers=changed)
    assert told(sheet) == [
        ("S-V8", "S14", 14, "-10.00"), ("S2", "S14", 14, "2.00"), ("S5", "R1", 14, "10.00"),
        ("S-V8", "S15", 15, "-7.00"), ("S2", "S15", 15, "5.00"), ("S5", "R2", 15, "20.00"),
    ]  # fmt: skip
