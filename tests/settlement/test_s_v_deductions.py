"""S-V3, S-V4, S-V8, S-V9: what the desk finds on visits by itself."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.settlement.facts import at, of_t1, receipt, settle, told

LEFT = at(8)
ALL_FOUR = ("no_covers", "ate", "drank", "smoked")


def deducted(sheet) -> list:
    return [line for line in told(sheet) if line[3].startswith("-")]


def test_s_v3_dissatisfied():
    assert deducted(of_t1(receipts=[receipt(verdict="dissatisfied")])) == [("S-V3", "S1", 8, "-50.00")]


def test_s_v8_ten_for_each_item():
    assert deducted(of_t1(receipts=[receipt(misconduct=ALL_FOUR)])) == [("S-V8", "S1", 8, "-10.00")] * 4


@pytest.mark.parametrize(
    ("late", "explained", "charged"),
    [(15, None, False), (16, None, True), (16, -1, False), (16, 0, False), (16, 1, True)],
)
def test_s_v9_fifteen_minutes_and_an_explanation_beforehand(late, explained, charged):
    agreed = LEFT - timedelta(hours=2)
    told_at = None if explained is None else agreed + timedelta(minutes=explained)
    came = receipt(agreed_at=agreed, arrived_at=agreed + timedelta(minutes=late), delay_explained_at=told_at)
    assert deducted(of_t1(receipts=[came])) == ([("S-V9", "S1", 8, "-10.00")] if charged else [])


@pytest.mark.parametrize("filed", [True, False])
def test_s_v9_nobody_came_at_all(filed):
    agreed = at(20, 9)
    missed = receipt(
        left=agreed, left_at=None, arrived_at=None, agreed_at=agreed, filed=filed, complete=False, result=""
    )
    assert deducted(of_t1(receipts=[missed])) == [("S-V9", "S1", 20, "-10.00")]
    assert of_t1(receipts=[missed]).filed == filed
    assert deducted(of_t1(receipts=[missed], now=agreed + timedelta(minutes=15))) == []


def test_an_appointment_that_nobody_missed_yet_is_nothing():
    assert settle(receipts=[receipt(agreed_at=at(8), arrived_at=None, left_at=None, filed=False)], now=at(7)) == {}


@pytest.mark.parametrize(("hours", "minutes", "charged"), [(24, 0, False), (24, 1, True), (1, 0, False)])
def test_s_v4_exactly_24_hours_is_in_time(hours, minutes, charged):
    reported = LEFT + timedelta(hours=hours, minutes=minutes)
    sheet = of_t1(receipts=[receipt(result="not_solved", reported_at=reported)])
    lost = [("S-V4", "S1", 9, "-2.00"), ("S-V4", "S1", 9, "-100.00")]
    assert (deducted(sheet), sheet.forfeited) == (lost if charged else [], charged)


def test_s_v4_is_of_the_day_24_hours_after_leaving_and_takes_that_months_subsidy():
    left_to_die = receipt("S1", at(31, 15), result="not_solved", verdict="satisfied")
    other = receipt("S2", at(2, month=11))
    from settlement.policies import Month

    october, november = (
        of_t1(receipts=[left_to_die, other], month=month) for month in (Month(2026, 10), Month(2026, 11))
    )
    assert (october.forfeited, october.subsidy) == (False, Decimal(2))
    assert told(november) == [("S-V4", "S1", 1, "-2.00"), ("S-V4", "S1", 1, "-100.00"), ("S2", "S2", 2, "2.00")]


def test_s_v4_a_limit_that_has_not_passed_has_produced_nothing():
    sheet = of_t1(receipts=[receipt(result="not_solved")], now=LEFT + timedelta(hours=24))
    assert deducted(sheet) == []


def test_what_is_written_down_ahead_of_the_clock_is_late_only_once_the_limit_has_passed():
    agreed = LEFT - timedelta(hours=1)
    ahead = receipt(agreed_at=agreed, arrived_at=agreed + timedelta(minutes=16), result="not_solved")
    ahead = replace(ahead, reported_at=LEFT + timedelta(hours=24, minutes=1))
    assert deducted(of_t1(receipts=[ahead], now=agreed + timedelta(minutes=15))) == []
    assert deducted(of_t1(receipts=[ahead], now=LEFT + timedelta(hours=24))) == [("S-V9", "S1", 8, "-10.00")]
    assert [line[0] for line in deducted(of_t1(receipts=[ahead]))] == ["S-V9", "S-V4", "S-V4"]
