"""What people type about customers and machines."""

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from customers.fields import CustomerPickerField
from customers.labels import AGENT_KIND_LABELS, BRAND_CLASS_LABELS, CATEGORY_LABELS, TIER_LABELS
from customers.models import Customer, Machine
from servicedesk.forms import DateInput, DeskForm, OnceForm
from servicedesk.yuan import YuanField

__all__ = ["CustomerForm", "CustomerPickerField", "MachineForm", "NewCustomerForm", "NewMachineForm"]


class YesNoSelect(forms.NullBooleanSelect):
    """Yes, no or not known."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = (("unknown", _("Not known")), ("true", _("Yes")), ("false", _("No")))


def choices(labels: dict, empty) -> list[tuple]:
    """The coded values with their labels, after an empty choice that says what nothing means."""
    return [("", empty), *labels.items()]


def _asks(url_name: str, target: str, include: str, known: str = "") -> dict:
    """Attributes of an input that shows what the desk already knows of it while it is typed."""
    url = reverse(url_name)
    return {
        "hx-get": f"{url}?{urlencode({'except': known})}" if known else url,
        "hx-trigger": "input changed delay:300ms, change",
        "hx-target": target,
        "hx-include": include,
        "hx-sync": f"{target}:replace",
    }


class CustomerForm(DeskForm):
    """A customer's record; `known` is the customer that is being changed."""

    name = forms.CharField(label=_("Name"), max_length=100)
    tier = forms.ChoiceField(label=_("Tier"), choices=choices(TIER_LABELS, _("Choose a tier")))
    agent_kind = forms.ChoiceField(
        label=_("Kind of agent"), choices=choices(AGENT_KIND_LABELS, _("Not an agent")), required=False
    )
    contact = forms.CharField(label=_("Contact"), max_length=60, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    in_urban_area = forms.NullBooleanField(label=_("In the urban area"), required=False, widget=YesNoSelect)
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, known: Customer | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        asks = _asks("customers:similar", "#similar", "#id_name, #id_phone", known.customer_no if known else "")
        for name in ("name", "phone"):
            self.fields[name].widget.attrs |= {**asks, "autocomplete": "off"}
        self.fields["phone"].widget.attrs["inputmode"] = "tel"
        self.fields["agent_kind"].widget.attrs["data-only-for-agents"] = "id_tier"

    def values(self) -> dict:
        """What `customers.services` take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class NewCustomerForm(CustomerForm, OnceForm):
    """A customer to be created, once however often it is sent."""


def _money(label):
    return YuanField(label=label, required=False)


class MachineForm(DeskForm):
    """A machine's record; `known` is the machine that is being changed, and only then it can change hands."""

    category = forms.ChoiceField(label=_("Category"), choices=choices(CATEGORY_LABELS, _("Choose a category")))
    brand_class = forms.ChoiceField(
        label=_("Brand or compatible"), choices=choices(BRAND_CLASS_LABELS, _("Not known")), required=False
    )
    model = forms.CharField(label=_("Model"), max_length=100, required=False)
    serial = forms.CharField(label=_("Serial number"), max_length=60, required=False)
    purchased_on = forms.DateField(label=_("Purchase date"), required=False, widget=DateInput)
    sale_price = _money(_("Sale price"))
    cost = _money(_("Cost"))
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    customer = CustomerPickerField(
        label=_("Belongs to"), help_text=_("Another customer here moves the machine there, with its history.")
    )

    def __init__(self, *args, sees_cost: bool, known: Machine | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if not sees_cost:
            del self.fields["cost"]
        if known is None:
            del self.fields["customer"]
        self.fields["serial"].widget.attrs |= {
            **_asks("customers:same_serial", "#similar", "this", known.machine_no if known else ""),
            "autocomplete": "off",
            "spellcheck": "false",
        }

    def values(self) -> dict:
        """What `customers.services` take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class NewMachineForm(MachineForm, OnceForm):
    """A machine to be entered, once however often it is sent."""
