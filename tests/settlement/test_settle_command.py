"""formats.md, `settle`: a workbook brought into an empty desk, and what the command prints about its month."""

import json
from datetime import date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests.settlement.facts import AFTER
from tests.workbook.conftest import as_file

VISIT = {
    "technician": "T01", "customer_no": "K1", "machine_count": 1, "site_kind": "office_single", "domain": "hardware",
    "contact": "周", "address": "学院路1", "fault": "不开机", "work_done": "换电源", "result": "solved",
    "verdict": "satisfied", "signed": "yes", "shoe_covers": "na", "ate": "no", "drank": "no", "smoked": "no",
}  # fmt: skip


def visit(number: str, day: int, **fields) -> dict:
    left = datetime(2026, 10, day, 11, 0)
    return {"receipt_no": number, "arrived_at": left.replace(hour=10), "left_at": left, **VISIT, **fields}


BOOK = {
    "staff": [
        {"staff_no": "T02", "name": "田", "roles": "technician"},
        {"staff_no": "T01", "name": "丁", "roles": "technician"},
        {"staff_no": "W01", "name": "王", "roles": "warehouse", "in_station": "no"},
    ],
    "customers": [{"customer_no": "K1", "name": "第一中学", "tier": "industry"}],
    "visits": [
        visit("S1", 5, fare_out=4, fare_back="4.50", revenue=80, revenue_handed_in_at=datetime(2026, 11, 1, 9, 0)),
        visit("S2", 6, verdict="dissatisfied", ate="yes", shoe_covers="no"),
        visit("S3", 7, signed="no"),
        visit("S4", 8, technician="T02", agreed_at=datetime(2026, 10, 8, 9, 30), result="not_solved"),
        visit("S5", 9, technician="T02", site_kind="home_single", domain="software"),
    ],
    "returned_goods": [
        {
            "item_no": "F1", "customer_no": "K1", "product": "主板", "category": "board", "condition": "faulty",
            "received_at": datetime(2026, 10, 5, 9, 0), "received_by": "T01", "holder": "T02",
            "delivered_at": datetime(2026, 10, 20, 9, 0), "delivery_kind": "collected", "signed": "no",
        },
    ],
    "revenue": [
        {"revenue_no": "R1", "staff_no": "T01", "on": date(2026, 9, 30), "amount": 15.15,
         "handed_in_on": date(2026, 10, 4)},
    ],
    "incidents": [
        {"incident_no": "E1", "on": date(2026, 10, 9), "staff_no": "T01", "kind": "S-V7", "receipt_no": "S2"},
        {"incident_no": "E2", "on": date(2026, 10, 9), "kind": "S-R2", "amount": "10.01"},
        {"incident_no": "E3", "on": date(2026, 10, 9), "staff_no": "T02", "kind": "S-R6", "item_no": "F1"},
    ],
}  # fmt: skip
ANSWER = {
    "month": "2026-10",
    "people": [
        {
            "staff_no": "T01", "receipts_filed": 3, "receipts_settled": 1, "receipts_subsidised": 1, "fares": "8.50",
            "subsidy": "2.00", "rewards": "1.52", "deductions": "75.01", "forfeited": False, "total": "-62.99",
            "lines": [
                {"rule": "S5", "source": "R1", "on": "2026-10-04", "amount": "1.52"},
                {"rule": "S1", "source": "S1", "on": "2026-10-05", "amount": "8.50"},
                {"rule": "S2", "source": "S1", "on": "2026-10-05", "amount": "2.00"},
                {"rule": "S-V8", "source": "S2", "on": "2026-10-06", "amount": "-10.00"},
                {"rule": "S-V8", "source": "S2", "on": "2026-10-06", "amount": "-10.00"},
                {"rule": "S-R2", "source": "E2", "on": "2026-10-09", "amount": "-5.01"},
                {"rule": "S-V7", "source": "E1", "on": "2026-10-09", "amount": "-50.00"},
            ],
            "unpaid": [
                {"source": "S2", "reason": "S3-dissatisfied"}, {"source": "S3", "reason": "S3-incomplete"},
            ],
        },
        {
            "staff_no": "T02", "receipts_filed": 2, "receipts_settled": 2, "receipts_subsidised": 1, "fares": "0.00",
            "subsidy": "0.00", "rewards": "0.00", "deductions": "130.00", "forfeited": True, "total": "-130.00",
            "lines": [
                {"rule": "S-V9", "source": "S4", "on": "2026-10-08", "amount": "-10.00"},
                {"rule": "S2", "source": "S4", "on": "2026-10-08", "amount": "2.00"},
                {"rule": "S-R2", "source": "E2", "on": "2026-10-09", "amount": "-5.00"},
                {"rule": "S-V4", "source": "S4", "on": "2026-10-09", "amount": "-2.00"},
                {"rule": "S-V4", "source": "S4", "on": "2026-10-09", "amount": "-100.00"},
                {"rule": "S-R4", "source": "F1", "on": "2026-10-15", "amount": "-10.00"},
                {"rule": "S-R3", "source": "F1", "on": "2026-10-20", "amount": "-5.00"},
            ],
            "unpaid": [{"source": "S5", "reason": "S4-software"}],
        },
    ],
}  # fmt: skip


@pytest.fixture
def desk(db, tmp_path):
    """A desk that was empty until it took the workbook in, after the year's end."""
    path = tmp_path / "shop.xlsx"
    path.write_bytes(as_file(BOOK).read())
    with time_machine.travel(AFTER, tick=False):
        call_command("import_workbook", str(path), lang="en", stdout=StringIO())
        yield


def settled(*args: str) -> str:
    out = StringIO()
    call_command("settle", *args, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("desk")
def test_the_month_is_printed_as_the_formats_fix_it():
    printed = json.loads(settled("2026-10", "--format", "json"))
    for found, wanted in zip(printed["people"], ANSWER["people"], strict=True):
        assert found == wanted
    assert (list(printed), list(printed["people"][0])) == (["month", "people"], list(ANSWER["people"][0]))


@pytest.mark.usefixtures("desk")
def test_a_line_belongs_to_the_month_of_its_day():
    printed = json.loads(settled("2026-11", "--format", "json"))
    assert [line for sheet in printed["people"] for line in sheet["lines"]] == [
        {"rule": "S5", "source": "S1", "on": "2026-11-01", "amount": "8.00"},
    ]


@pytest.mark.usefixtures("desk")
def test_people_read_a_table():
    rows = settled("2026-10").splitlines()
    assert rows[1].split() == ["T01", "3/1/1", "8.50", "2.00", "1.52", "-75.01", "-62.99"]


@pytest.mark.django_db
@pytest.mark.parametrize("month", ["2026-13", "october", "2026-1", "202610"])
def test_what_is_no_month_is_said(month):
    with pytest.raises(CommandError, match="not a month"):
        settled(month)


@pytest.mark.usefixtures("desk")
def test_the_number_of_queries_does_not_depend_on_the_month(django_assert_num_queries):
    with django_assert_num_queries(18):
        settled("2026-10")
    with django_assert_num_queries(17):
        settled("2026-09")
