"""P and L6: how long the shop's own warranty lasts, by what was promised on the day of purchase."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from customers.policies import Promise, age, warranty
from rulebook.policies import DEFAULTS

BOUGHT = date(2025, 3, 1)


def promised(category, brand_class="brand", bought=BOUGHT, terms=DEFAULTS, in_repair=()):
    return warranty(category=category, brand_class=brand_class, bought=bought, terms=terms, in_repair=in_repair)


@pytest.mark.parametrize(
    ("category", "brand_class", "ends_on", "promise"),
    [
        ("desktop_host", "brand", date(2028, 3, 1), Promise.CATEGORY),
        ("laptop", "brand", date(2028, 3, 1), Promise.CATEGORY),
        ("tablet", "brand", date(2028, 3, 1), Promise.CATEGORY),
        ("monitor", "brand", date(2026, 3, 1), Promise.CATEGORY),
        ("monitor", "", date(2026, 3, 1), Promise.CATEGORY),
        ("desktop_host", "compatible", date(2026, 3, 1), Promise.COMPATIBLE),
        ("desktop_host", "", date(2026, 3, 1), Promise.COMPATIBLE_ASSUMED),
        ("printer", "brand", None, Promise.MAKER),
        ("memory", "", None, Promise.MAKER),
    ],
)
def test_terms_of_the_promise(category, brand_class, ends_on, promise):
    found = promised(category, brand_class)
    assert (found.ends_on, found.promise) == (ends_on, promise)


def test_the_last_day_counts():
    found = promised("monitor")
    assert found.covers(date(2026, 3, 1))
    assert not found.covers(date(2026, 3, 2))


def test_without_a_purchase_date_no_end_is_made_up():
    found = promised("laptop", bought=None)
    assert (found.years, found.ends_on, found.covers(BOUGHT)) == (3, None, False)


def test_a_leap_day_ends_on_the_28th():
    assert promised("monitor", bought=date(2024, 2, 29)).ends_on == date(2025, 2, 28)


def test_the_numbers_are_those_of_the_day_of_purchase():
    assert promised("laptop", terms=replace(DEFAULTS, warranty_years_laptop=2)).ends_on == date(2027, 3, 1)


def days(first, last):
    """A stay at the shop, counted in days after the purchase."""
    return BOUGHT + timedelta(days=first), BOUGHT + timedelta(days=last)


@pytest.mark.parametrize(
    ("stays", "added"),
    [
        ([], 0),
        ([(10, 17)], 7),
        ([(10, 10)], 0),
        ([(30, 35), (10, 17)], 12),
        ([(10, 20), (15, 25)], 15),
        ([(10, 20), (12, 15)], 10),
        ([(10, 20), (20, 30)], 20),
        ([(364, 369)], 5),  # begun in the last days
        ([(365, 375)], 10),  # on the last day
        ([(366, 376)], 0),  # a day too late
        ([(360, 370), (368, 380)], 20),  # in time because the first one moved the end
    ],
)
def test_l6_days_in_repair_do_not_count(stays, added):
    found = promised("monitor", in_repair=[days(*stay) for stay in stays])
    assert found.days_added == added
    assert found.ends_on == date(2026, 3, 1) + timedelta(days=added)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 3, 1), (0, 0)),
        (date(2025, 3, 31), (0, 0)),
        (date(2025, 4, 1), (0, 1)),
        (date(2026, 2, 28), (0, 11)),
        (date(2026, 3, 1), (1, 0)),
        (date(2028, 5, 2), (3, 2)),
        (date(2024, 1, 1), (0, 0)),
    ],
)
def test_age_in_whole_years_and_months(today, expected):
    assert age(BOUGHT, today) == expected
