"""L5: a last day of the law that is not a working day moves to the next one; make-up workdays are working days."""

from datetime import date

import pytest

from tests.returns.cases import decided

HOUSEHOLD = {"customer": "other", "consumer": True, "condition": "faulty"}


@pytest.mark.parametrize(
    ("bought", "last", "why"),
    [
        ((2026, 3, 2), (2026, 3, 9), "a Monday stays"),
        ((2026, 3, 7), (2026, 3, 16), "Saturday 14 March → Monday"),
        ((2026, 3, 8), (2026, 3, 16), "Sunday 15 March → Monday"),
        ((2026, 9, 25), (2026, 10, 8), "2 October: over the whole National Day holiday"),
        ((2026, 10, 3), (2026, 10, 10), "Saturday 10 October is a make-up workday"),
        ((2026, 10, 4), (2026, 10, 12), "the Sunday behind it is none"),
        ((2026, 2, 8), (2026, 2, 24), "15 February: over the Spring Festival"),
        ((2026, 2, 7), (2026, 2, 14), "Saturday 14 February is a make-up workday"),
    ],
)
def test_the_seven_days(bought, last, why):
    bought, last = date(*bought), date(*last)
    for on, allowed in ((last, True), (date.fromordinal(last.toordinal() + 1), False)):
        refund = decided(**HOUSEHOLD, purchased_on=bought, on=on).refund
        assert (refund.allowed, refund.until) == (allowed, last), why


@pytest.mark.parametrize(
    ("bought", "last"),
    [((2026, 9, 17), (2026, 10, 8)), ((2026, 9, 25), (2026, 10, 10)), ((2026, 3, 6), (2026, 3, 23))],
)
def test_the_fifteen_days(bought, last):
    """Seen where W11 refuses W3's swap, so that only L2 can give it."""
    opened = {"category": "monitor", "opened": True, "supplier_will_replace": False}
    bought, last = date(*bought), date(*last)
    for on, answer in ((last, (True, "L2")), (date.fromordinal(last.toordinal() + 1), (False, "W11"))):
        swap = decided(**HOUSEHOLD, **opened, purchased_on=bought, on=on).swap
        assert (swap.allowed, swap.rule) == answer


def test_the_later_of_the_two_days_is_shown():
    """A local company's twenty days of W3 against L2's fifteen, which the Spring Festival moves to the 24th."""
    company = {**HOUSEHOLD, "customer": "local_company"}
    assert decided(**company, purchased_on=date(2026, 2, 1), on=date(2026, 2, 2)).swap.until == date(2026, 2, 24)
    assert decided(**company, purchased_on=date(2026, 3, 2), on=date(2026, 3, 3)).swap.until == date(2026, 3, 22)
