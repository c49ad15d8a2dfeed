"""S6, S10: whatever months follow one another, no cent is lost or paid twice."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from settlement.policies import Month, Rule
from settlement.policies.payout import RestVerdict, pay_out, rests_after
from tests.settlement.strategies import MONEY
from tests.settlement.test_s10_payout import line, sheet

FIRST = Month(2026, 1)
LIMITS = st.none() | st.decimals(min_value=0, max_value=300, places=2)
VERDICTS = st.lists(st.none() | st.sampled_from(RestVerdict), min_size=12, max_size=12)
MONTHS = st.lists(st.tuples(MONEY, MONEY, LIMITS, VERDICTS, st.dictionaries(st.integers(0, 11), MONEY)), max_size=8)


class Run:
    """Months paid out one after the other, with what was decided in between."""

    def __init__(self):
        self.month, self.rests, self.carried = FIRST, [], Decimal(0)
        self.paid = self.totals = Decimal(0)

    def step(self, earned, deducted, limit, verdicts=(), late=()):
        """Decides on what waits, then pays the next month out; `late` are deductions of earlier months given back."""
        self.rests = [
            replace(rest, verdict=rest.verdict or (verdicts[rest.month.number - 1] if verdicts else None))
            for rest in self.rests
        ]
        earlier = [(Month(2026, place + 1), amount) for place, amount in dict(late).items()]
        lines = [line(Rule.PAPERS, amount, self.month, of=str(of)) for of, amount in earlier if of < self.month]
        found = sheet(earned, deducted, self.month, *lines)
        payout = pay_out(found, limit=limit, brought=self.carried, rests=self.rests)
        before, self.rests = self.rests, rests_after(self.rests, payout, month=self.month)
        self.carried, self.month = payout.carried, self.month.following
        self.paid += payout.paid
        self.totals += found.total
        return found, payout, before

    @property
    def put_off(self) -> Decimal:
        return sum((rest.left for rest in self.rests), Decimal(0))


@given(MONTHS)
def test_what_is_paid_and_what_is_still_open_sum_to_the_totals(months):
    run = Run()
    for month in months:
        run.step(*month)
        assert run.paid + run.carried - run.put_off == run.totals
        assert run.carried <= 0
        assert all(rest.left > 0 for rest in run.rests)


@given(MONTHS)
def test_s10_of_what_a_month_earned_no_more_than_its_limit_is_withheld(months):
    run = Run()
    for month in months:
        found, payout, _before = run.step(*month)
        assert payout.paid >= 0
        if month[2] is not None:
            assert found.fares + found.subsidy + found.rewards - payout.paid <= month[2]


@given(MONTHS)
def test_what_nobody_decided_to_withhold_is_not_withheld_unless_it_is_given_back(months):
    run = Run()
    for month in months:
        _found, payout, before = run.step(*month)
        withheld = {of for of, _amount in payout.later}
        given = {of for of, amount in month[4].items() if amount}
        for rest in before:
            assert rest.verdict == RestVerdict.WITHHOLD or rest.month not in withheld or rest.month.number - 1 in given


@given(MONTHS)
def test_in_the_end_everything_is_paid_but_what_waits_and_what_was_let_go(months):
    run = Run()
    for month in months:
        run.step(*month)
    run.month = Month(2027, 1)
    for _month in range(3):
        run.step(Decimal(10_000), Decimal(0), None)
    assert run.carried == 0
    assert all(rest.verdict != RestVerdict.WITHHOLD for rest in run.rests)
    assert run.paid == run.totals + run.put_off
