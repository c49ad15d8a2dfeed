"""formats.md: every bad row is listed (sheet, row, column, what is wrong, what is accepted); nothing is written."""

from datetime import date, datetime, time

import pytest
from django.utils import translation

from tests.workbook.conftest import told
from workbook import faults

# sheet, position of the row from 0, column, what is put there, the fault
PLANTED = [
    ("staff", 0, "staff_no", None, "empty"),
    ("staff", 0, "staff_no", "T/01", "number_form"),
    ("staff", 1, "staff_no", "t01", "twice"),
    ("staff", 0, "name", "   ", "empty"),
    ("staff", 0, "name", "长" * 61, "too_long"),
    ("staff", 0, "roles", None, "empty"),
    ("staff", 0, "roles", "technician, boss", "code"),
    ("staff", 0, "in_station", "maybe", "yes_no"),
    ("staff", 0, "active_to", date(2024, 3, 31), "before"),
    ("staff", 0, "active_from", "1/4/2024", "date"),
    ("customers", 0, "customer_no", "K" * 21, "too_long"),
    ("customers", 1, "customer_no", "K0001", "twice"),
    ("customers", 0, "name", "😀" * 10_000, "too_long"),
    ("customers", 0, "tier", "vip", "code"),
    ("customers", 0, "tier", None, "empty"),
    ("customers", 0, "agent_kind", None, "agent_kind_missing"),
    ("customers", 2, "agent_kind", "local", "agent_kind_without_agent"),
    ("customers", 0, "phone", 1.3e18, "digits_lost"),
    ("customers", 0, "phone", date(2026, 3, 1), "is_date"),
    ("customers", 0, "contact", True, "is_logical"),
    ("customers", 0, "name", "=A1&B1", "formula"),
    ("customers", 0, "name", "#N/A", "error_cell"),
    ("customers", 0, "contact", "坏\x85了", "control"),
    ("customers", 0, "in_urban_area", 1, "yes_no"),
    ("machines", 0, "customer_no", "K9999", "unknown"),
    ("machines", 0, "category", "toaster", "code"),
    ("machines", 0, "brand_class", "品牌", "code"),
    ("machines", 0, "purchased_on", date(2026, 10, 16), "future"),
    ("machines", 0, "purchased_on", "2026-02-30", "date"),
    ("machines", 0, "purchased_on", date(1901, 1, 1), "year"),
    ("machines", 0, "purchased_on", 45000, "date"),
    ("machines", 0, "sale_price", -1, "negative"),
    ("machines", 0, "sale_price", "1,200.00", "thousands"),
    ("machines", 0, "sale_price", "about 100", "money"),
    ("machines", 0, "sale_price", 12.345, "decimals"),
    ("machines", 0, "cost", 10**12, "money_large"),
    ("machines", 0, "cost", "NaN", "money"),
    ("jobs", 0, "customer_no", "K9999", "unknown"),
    ("jobs", 0, "customer_no", None, "empty"),
    ("jobs", 0, "machine_no", "J9999", "unknown"),
    ("jobs", 0, "machine_no", "J0002", "machine_of_another"),
    ("jobs", 0, "domain", "firmware", "code"),
    ("jobs", 0, "severity", None, "empty"),
    ("jobs", 0, "purpose", "fun", "code"),
    ("jobs", 0, "repeat", "often", "yes_no"),
    ("jobs", 0, "fault", None, "empty"),
    ("jobs", 0, "opened_at", None, "empty"),
    ("jobs", 0, "opened_at", "2026-10-10 25:00", "time"),
    ("jobs", 0, "opened_at", "10 October", "time"),
    ("jobs", 0, "opened_at", time(8, 30), "time"),
    ("jobs", 0, "opened_at", datetime(2026, 11, 16, 8, 0), "ahead"),
    ("jobs", 0, "closed_at", datetime(2026, 10, 10, 11, 18), "before"),
    ("jobs", 1, "job_no", "G0001", "twice"),
    ("visits", 0, "receipt_no", None, "empty"),
    ("visits", 0, "receipt_no", "S 1", "number_form"),
    ("visits", 1, "receipt_no", "S0001", "twice"),
    ("visits", 0, "technician", None, "empty"),
    ("visits", 0, "technician", "T99", "unknown"),
    ("visits", 0, "customer_no", "K9999", "unknown"),
    ("visits", 0, "machine_no", "J9999", "unknown"),
    ("visits", 0, "machine_no", "J0002", "machine_of_another"),
    ("visits", 1, "machine_count", 0, "whole"),
    ("visits", 0, "site_kind", "school", "code"),
    ("visits", 0, "domain", "firmware", "code"),
    ("visits", 0, "contact", "长" * 61, "too_long"),
    ("visits", 0, "agreed_at", "8 October", "time"),
    ("visits", 0, "agreed_at", datetime(2026, 11, 16, 8, 0), "ahead"),
    ("visits", 0, "left_at", datetime(2026, 10, 8, 9, 19), "before"),
    ("visits", 0, "result", "done", "code"),
    ("visits", 0, "verdict", "happy", "code"),
    ("visits", 0, "signed", "perhaps", "yes_no"),
    ("visits", 0, "shoe_covers", "blue", "code"),
    ("visits", 0, "smoked", 2, "yes_no"),
    ("visits", 0, "fare_out", -4, "negative"),
    ("visits", 0, "fare_back", "4.505", "decimals"),
    ("visits", 0, "revenue", "eighty", "money"),
    ("returned_goods", 0, "item_no", None, "empty"),
    ("returned_goods", 0, "product", None, "empty"),
    ("returned_goods", 0, "condition", "broken", "code"),
    ("returned_goods", 0, "price_today", "-5", "negative"),
    ("returned_goods", 0, "purchased_on", date(2026, 10, 6), "after"),
    ("returned_goods", 0, "received_at", None, "empty"),
    ("returned_goods", 0, "received_by", "C99", "unknown"),
    ("returned_goods", 0, "holder", "T99", "unknown"),
    ("returned_goods", 0, "remedy", "scrap", "code"),
    ("returned_goods", 1, "customer_no", "K0003", "voucher_of_another"),
    ("returned_goods", 0, "sent_to_supplier_on", date(2027, 1, 1), "ahead"),
    ("returned_goods", 0, "delivered_at", datetime(2026, 10, 5, 14, 7), "before"),
    ("returned_goods", 1, "delivery_kind", "shipped", "without_delivery"),
    ("returned_goods", 1, "signed", "yes", "without_delivery"),
    ("returned_goods", 0, "signed", "signed", "yes_no"),
    ("revenue", 0, "revenue_no", None, "empty"),
    ("revenue", 0, "staff_no", "T99", "unknown"),
    ("revenue", 0, "on", "6 October", "date"),
    ("revenue", 0, "amount", "-1", "negative"),
    ("revenue", 0, "handed_in_on", date(2027, 1, 1), "ahead"),
    ("incidents", 1, "incident_no", "E0001", "twice"),
    ("incidents", 0, "kind", "S-R4", "code"),
    ("incidents", 0, "staff_no", None, "nobody_named"),
    ("incidents", 0, "receipt_no", "S9999", "unknown"),
    ("incidents", 0, "item_no", "F9999", "unknown"),
    ("incidents", 1, "amount", None, "amount_missing"),
    ("incidents", 1, "amount", "1,500", "thousands"),
]
# The fault is told where it shows, which is not always where it was planted.
ELSEWHERE = {("returned_goods", "customer_no", "voucher_of_another"): "voucher_no"}


