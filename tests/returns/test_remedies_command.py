"""`manage.py remedies`: a decision a line, wrong lines answered in their place, and no data touched."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

ROOT = Path(__file__).resolve().parents[2]
CASE = {
    "id": "c1",
    "customer": "county_agent",
    "consumer": False,
    "category": "board",
    "opened": False,
    "condition": "intact",
    "user_caused": False,
    "packaging_complete": True,
    "resaleable": True,
    "supplier_will_replace": False,
    "purchased_on": "2026-03-01",
    "on": "2026-03-11",
    "sale_price": "500.00",
    "cost": None,
    "price_today": "450.00",
    "new_price": "600",
    "repairs_done": 0,
    "in_guarantee": True,
    "same_model_available": True,
}
ANSWER = (
    '{"id": "c1", "refund": {"allowed": true, "rule": "W1", "until": "2026-03-11", "amount": "450.00"}, '
    '"exchange": {"allowed": true, "rule": "W2", "until": "2026-03-21", "credit": "450.00", "top_up": "150.00", '
    '"top_up_floor": null}, "swap": {"allowed": false, "rule": "W3", "until": null}, '
    '"repair": {"allowed": true, "rule": "W4", "free": true}}'
)


@pytest.fixture
def run(monkeypatch, db):
    """run(*lines) -> (lines answered, exit code)."""

    def make(*lines):
        monkeypatch.setattr(sys, "stdin", StringIO("".join(f"{line}\n" for line in lines)))
        out, code = StringIO(), 0
        try:
            call_command("remedies", stdout=out, stderr=StringIO())
        except SystemExit as end:
            code = end.code
        return out.getvalue().splitlines(), code

    return make


def test_the_answer_to_the_letter(run):
    assert run(json.dumps(CASE)) == ([ANSWER], 0)


def test_amounts_have_two_places_whatever_was_typed(run):
    lines, code = run(json.dumps({**CASE, "sale_price": "500", "price_today": 450, "new_price": "450.5"}))
    assert code == 0
    answer = json.loads(lines[0])
    assert (answer["refund"]["amount"], answer["exchange"]["top_up"]) == ("450.00", "0.50")


def test_empty_lines_are_passed_over(run):
    assert run("", json.dumps(CASE), "  ") == ([ANSWER], 0)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"customer": "household"}, "customer"),
        ({"purchased_on": "2026-02-30"}, "purchased_on: a day as YYYY-MM-DD"),
        ({"on": "20260311"}, "on: a day as YYYY-MM-DD"),
        ({"on": "2026-W11-3"}, "on: a day as YYYY-MM-DD"),
        ({"on": None}, "on: a day as YYYY-MM-DD"),
        ({"purchased_on": "2026-03-12"}, "purchased_on"),
        ({"sale_price": "-1"}, "sale_price"),
        ({"sale_price": "NaN"}, "sale_price"),
        ({"sale_price": "1e40"}, "sale_price"),
        ({"purchased_on": "9999-12-30", "on": "9999-12-31"}, ""),
        ({"sale_price": None}, "sale_price"),
        ({"repairs_done": True}, "repairs_done"),
        ({"opened": "yes"}, "opened"),
    ],
)
def test_a_wrong_line_is_answered_in_its_place_and_the_others_go_on(run, wrong, told):
    lines, code = run(json.dumps(CASE), json.dumps({**CASE, "id": "c2", **wrong}), json.dumps(CASE))
    assert code == 1
    assert (lines[0], lines[2]) == (ANSWER, ANSWER)
    refused = json.loads(lines[1])
    assert list(refused) == ["id", "error"]
    assert refused["id"] == "c2"
    assert told in refused["error"]


@pytest.mark.parametrize("line", ["{", "[]", "3", '"c"', "null", "{}"])
def test_what_is_no_case_is_told_too(run, line):
    lines, code = run(line, json.dumps(CASE))
    assert code == 1
    assert json.loads(lines[0])["id"] is None
    assert "error" in json.loads(lines[0])
    assert lines[1] == ANSWER


def test_it_writes_nothing(run):
    with CaptureQueriesContext(connection) as queries:
        run(*[json.dumps(CASE)] * 50)
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in queries.captured_queries)
    assert len(queries) < 10  # not one a line


def test_it_works_where_no_desk_was_ever_set_up(tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", "remedies"],
        input=json.dumps(CASE) + "\n",
        env={**{k: v for k, v in os.environ.items() if k != "DATABASE_URL"}, "DATA_DIR": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout.splitlines(), done.returncode) == ([ANSWER], 0), done.stderr
