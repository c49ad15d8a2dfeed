"""Correcting what was registered of an item, and explaining a delay."""

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.labels import CATEGORY_LABELS
from returns.form_fields import choice, column, day, money, yes_or_no
from returns.labels import CONDITION_LABELS, PROOF_LABELS
from returns.models import ReturnedItem
from returns.policies.states import Step
from returns.services.correcting import CORRECTABLE
from returns.step_forms import StepForm, words
from servicedesk.clock import local_date
from servicedesk.forms import DateInput
from tickets.labels import CHANNEL_LABELS


class CorrectForm(StepForm):
    """Everything that A1 registers, as it stands."""

    step = Step.CORRECT
    product = column(ReturnedItem, "product", required=True)
    spec = column(ReturnedItem, "spec")
    serial = column(ReturnedItem, "serial")
    category = choice(_("Category"), CATEGORY_LABELS)
    condition = choice(_("Condition"), CONDITION_LABELS)
    fault = column(ReturnedItem, "fault")
    packaging_complete = yes_or_no(_("Packaging complete"))
    accessories = column(ReturnedItem, "accessories")
    purchased_on = day("purchased_on")
    sale_price = money("sale_price")
    price_today = money("price_today")
    cost = money("cost")
    looks = column(ReturnedItem, "looks")
    proof = choice(_("Proof of purchase shown"), PROOF_LABELS, required=False)
    label_on = day("label_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.user.may("see_cost"):
            del self.fields["cost"]
        known = {name: getattr(self.item, name) for name in CORRECTABLE if name in self.fields}
        known["packaging_complete"] = {True: "yes", False: "no"}.get(known["packaging_complete"], "")
        self.initial |= known


class ExplainForm(StepForm):
    """Why the goods are not back yet, and roughly when (A2)."""

    step = Step.EXPLAIN
    channel = forms.ChoiceField(label=_("How"), choices=list(CHANNEL_LABELS.items()))
    estimate = forms.DateField(label=_("Roughly when"), widget=DateInput)
    explanation = words(_("What the customer was told"), most=500, rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["estimate"].widget.attrs["min"] = local_date(self.now).isoformat()