@pytest.mark.parametrize(("sheet", "place", "column", "value", "code"), PLANTED)
def test_a_fault_is_named_by_sheet_row_and_column(take, shop, contents, sheet, place, column, value, code):
    before = contents()
    shop[sheet][place][column] = value
    report = take(shop)
    told_at = ELSEWHERE.get((sheet, column, code), column)
    assert (sheet, place + 2, told_at, code) in told(report)
    assert contents() == before


def test_one_mistake_is_told_once(take, shop):
    """A customer whose tier is wrong is still the customer whom machines, jobs and goods name."""
    shop["customers"][3]["tier"] = "vip"
    assert told(take(shop)) == [("customers", 5, "tier", "code")]


@pytest.mark.parametrize(
    ("sheet", "place"), [("machines", 0), ("machines", 1), ("jobs", 0), ("visits", 0), ("returned_goods", 0)]
)
def test_a_customer_whom_nobody_knows_makes_no_fault_of_what_they_own(take, shop, sheet, place):
    shop["returned_goods"][1].update(customer_no=shop["returned_goods"][0]["customer_no"], voucher_no="P1")
    shop["returned_goods"][0]["voucher_no"] = "P1"
    shop[sheet][place]["customer_no"] = "K9999"
    assert told(take(shop)) == [(sheet, place + 2, "customer_no", "unknown")]


def test_all_faults_are_listed_together_and_nothing_is_written(take, shop, contents):
    before = contents()
    spoiled = set()
    expected = []
    for sheet, place, column, value, code in PLANTED:
        if (
            column in {"staff_no", "customer_no", "item_no", "job_no", "receipt_no"}
            or (sheet, place, column) in spoiled
        ):
            continue
        spoiled.add((sheet, place, column))
        shop[sheet][place][column] = value
        expected.append((sheet, place + 2, column, code))
    report = take(shop)
    assert len(expected) > 30
    # a spoiled neighbour can hide what two columns say together, nothing else
    hidden = {"before", "after", "agent_kind_missing", "without_delivery", "machine_of_another"}
    missing = [fault for fault in expected if fault not in told(report) and fault[3] not in hidden]
    assert missing == []
    assert not report.taken
    assert contents() == before


def test_faults_come_in_the_order_of_the_file(take, shop):
    shop["jobs"][1]["severity"] = "?"
    shop["jobs"][0]["purpose"] = "?"
    shop["jobs"][0]["domain"] = "?"
    shop["staff"][2]["roles"] = "?"
    assert [fault[:3] for fault in told(take(shop))] == [
        ("staff", 4, "roles"), ("jobs", 2, "domain"), ("jobs", 2, "purpose"), ("jobs", 3, "severity"),
    ]  # fmt: skip


def test_two_rows_with_one_number_are_both_named(take, shop):
    shop["jobs"][2]["job_no"] = "G0001"
    (fault,) = take(shop).faults
    assert (fault.row, fault.data["first"]) == (4, 2)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_fault_has_words_for_what_is_wrong_and_what_is_accepted(take, shop, language):
    for sheet, place, column, value, _code in PLANTED:
        shop[sheet][place][column] = value
    report = take(shop)
    with translation.override(language):
        for fault in report.faults:
            assert "%" not in faults.what(fault)
            assert faults.accepted(fault)


def test_what_is_accepted_names_the_codes_or_their_labels(take, shop):
    shop["customers"][0]["tier"] = "vip"
    fault = next(fault for fault in take(shop).faults if fault.column == "tier")
    with translation.override("en"):
        assert faults.what(fault) == "“vip” is not known"
        assert faults.accepted(fault) == "one of agent, industry, network, quasi_industry, other"
    with translation.override("zh-hans"):
        assert "准行业客户" in faults.accepted(fault)
