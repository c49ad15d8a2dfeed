"""formats.md, `settle`: only people with a receipt or a line; what is covered (S9) has no line."""

import json
from datetime import date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from tests.settlement.facts import AFTER
from tests.workbook.conftest import as_file

BOOK = {
    "staff": [
        {"staff_no": "T01", "name": "丁", "roles": "technician"},
        {"staff_no": "T02", "name": "田", "roles": "technician"},
        {"staff_no": "T03", "name": "佟", "roles": "technician"},
    ],
    "customers": [{"customer_no": "K1", "name": "第一中学", "tier": "industry"}],
    "visits": [
        {"receipt_no": "S1", "technician": "T03", "arrived_at": datetime(2026, 9, 30, 9, 0)},
    ],
    "returned_goods": [
        {
            "item_no": "F1", "customer_no": "K1", "product": "主板", "category": "board", "condition": "faulty",
            "received_at": datetime(2026, 9, 25, 9, 0), "received_by": "T01",
        },
    ],
    "incidents": [
        {"incident_no": "E1", "on": date(2026, 9, 30), "staff_no": "T02", "kind": "S-R6", "item_no": "F1"},
        {"incident_no": "E2", "on": date(2026, 10, 2), "staff_no": "T03", "kind": "S-V6", "receipt_no": "S1"},
    ],
}  # fmt: skip


@pytest.fixture
def settled(db, tmp_path):
    """settled(month, format) -> what the command prints of the workbook."""
    path = tmp_path / "shop.xlsx"
    path.write_bytes(as_file(BOOK).read())

    def make(month, format="json"):
        out = StringIO()
        call_command("settle", month, format=format, stdout=out)
        return out.getvalue()

    with time_machine.travel(AFTER, tick=False):
        call_command("import_workbook", str(path), lang="en", stdout=StringIO())
        yield make


def people(printed: str) -> list[str]:
    return [each["staff_no"] for each in json.loads(printed)["people"]]


def test_whose_only_line_is_covered_by_one_of_another_month_is_not_told(settled):
    assert people(settled("2026-09")) == ["T03"]
    assert people(settled("2026-10")) == ["T01", "T03"]
    assert "T02" not in settled("2026-09", "table")


def test_a_falsified_receipt_is_still_told_as_unpaid(settled):
    (falsifier,) = json.loads(settled("2026-09"))["people"]
    assert (falsifier["receipts_filed"], falsifier["lines"]) == (0, [])
    assert falsifier["unpaid"] == [{"source": "S1", "reason": "S-V6"}]
