"""Amounts are typed in one way everywhere: with their unit, and with one message for whatever is none."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from field_visits.receipt_forms import NotedForm
from returns.choosing_forms import ChoiceForm
from returns.models import ReturnedItem
from servicedesk.yuan import OUT_OF_BOUNDS, YuanField

WRONG = ["-0.01", "1.005", "99999999999", "9" * 40, "abc", "NaN", "Infinity"]


@pytest.mark.parametrize("typed", WRONG)
def test_one_message_for_whatever_is_no_amount(typed):
    with pytest.raises(ValidationError) as refused:
        YuanField().clean(typed)
    assert set(refused.value.messages) == {str(OUT_OF_BOUNDS)}


@pytest.mark.parametrize("typed", ["0", "120.5", "9999999999.99"])
def test_an_amount_is_taken_to_the_fen(typed):
    assert YuanField().clean(typed) == Decimal(typed)


def test_the_field_says_its_unit():
    with translation.override("zh-hans"):
        assert 'placeholder="元"' in str(YuanField().get_bound_field(forms.Form(), "amount"))


def test_forms_of_all_kinds_have_it():
    fields = [
        NotedForm.base_fields["revenue"],
        ChoiceForm.base_fields["top_up"],
        ReturnedItem._meta.get_field("sale_price").formfield(),
    ]
    assert {type(field) for field in fields} == {YuanField}
