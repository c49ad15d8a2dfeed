"""S4: home and software receipts above their share of all receipts earn no subsidy."""

from datetime import timedelta
from decimal import Decimal

import pytest

from rulebook.policies import Terms
from settlement.policies import Numbers, Rule
from tests.settlement.facts import OCTOBER, at, incident, of_t1, receipt, unpaid

START = at(1)


def month_of(kinds: str) -> list:
    """Receipts in the order of the letters: h home, s home and software, o office, n net café."""
    site = {"h": "home_single", "s": "home_single", "n": "net_cafe"}
    return [
        receipt(
            f"S{place:02}",
            START + timedelta(days=place),
            site_kind=site.get(letter, "office_single"),
            domain="software" if letter == "s" else "hardware",
        )
        for place, letter in enumerate(kinds)
    ]


def test_worked_example_4():
    sheet = of_t1(receipts=month_of("ssshhhhoon"))
    assert (sheet.home.most, sheet.software.most) == (5, 2)
    assert sheet.subsidy == Decimal(17)
    assert unpaid(sheet) == [("S02", "S4-software"), ("S06", "S4-home")]


def test_one_that_is_unpaid_uses_no_quota():
    sheet = of_t1(receipts=month_of("sssss"))  # two homes, one software
    assert [source for source, _why in unpaid(sheet)] == ["S01", "S02", "S03", "S04"]
    assert (sheet.home.used, sheet.software.used) == (1, 1)


def test_where_both_quotas_are_used_up_home_is_told():
    sheet = of_t1(receipts=month_of("shsoo"))
    assert unpaid(sheet) == [("S02", "S4-home")]


@pytest.mark.parametrize(("kinds", "most"), [("h", 0), ("ho", 1), ("hoo", 1), ("hooo", 2), ("hoooo", 2)])
def test_the_quota_is_rounded_down(kinds, most):
    assert of_t1(receipts=month_of(kinds)).home.most == most


def test_unsettled_receipts_count_among_all_but_use_nothing():
    receipts = month_of("hh") + [receipt("S90", at(20), verdict=""), receipt("S91", at(21), complete=False)]
    sheet = of_t1(receipts=receipts)
    assert (sheet.filed, sheet.settled, sheet.home.most, sheet.home.used) == (4, 2, 2, 2)


def test_falsified_receipts_do_not_count_among_all():
    false = [receipt("S90", at(20)), receipt("S91", at(21))]
    incidents = [incident(Rule.FALSIFIED, f"E{n}", receipt=f"S9{n}") for n in range(2)]
    assert of_t1(receipts=month_of("hh") + false, incidents=incidents).home.most == 1


def test_the_number_breaks_a_tie_of_time():
    twins = [receipt(number, at(5), site_kind="home_single") for number in ("S2", "S1")]
    assert unpaid(of_t1(receipts=twins)) == [("S2", "S4-home")]


def test_a_share_that_changes_within_the_month_counts_for_the_receipts_after_it():
    changed = Numbers(((OCTOBER.first, Terms()), (at(15).date(), Terms(home_share_percent=Decimal(100)))))
    receipts = [receipt(f"S{day:02}", at(day), site_kind="home_single") for day in (10, 11, 20, 21)]
    assert of_t1(receipts=receipts, numbers=changed).home.most == 3
