"""Every number holds from a date; what has come to pass keeps the numbers it came to pass under."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from rulebook.models import Parameter
from rulebook.selectors import terms_for, terms_on, terms_version

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 15)
DECEMBER = date(2026, 12, 1)

AS_WRITTEN = {  # the bold numbers, read off the rulebook
    "T4": {"repeat_days": 180},
    "D1": {"answer_hours": 24},
    "D2": {"supplier_confirm_days": 3, "supplier_confirm_opens": time(12), "supplier_confirm_due": time(18)},
    "D3": {"spare_days": 7, "spare_warn_days": 1},
    "D4": {"return_days": 10, "return_warn_first_days": 7, "return_warn_second_days": 9},
    "D5": {"return_late_days": 20},
    "D7": {"visit_grace_minutes": 15},
    "D8": {"onsite_hours_agent": 48, "onsite_hours_other": 48},
    "D9": {"complaint_answer_hours": 24, "complaint_check_days": 3},
    "W1": {"refund_days_county_agent": 10, "refund_days_local_company": 3},
    "W2": {"exchange_days_county_agent": 20, "exchange_days_local_company": 10},
    "W3": {"swap_days_county_agent": 30, "swap_days_local_company": 20, "swap_days_everyone_else": 30},
    "W8": {"wear_percent_per_day": Decimal("0.25")},
    "L": {"law_refund_days": 7, "law_exchange_days": 15, "law_repairs": 2},
    "S2": {"subsidy_ordinary": 2, "subsidy_net_cafe": 3},
    "S4": {"home_share_percent": 50, "software_share_percent": 20},
    "S5": {"revenue_share_percent": 10},
    "S10": {"wage_guard_percent": 20},
    "S-V": {"dissatisfied_deduction": 50, "unreported_deduction": 100, "falsified_deduction": 200},
    "S-V7": {"complaint_deduction": 50, "conduct_deduction": 10, "late_visit_deduction": 10},
    "S-R": {"unregistered_deduction": 10, "unsigned_deduction": 5, "papers_deduction": 5, "dragging_deduction": 10},
    "S-R4": {"return_late_deduction": 10, "return_very_late_deduction": 20},
    "S-O1": {"private_job_deduction": 100},
    "S13": {"suggestion_reward_least": 10, "suggestion_reward_most": 50},
    "P": {"repair_warranty_days": 180, "warranty_years_desktop_host": 3, "warranty_years_monitor": 1},
}


@pytest.mark.parametrize("rule", AS_WRITTEN)
def test_an_unchanged_desk_uses_the_numbers_of_the_rulebook(rule):
    terms = terms_on(TODAY)
    assert {key: getattr(terms, key) for key in AS_WRITTEN[rule]} == AS_WRITTEN[rule]


def test_a_change_holds_from_its_day_on_and_not_a_day_before(plan):
    plan("answer_hours", "12", from_=DECEMBER)
    assert terms_on(DECEMBER - timedelta(days=1)).answer_hours == 24
    assert terms_on(DECEMBER).answer_hours == 12
    assert terms_on(date(2030, 1, 1)).answer_hours == 12


def test_a_change_from_a_future_day_leaves_today_alone(plan):
    before = terms_on(TODAY)
    plan("answer_hours", "12")
    plan("wear_percent_per_day", "0.5")
    assert terms_on(TODAY) == before


def test_of_several_changes_the_latest_that_has_begun_holds(plan):
    plan("answer_hours", "12", from_=date(2027, 1, 1))
    plan("answer_hours", "8", from_=date(2026, 12, 1))
    assert [terms_on(date(2026, 12, 31)).answer_hours, terms_on(date(2027, 1, 1)).answer_hours] == [8, 12]


def test_many_days_are_read_at_once(plan, django_assert_num_queries):
    plan("answer_hours", "12", from_=DECEMBER)
    days = [TODAY, date(2026, 11, 30), DECEMBER]
    with django_assert_num_queries(1):
        found = terms_for(days)
    assert found == {day: terms_on(day) for day in days}


def test_reading_takes_one_query_whatever_has_changed(plan, django_assert_num_queries):
    plan("answer_hours", "12")
    plan("repeat_days", "90")
    with django_assert_num_queries(1):
        terms_on(DECEMBER)


def test_the_version_names_the_last_change_in_force(plan):
    assert terms_version(TODAY) == "rulebook"
    plan("answer_hours", "12", from_=DECEMBER)
    plan("repeat_days", "90", from_=date(2027, 1, 1))
    assert terms_version(date(2026, 11, 30)) == "rulebook"
    assert terms_version(date(2026, 12, 24)) == "2026-12-01"
    assert terms_on(date.fromisoformat(terms_version(date(2026, 12, 24)))) == terms_on(date(2026, 12, 24))


def test_a_number_of_an_older_version_of_the_desk_is_skipped(now):
    Parameter.objects.create(key="was_once_a_number", value="1", valid_from=TODAY, reason="-", at=now)
    assert terms_on(TODAY).answer_hours == 24


def test_a_number_outside_bounds_that_were_narrowed_later_still_holds(now):
    Parameter.objects.create(key="answer_hours", value="9000", valid_from=TODAY, reason="-", at=now)
    assert terms_on(TODAY).answer_hours == 9000
