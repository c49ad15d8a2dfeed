"""A planned change can be taken back before its day comes; the history keeps that it was planned."""

from datetime import date, datetime

import pytest

from records.models import Entry
from rulebook.models import Parameter
from rulebook.selectors import changes, terms_on
from rulebook.services import number_withdraw
from servicedesk.clock import from_local
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 1)


@pytest.fixture
def withdraw(service_manager, now):
    def call(change, reason="做不到", at=None):
        return number_withdraw(parameter_id=change.pk, reason=reason, by=service_manager, now=at or now)

    return call


def test_a_withdrawn_change_never_holds(plan, withdraw):
    withdraw(plan("answer_hours", "12"))
    assert terms_on(DECEMBER).answer_hours == 24


def test_its_row_stays_with_who_took_it_back_and_why(plan, withdraw, service_manager, now):
    change = plan("answer_hours", "12")
    withdraw(change)
    kept = changes("answer_hours").get()
    assert (kept.value, kept.withdrawn_by, kept.withdrawn_at) == ("12", service_manager, now)
    assert kept.withdrawn_reason == "做不到"
    codes = list(Entry.objects.of("number", change.pk).values_list("code", flat=True))
    assert codes == ["number.planned", "number.withdrawn"]


def test_the_day_is_free_again(plan, withdraw):
    withdraw(plan("answer_hours", "12"))
    plan("answer_hours", "8")
    assert terms_on(DECEMBER).answer_hours == 8


@pytest.mark.parametrize("hour", [0, 12])
def test_a_change_that_has_begun_stays(plan, withdraw, hour):
    change = plan("answer_hours", "12")
    with pytest.raises(DomainError) as caught:
        withdraw(change, at=from_local(datetime(2026, 12, 1, hour, 0)))
    assert caught.value.code == "number.not_planned"
    assert terms_on(DECEMBER).answer_hours == 12


def test_it_is_withdrawn_once(plan, withdraw):
    change = plan("answer_hours", "12")
    withdraw(change)
    with pytest.raises(DomainError):
        withdraw(change)
    assert Entry.objects.of("number", change.pk).filter(code="number.withdrawn").count() == 1


def test_it_needs_a_reason(plan, withdraw):
    change = plan("answer_hours", "12")
    with pytest.raises(DomainError) as caught:
        withdraw(change, reason="  ")
    assert caught.value.field == "reason"
    assert Parameter.objects.standing().get() == change


def test_what_another_number_leans_on_cannot_be_withdrawn(plan, withdraw):
    lower = plan("return_warn_second_days", "8", from_=date(2026, 11, 1))
    plan("return_days", "8", from_=DECEMBER)
    with pytest.raises(DomainError) as caught:
        withdraw(lower)
    assert caught.value.code == "number.out_of_order"
    assert terms_on(DECEMBER).return_warn_second_days == 8
