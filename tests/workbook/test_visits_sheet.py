"""formats.md, the sheet `visits`: every row is a filed receipt, taken in column by column, and compared later."""

from datetime import datetime
from decimal import Decimal

from django.utils import translation

from field_visits.models import Visit
from servicedesk.clock import from_local
from tests.workbook.conftest import told
from workbook import faults

KEPT = ("site_kind", "domain", "contact", "address", "fault", "work_done", "result", "verdict", "shoe_covers")
TIMES = ("agreed_at", "delay_explained_at", "departure_reported_at", "arrived_at", "left_at", "revenue_handed_in_at")


def test_a_receipt_keeps_every_column(take, shop):
    assert take(shop).faults == []
    visit, row = Visit.objects.get(receipt_no="S0001"), shop["visits"][0]
    for name in KEPT:
        assert getattr(visit, name) == row[name]
    for name in TIMES:
        assert getattr(visit, name) == from_local(row[name])
    people = (visit.technician.staff_no, visit.customer.customer_no, visit.machine.machine_no)
    assert people == ("T01", "K0003", "J0001")
    assert (visit.signed, visit.ate, visit.drank, visit.smoked) == (True, False, False, False)
    assert (visit.fare_out, visit.fare_back, visit.revenue) == (Decimal(4), Decimal("4.50"), Decimal(80))
    assert visit.missing == []


def test_what_is_empty_stays_unknown_and_incomplete(take, shop):
    take(shop)
    visit = Visit.objects.get(receipt_no="S0002")
    assert (visit.machine, visit.machine_count, visit.verdict, visit.signed) == (None, 3, "", False)
    assert (visit.agreed_at, visit.ate, visit.fare_out, visit.revenue) == (None, None, None, None)
    assert [str(need) for need in visit.missing] == [
        "contact", "address", "domain", "fault", "work_done", "left_at", "signature",
    ]  # fmt: skip


def test_a_row_is_a_filed_receipt_of_its_day(take, shop):
    take(shop)
    filed = dict(Visit.objects.filed().values_list("receipt_no", "filed_at"))
    assert filed == {
        "S0001": from_local(datetime(2026, 10, 8, 10, 5)), "S0002": from_local(datetime(2026, 10, 9, 9, 0)),
    }  # fmt: skip


def test_nobody_but_a_number_is_needed_of_a_customer(take, shop):
    shop["visits"][0] = {
        "receipt_no": "S1", "technician": "t01", "agreed_at": datetime(2026, 10, 8, 9, 0),
    }  # fmt: skip
    assert take(shop).faults == []
    assert Visit.objects.get(receipt_no="S1").customer is None


def test_the_same_receipts_again_change_nothing(take, shop, contents):
    take(shop)
    before = contents()
    report = take(shop)
    assert report.counts["visits"] == {"new": 0, "known": 2, "differs": 0}
    assert report.notes == []
    assert contents() == before


def test_a_receipt_that_says_something_else_is_noted_and_left(take, shop, contents):
    take(shop)
    before = contents()
    shop["visits"][0] |= {"verdict": "dissatisfied", "fare_out": 400, "technician": "C01"}
    report = take(shop)
    assert {note.column for note in report.notes} == {"verdict", "fare_out", "technician"}
    assert contents() == before


def test_a_receipt_of_no_day_and_money_handed_in_that_nobody_took_are_faults(take, shop, contents):
    before = contents()
    shop["visits"][1]["arrived_at"] = None
    shop["visits"][0]["revenue"] = None
    report = take(shop)
    assert told(report) == [
        ("visits", 2, "revenue_handed_in_at", "without_revenue"), ("visits", 3, "agreed_at", "no_day"),
    ]  # fmt: skip
    assert contents() == before
    for language in ("en", "zh-hans"):
        with translation.override(language):
            for fault in report.faults:
                assert "%" not in faults.what(fault) + faults.accepted(fault)


def test_a_number_of_ours_is_not_given_out_again(take, shop, now):
    from django.db import transaction

    from records.policies import number
    from records.services import next_number
    from servicedesk.clock import local_date

    shop["visits"][0]["receipt_no"] = number("HZ2610", 41)
    take(shop)
    with transaction.atomic():
        assert next_number(prefix="HZ", day=local_date(now)) == number("HZ2610", 42)
