"""What a cell may hold, kind by kind (formats.md: dates, times, yes/no, money; numbers as text stay as typed)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from servicedesk.clock import from_local
from workbook.cells import Bad, taken
from workbook.schema import CUSTOMERS, JOBS, MACHINES, STAFF, VISITS


def column(sheet, name):
    return sheet.by_name[name]


@pytest.mark.parametrize(
    ("sheet", "name", "value", "expected"),
    [
        (CUSTOMERS, "phone", 13812345678, "13812345678"),
        (CUSTOMERS, "phone", 13812345678.0, "13812345678"),
        (CUSTOMERS, "phone", "010-6234 5678", "010-6234 5678"),
        (MACHINES, "serial", 20241105, "20241105"),
        (MACHINES, "model", 2.5, "2.5"),
        (CUSTOMERS, "name", "  \u3000恒信\xa0", "恒信"),
        (CUSTOMERS, "address", "学院路\n1号", "学院路 1号"),
        (CUSTOMERS, "name", "龘靐 😀", "龘靐 😀"),
        (CUSTOMERS, "name", "", None),
        (CUSTOMERS, "name", "\u200b \t", None),
        (CUSTOMERS, "customer_no", 1001, "1001"),
        (CUSTOMERS, "customer_no", "客-07_a.1", "客-07_a.1"),
        (CUSTOMERS, "in_urban_area", "YES", True),
        (CUSTOMERS, "in_urban_area", "否", False),
        (CUSTOMERS, "in_urban_area", True, True),
        (STAFF, "roles", "counter，技术员; finance", frozenset({"counter", "technician", "finance"})),
        (STAFF, "roles", "technician", frozenset({"technician"})),
        (MACHINES, "category", "cpu", "cpu"),
        (MACHINES, "purchased_on", date(2026, 2, 28), date(2026, 2, 28)),
        (MACHINES, "purchased_on", datetime(2026, 2, 28, 15, 0), date(2026, 2, 28)),
        (MACHINES, "purchased_on", " 2026-02-28 ", date(2026, 2, 28)),
        (MACHINES, "sale_price", 360.25000000001, Decimal("360.25")),
        (MACHINES, "sale_price", 0.1 + 0.2, Decimal("0.30")),
        (MACHINES, "sale_price", "120.50", Decimal("120.50")),
        (MACHINES, "sale_price", "120.500", Decimal("120.50")),
        (MACHINES, "sale_price", 0, Decimal("0.00")),
        (MACHINES, "sale_price", 9999999999.99, Decimal("9999999999.99")),
        (VISITS, "machine_count", 12, 12),
        (VISITS, "machine_count", 12.0, 12),
    ],
)
def test_it_is_taken_as(sheet, name, value, expected):
    found = taken(column(sheet, name), value, "n")
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 10, 10, 11, 19), (2026, 10, 10, 11, 19)),
        (datetime(2026, 10, 10, 11, 18, 59, 999_600), (2026, 10, 10, 11, 19)),  # Excel's fraction of a day
        ("2026-10-10 11:19", (2026, 10, 10, 11, 19)),
        ("2026-10-10 11:19:30", (2026, 10, 10, 11, 19, 30)),
        ("2026-10-10", (2026, 10, 10)),  # many books know only the day: it counts as its beginning
        (date(2026, 10, 10), (2026, 10, 10)),
    ],
)
def test_times_are_the_shops_wall_clock(value, expected):
    assert taken(column(JOBS, "opened_at"), value, "n") == from_local(datetime(*expected))


@pytest.mark.parametrize(
    ("sheet", "name", "value", "code"),
    [
        (CUSTOMERS, "customer_no", "../admin", "number_form"),
        (CUSTOMERS, "customer_no", "K 1", "number_form"),
        (CUSTOMERS, "phone", 10**15, "digits_lost"),
        (CUSTOMERS, "phone", False, "is_logical"),
        (CUSTOMERS, "in_urban_area", "y", "yes_no"),
        (CUSTOMERS, "tier", 1, "code"),
        (STAFF, "roles", True, "code"),
        (MACHINES, "purchased_on", "2026/02/28", "date"),
        (MACHINES, "purchased_on", "2026-2-8", "date"),
        (MACHINES, "purchased_on", "２０２６-02-28", "date"),
        (MACHINES, "purchased_on", True, "date"),
        (MACHINES, "purchased_on", date(2101, 1, 1), "year"),
        (MACHINES, "sale_price", "1.234", "decimals"),
        (MACHINES, "sale_price", 1.234, "decimals"),
        (MACHINES, "sale_price", "¥120", "money"),
        (MACHINES, "sale_price", "1e3", "money"),
        (MACHINES, "sale_price", "12，000", "thousands"),
        (MACHINES, "sale_price", True, "money"),
        (MACHINES, "sale_price", float("inf"), "money_large"),
        (MACHINES, "sale_price", 10**400, "money_large"),
        (MACHINES, "sale_price", date(2026, 1, 1), "money"),
        (MACHINES, "sale_price", "-0.01", "negative"),
        (JOBS, "opened_at", datetime(9999, 12, 31, 23, 59, 59, 999_999), "year"),
        (JOBS, "opened_at", "2026-10-10T11:19", "time"),
        (JOBS, "opened_at", 46000.5, "time"),
        (VISITS, "machine_count", 1.5, "whole"),
        (VISITS, "machine_count", 0, "whole"),
        (VISITS, "machine_count", True, "whole"),
    ],
)
def test_it_is_refused_as(sheet, name, value, code):
    with pytest.raises(Bad) as bad:
        taken(column(sheet, name), value, "n")
    assert bad.value.code == code
