"""S1, S2, S3: fares of every receipt, subsidy of those that are settled, and why others are not."""

from decimal import Decimal

import pytest

from settlement.policies import Rule
from tests.settlement.facts import at, incident, of_t1, receipt, told, unpaid

FARES = Decimal("8.50")


@pytest.mark.parametrize(
    ("site_kind", "amount"),
    [("home_single", "0.00"), ("office_single", "2.00"), ("network", "2.00"), ("net_cafe", "3.00")],
)
def test_s2_two_yuan_and_three_for_a_net_cafe(site_kind, amount):
    sheet = of_t1(receipts=[receipt(site_kind=site_kind)])
    assert f"{sheet.subsidy:.2f}" == amount  # one home of one receipt is above half of all (S4)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"complete": False}, "S3-incomplete"),
        ({"verdict": ""}, "S3-blank"),
        ({"verdict": "dissatisfied"}, "S3-dissatisfied"),
        ({"complete": False, "verdict": ""}, "S3-incomplete"),
    ],
)
def test_s3_unsettled_receipts_keep_their_fares(fields, reason):
    sheet = of_t1(receipts=[receipt(fares=FARES, **fields)])
    assert (sheet.filed, sheet.settled, sheet.subsidised) == (1, 0, 0)
    assert (sheet.fares, sheet.subsidy, unpaid(sheet)) == (FARES, 0, [("S1", reason)])


def test_s1_a_receipt_without_fares_has_no_line_for_them():
    assert told(of_t1(receipts=[receipt()])) == [("S2", "S1", 8, "2.00")]


def test_s_v6_a_falsified_receipt_earns_nothing_and_does_not_count():
    false = receipt("S2", fares=FARES, verdict="dissatisfied", misconduct=("ate",), revenue=Decimal(50))
    found = incident(Rule.FALSIFIED, receipt="S2")
    sheet = of_t1(receipts=[receipt(), false], incidents=[found])
    assert told(sheet) == [("S2", "S1", 8, "2.00"), ("S-V6", "E1", 9, "-2.00"), ("S-V6", "E1", 9, "-200.00")]
    assert (sheet.filed, sheet.forfeited, unpaid(sheet)) == (1, True, [("S2", "S-V6")])


def test_s_v6_counts_whatever_month_the_incident_is_in():
    from dataclasses import replace
    from datetime import date

    later = replace(incident(Rule.FALSIFIED, receipt="S1"), on=date(2026, 11, 20))
    sheet = of_t1(receipts=[receipt(fares=FARES)], incidents=[later])
    assert (sheet.lines, sheet.filed, unpaid(sheet)) == ((), 0, [("S1", "S-V6")])


def test_s_v5_is_not_settled_but_yields_its_deductions():
    odd = receipt(fares=FARES, misconduct=("smoked",))
    sheet = of_t1(receipts=[odd], incidents=[incident(Rule.AUTHORITY, receipt="S1", amount=Decimal(30))])
    assert told(sheet) == [("S-V8", "S1", 8, "-10.00"), ("S1", "S1", 8, "8.50"), ("S-V5", "E1", 9, "-30.00")]
    assert unpaid(sheet) == [("S1", "S-V5")]


def test_a_receipt_belongs_to_the_local_day_on_which_the_visit_ended():
    last, first = receipt("S1", at(31, 23, 59)), receipt("S2", at(1, 0, 0, month=11))
    assert told(of_t1(receipts=[last, first])) == [("S2", "S1", 31, "2.00")]
