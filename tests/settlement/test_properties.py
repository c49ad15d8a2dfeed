"""What holds of every set of facts there can be (S1–S9)."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from settlement.policies import Group, Rule, shares, sheets
from settlement.policies.rules import RULES
from tests.settlement.facts import AFTER, OCTOBER
from tests.settlement.strategies import MONEY, any_facts, any_numbers, waivable


def settled(facts, numbers):
    return sheets(OCTOBER, facts, numbers=numbers, now=AFTER)


@given(any_facts(), any_numbers())
def test_s6_the_lines_sum_to_the_total(facts, numbers):
    for sheet in settled(facts, numbers):
        assert sum((line.amount for line in sheet.lines), Decimal(0)) == sheet.total
        assert sheet.total == sheet.fares + sheet.subsidy + sheet.rewards - sheet.deductions
        assert all(line.person == sheet.person and OCTOBER.holds(line.on) for line in sheet.lines)


@given(any_facts(), any_numbers())
def test_no_line_is_there_twice_and_none_has_part_of_a_cent(facts, numbers):
    for sheet in settled(facts, numbers):
        named = [(*line.key, line.part) for line in sheet.lines]
        assert len(named) == len(set(named))
        assert all(line.amount == round(line.amount, 2) for line in sheet.lines)


@given(MONEY, st.integers(1, 40))
def test_s_r2_shares_sum_to_the_cent_and_differ_by_one_at_most(amount, count):
    parts = [part for _person, part in shares(amount, [f"T{place:02}" for place in range(count)])]
    assert sum(parts) == amount
    assert max(parts) - min(parts) <= Decimal("0.01")
    assert parts == sorted(parts, reverse=True)


@given(any_facts(), any_numbers(), st.randoms())
def test_the_order_in_which_records_were_entered_changes_nothing(facts, numbers, chance):
    mixed = {name: list(getattr(facts, name)) for name in ("receipts", "items", "revenues", "incidents", "station")}
    for records in mixed.values():
        chance.shuffle(records)
    assert settled(replace(facts, **mixed), numbers) == settled(facts, numbers)


@given(any_facts(), any_numbers())
def test_s4_quotas_hold_whatever_the_order(facts, numbers):
    for sheet in settled(facts, numbers):
        paid = {line.source for line in sheet.lines if line.rule == Rule.SUBSIDY}
        receipts = [receipt for receipt in facts.receipts if receipt.number in paid]
        homes = sum(receipt.site_kind == "home_single" for receipt in receipts)
        software = sum(receipt.domain == "software" for receipt in receipts)
        assert (homes, software) == (sheet.home.used, sheet.software.used)
        assert homes <= sheet.home.most <= sheet.filed
        assert software <= sheet.software.most <= sheet.filed


@given(any_facts(), any_numbers())
def test_every_filed_receipt_is_paid_or_told_why_not(facts, numbers):
    for sheet in settled(facts, numbers):
        paid = {line.source for line in sheet.lines if line.rule == Rule.SUBSIDY}
        told = {unpaid.source for unpaid in sheet.unpaid}
        own = {each.number for each in facts.receipts if each.person == sheet.person and OCTOBER.holds(each.day)}
        assert paid | told == own
        assert not paid & told


@given(any_facts(), any_numbers())
def test_s_v6_a_falsified_receipt_earns_nothing(facts, numbers):
    false = {each.receipt for each in facts.incidents if each.rule == Rule.FALSIFIED}
    for sheet in settled(facts, numbers):
        assert not [line for line in sheet.lines if line.source in false]


@given(any_facts(), any_numbers())
def test_a_forfeit_leaves_no_subsidy_and_all_fares(facts, numbers):
    for sheet in settled(facts, numbers):
        causes = [line for line in sheet.lines if RULES[line.rule].forfeits and line.group == Group.DEDUCTIONS]
        assert sheet.forfeited == bool(causes)
        if sheet.forfeited:
            assert sheet.subsidy == 0


@given(any_facts(), any_numbers(), st.data())
def test_s8_a_waived_line_does_not_count(facts, numbers, data):
    before = settled(facts, numbers)
    keys = waivable(before)
    waived = frozenset(data.draw(st.sets(st.sampled_from(keys))) if keys else ())
    after = settled(replace(facts, waived=waived), numbers)
    for sheet in after:
        assert not waived & {line.key for line in sheet.lines}
        assert {line.key for line in sheet.waived} <= waived


@given(any_facts(), any_numbers())
def test_s9_one_receipt_is_not_charged_for_a_verdict_and_a_complaint(facts, numbers):
    named = {each.number: each.receipt for each in facts.incidents if each.rule == Rule.COMPLAINT}
    charged = [line for sheet in settled(facts, numbers) for line in sheet.lines]
    verdicts = {line.source for line in charged if line.rule == Rule.DISSATISFIED}
    assert not verdicts & {named[line.source] for line in charged if line.rule == Rule.COMPLAINT}
