"""The one input in which any form of the desk asks for a customer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers.labels import TIER_LABELS
from customers.models import Customer
from customers.selectors import pick_customer


class CustomerPicker(forms.TextInput):
    """One text input; static/desk/picker.js turns it into a combobox. Load that script on the page."""

    template_name = "customers/_picker.html"

    def __init__(self, attrs=None):
        super().__init__(
            {"data-picker": "", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "off", **(attrs or {})}
        )

    def get_context(self, name, value, attrs):
        attrs = dict(attrs or {})
        if isinstance(value, Customer):
            attrs |= {
                "data-no": value.customer_no,
                "data-name": value.name,
                "data-tier": value.tier,
                "data-agent-kind": value.agent_kind,
            }
        return super().get_context(name, value, attrs)

    def format_value(self, value):
        """A chosen customer as "name number", which `pick_customer` reads back."""
        return str(value) if value else ""


class CustomerPickerField(forms.CharField):
    """Gives the `Customer` that the text names: a number, an exact phone, or a name that only one customer has.

    Give a `Customer` (or its number) as initial value. On the page, choosing one fires a bubbling "picked" event
    whose detail holds no, name, tier and agent_kind; writing over it fires "unpicked".
    """

    widget = CustomerPicker

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Customer"))
        kwargs.setdefault("max_length", 140)
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        picked = pick_customer(text)
        if picked.customer is not None:
            return picked.customer
        if not picked.candidates:
            raise ValidationError(
                _("No customer matches this. Type a number, phone or name, or create the customer first."),
                code="unknown",
            )
        named = _("; ").join(f"{each} ({TIER_LABELS[each.tier]})" for each in picked.candidates)
        raise ValidationError(
            _("Which customer? Type the number of one of these: %(customers)s"),
            code="several",
            params={"customers": named},
        )
