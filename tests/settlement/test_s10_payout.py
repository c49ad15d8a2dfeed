"""S6, S10: what a sheet pays out, brings over and carries on; the example of docs/settlement.md."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from settlement.policies import Line, Month, Record, Rule, Sheet
from settlement.policies.payout import Rest, RestVerdict, pay_out, rests_after

OCTOBER = Month(2026, 10)
NOVEMBER, DECEMBER = OCTOBER.following, OCTOBER.following.following
NOTHING, LIMIT = Decimal(0), Decimal(200)  # a fifth of a wage of 1,000


def line(rule, amount, month=OCTOBER, of="") -> Line:
    return Line("T1", rule, "X", date(month.year, month.number, 5), Decimal(amount), Record.INCIDENT, of=of)


def sheet(earned, deducted, month=OCTOBER, *late) -> Sheet:
    lines = (line(Rule.REVENUE, earned, month), line(Rule.FINANCIAL, -Decimal(deducted), month), *late)
    return Sheet("T1", month, 0, 0, 0, False, lines, ())


def paid(found) -> tuple:
    return found.paid, found.carried, found.waits, found.withheld_later


def test_without_a_wage_what_is_below_zero_is_carried_until_it_is_earned():
    first = pay_out(sheet(60, 100), limit=None, brought=NOTHING, rests=())
    assert paid(first) == (0, -40, 0, 0)
    second = pay_out(sheet(50, 0, NOVEMBER), limit=None, brought=first.carried, rests=())
    assert paid(second) == (10, 0, 0, 0)


def test_the_example_of_the_documentation():
    october = pay_out(sheet(60, 350), limit=LIMIT, brought=NOTHING, rests=())
    assert paid(october) == (0, -140, 150, 0)
    rests = [replace(rest, verdict=RestVerdict.WITHHOLD) for rest in rests_after((), october, month=OCTOBER)]
    november = pay_out(sheet(500, 90, NOVEMBER), limit=LIMIT, brought=october.carried, rests=rests)
    assert paid(november) == (300, -30, 0, 0)  # 90 and 110 of what was brought over: no more than 200
    december = pay_out(
        sheet(300, 0, DECEMBER),
        limit=LIMIT,
        brought=november.carried,
        rests=rests_after(rests, november, month=NOVEMBER),
    )
    assert paid(december) == (120, 0, 0, 150)
    assert october.paid + november.paid + december.paid == -290 + 410 + 300


def test_s10_what_waits_is_not_withheld_before_it_is_decided_and_never_when_let_go():
    for verdict in (None, RestVerdict.LET_GO):
        rests = [Rest(OCTOBER, Decimal(150), verdict)]
        assert paid(pay_out(sheet(500, 0, NOVEMBER), limit=LIMIT, brought=NOTHING, rests=rests)) == (500, 0, 0, 0)


def test_s10_the_rest_is_withheld_within_the_limit_of_each_month_the_oldest_first():
    rests = [Rest(NOVEMBER, Decimal(90), RestVerdict.WITHHOLD), Rest(OCTOBER, Decimal(150), RestVerdict.WITHHOLD)]
    found = pay_out(sheet(500, 20, DECEMBER), limit=LIMIT, brought=NOTHING, rests=rests)
    assert found.later == ((OCTOBER, 150), (NOVEMBER, 30))
    assert paid(found) == (300, 0, 0, 180)
    assert rests_after(rests, found, month=DECEMBER) == [Rest(NOVEMBER, Decimal(60), RestVerdict.WITHHOLD)]


def test_s7_nothing_is_given_back_that_was_never_withheld():
    """October: 350 charged, 200 withheld. In November 300 of it prove unfounded: 50 should have been withheld."""
    back = line(Rule.FINANCIAL, 300, NOVEMBER, of="2026-10")
    for verdict in (None, *RestVerdict):
        rests = [Rest(OCTOBER, Decimal(150), verdict)]
        found = pay_out(sheet(0, 0, NOVEMBER, back), limit=LIMIT, brought=NOTHING, rests=rests)
        assert paid(found) == (150, 0, 0, 150)
        assert rests_after(rests, found, month=NOVEMBER) == []
