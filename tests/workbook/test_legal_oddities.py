"""What looks odd but happens in real books is taken in; "empty means unknown" (formats.md)."""

from datetime import date, datetime

import pytest


@pytest.mark.parametrize(
    ("sheet", "column", "value"),
    [
        ("returned_goods", "delivered_at", datetime(2026, 10, 16, 18, 0)),  # tomorrow, by a clock that is a day fast
        ("returned_goods", "back_from_supplier_on", date(2026, 10, 6)),  # before the supplier confirmed
        ("returned_goods", "reported_at", datetime(2026, 10, 6, 8, 0)),  # reported first, explained later
        ("returned_goods", "estimate", date(2027, 3, 1)),
        ("returned_goods", "received_by", None),
        ("returned_goods", "signed", None),
        ("returned_goods", "fault", None),
        ("returned_goods", "remedy", None),
        ("returned_goods", "purchased_on", date(2026, 10, 5)),  # bought and brought back on one day
        ("staff", "active_to", date(2030, 1, 1)),
        ("staff", "active_to", date(2024, 4, 1)),  # one day only
        ("staff", "in_station", None),
        ("jobs", "opened_at", datetime(2026, 11, 15, 9, 59)),  # 31 days ahead
        ("jobs", "machine_no", None),
        ("machines", "sale_price", 0),
        ("customers", "phone", None),
    ],
)
def test_it_is_taken_in(take, shop, sheet, column, value):
    shop[sheet][0][column] = value
    assert take(shop).faults == []


def test_goods_that_are_still_here_may_say_that_nobody_signed(take, shop):
    shop["returned_goods"][1]["signed"] = "no"
    assert take(shop).faults == []


def test_references_may_be_to_what_the_desk_has(take, shop):
    take({name: shop[name] for name in ("staff", "customers", "machines")})
    assert take({name: shop[name] for name in ("jobs", "returned_goods")}).faults == []


def test_a_staff_number_is_the_same_in_any_case(take, shop):
    """People sign in with theirs in any case."""
    shop["returned_goods"][0]["holder"] = "t01"
    assert take(shop).faults == []
