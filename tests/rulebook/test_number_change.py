"""A manager can change every number from a future date on, within its bounds, with a reason."""

from datetime import date, datetime

import pytest
from django.utils import translation

from records.models import Entry
from rulebook.models import Parameter
from rulebook.selectors import terms_on
from rulebook.services import number_change
from servicedesk.clock import from_local
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


def refused(call, *args, **kwargs) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*args, **kwargs)
    return caught.value


@pytest.mark.parametrize("day", [date(2026, 10, 15), date(2026, 10, 14), date(2020, 1, 1)])
def test_today_and_past_days_are_refused(plan, day):
    error = refused(plan, "answer_hours", "12", from_=day)
    assert (error.code, error.field) == ("number.not_future", "valid_from")
    assert not Parameter.objects.exists()


def test_tomorrow_is_the_first_day_allowed(plan):
    plan("answer_hours", "12", from_=date(2026, 10, 16))
    assert terms_on(date(2026, 10, 16)).answer_hours == 12


def test_the_day_is_the_shops_day_and_not_that_of_utc(plan):
    after_midnight_at_the_shop = from_local(datetime(2026, 10, 16, 0, 30))  # 15 October 16:30 in UTC
    error = refused(plan, "answer_hours", "12", from_=date(2026, 10, 16), at=after_midnight_at_the_shop)
    assert error.code == "number.not_future"


@pytest.mark.parametrize(
    ("key", "value", "least", "most"),
    [
        ("answer_hours", "0", "1 hour", "8784 hours"),
        ("answer_hours", "8785", "1 hour", "8784 hours"),
        ("repeat_days", "-1", "0 days", "3660 days"),
        ("wear_percent_per_day", "100.01", "0%", "100%"),
        ("dissatisfied_deduction", "-0.01", "¥0.00", "¥100,000.00"),
    ],
)
def test_a_value_out_of_bounds_is_refused_and_the_bounds_are_named(plan, key, value, least, most):
    with translation.override("en"):
        error = refused(plan, key, value)
        assert least in str(error)
        assert most in str(error)
    assert (error.code, error.field) == ("number.out_of_bounds", "value")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("answer_hours", "noon"),
        ("answer_hours", "1.5"),
        ("answer_hours", "🙂"),
        ("answer_hours", "9" * 5000),
        ("dissatisfied_deduction", "NaN"),
        ("dissatisfied_deduction", "Infinity"),
        ("dissatisfied_deduction", "1E+50"),
        ("dissatisfied_deduction", "0.001"),
        ("supplier_confirm_due", "25:00"),
        ("supplier_confirm_due", "18:00+08:00"),
        ("supplier_confirm_due", ""),
    ],
)
def test_what_is_no_number_is_refused(plan, key, value):
    error = refused(plan, key, value)
    assert (error.code, error.field) == ("number.not_a_number", "value")
    assert not Parameter.objects.exists()


def test_a_second_change_on_the_same_day_is_refused(plan):
    plan("answer_hours", "12")
    assert refused(plan, "answer_hours", "8").code == "number.same_day"
    assert Parameter.objects.count() == 1


def test_a_change_needs_a_reason(company_manager, now):
    error = refused(
        number_change,
        key="answer_hours",
        value="12",
        valid_from=date(2026, 12, 1),
        reason=" ",
        by=company_manager,
        now=now,
    )
    assert (error.code, error.field) == ("number.reason_missing", "reason")


def test_a_warning_may_not_come_after_its_deadline(plan):
    error = refused(plan, "return_days", "8")  # D4 warns at 7 and 9 days
    assert (error.code, error.field) == ("number.out_of_order", "value")
    plan("return_warn_second_days", "8")
    plan("return_days", "8")
    assert terms_on(date(2026, 12, 1)).return_days == 8


def test_a_change_may_not_cross_a_number_that_changes_later(plan):
    plan("return_days", "15", from_=date(2027, 2, 1))
    error = refused(plan, "return_late_days", "12", from_=date(2026, 12, 1))
    assert error.code == "number.out_of_order"
    assert "2027-02-01" in str(error)


def test_the_history_tells_what_it_was_before(plan, company_manager):
    change = plan("answer_hours", "12")
    entry = Entry.objects.of("number", change.pk).get()
    assert (entry.code, entry.by) == ("number.planned", company_manager)
    told = {"key": "answer_hours", "value": "12", "before": "24", "valid_from": "2026-12-01", "reason": "客户等太久"}
    assert entry.data == told
