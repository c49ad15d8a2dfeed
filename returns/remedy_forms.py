"""What is asked about an item so that its remedies can be told (W13)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.fields import CustomerPickerField
from customers.labels import CATEGORY_LABELS
from customers.policies import purchase_date_is_possible
from returns.form_fields import choice, column, day, money, yes_or_no
from returns.labels import BUYER_LABELS, CONDITION_LABELS, PROBLEMS, PROOF_LABELS, REMEDY_LABELS
from returns.models import ReturnedItem
from returns.policies.advice import Circumstances, Goods, buyer
from servicedesk.forms import DateInput, DeskForm
from servicedesk.yuan import YuanField

YES, NO = "yes", "no"


def _told(label, initial: str = "", empty="—", **options):
    return yes_or_no(label, initial=initial, empty=empty, required=False, **options)


class CircumstancesForm(DeskForm):
    """What decides the remedies besides what A1 registers; what is left open, the desk assumes."""

    opened = _told(_("Box opened"), YES)
    user_caused = _told(_("Damage caused by the user"), NO)
    resaleable = _told(_("Can be sold again"), YES)
    supplier_will_replace = _told(_("Supplier confirmed it will replace"), NO)
    same_model_available = _told(_("Same model to be had"), YES)
    consumer = _told(_("Bought for own use, with proof"), empty=_("— by tier and proof"))
    in_guarantee = _told(_("In the guarantee period"), empty=_("— by the shop's promise"))
    repairs_done = forms.IntegerField(
        label=_("Repairs of the same fault"),
        required=False,
        min_value=0,
        max_value=99,
        widget=forms.NumberInput(attrs={"placeholder": _("as counted here")}),
    )
    new_price = YuanField(label=_("Price of the item wanted instead"), required=False)

    @property
    def circumstance_fields(self):
        """The fields of the circumstances, in the order of the page."""
        return [self[name] for name in CircumstancesForm.base_fields]

    @property
    def circumstances_open(self) -> bool:
        """Whether one of them differs from what is usual or is refused, so that they are shown."""
        return any(
            (self[name].value() or "") != (field.initial or "") or (self.is_bound and self[name].errors)
            for name, field in CircumstancesForm.base_fields.items()
            if not self.is_bound or self.add_prefix(name) in self.data
        )

    def circumstances(self) -> Circumstances:
        """What was told; what was left open or refused stays as the desk assumes it."""
        told = {name: self.cleaned_data.get(name) for name in CircumstancesForm.base_fields}
        return Circumstances(**{name: value for name, value in told.items() if value is not None})


class RemedyForm(CircumstancesForm):
    """The facts of one item for which all four remedies are asked. Nothing is required: what lacks is named.

    A customer, where one is chosen, says the kind of customer; whoever may not see customers is not asked for one.
    """

    customer = CustomerPickerField(required=False)
    buyer = choice(_("Kind of customer"), BUYER_LABELS, required=False)
    category = choice(_("Category"), CATEGORY_LABELS, required=False)
    condition = choice(_("Condition"), CONDITION_LABELS, required=False)
    packaging_complete = _told(_("Packaging complete"))
    purchased_on = day("purchased_on")
    on = forms.DateField(label=_("Day asked about"), required=False, widget=DateInput)
    sale_price = money("sale_price")
    price_today = money("price_today")
    cost = money("cost")
    proof = choice(_("Proof of purchase shown"), PROOF_LABELS, required=False)
    serial = column(ReturnedItem, "serial")
    remedy = choice(_("Wanted remedy"), REMEDY_LABELS, _("— undecided"), required=False)

    field_order = ("customer", "buyer", "category", "condition", "packaging_complete", "purchased_on", "on")

    def __init__(self, query, *, user, today):
        usual = {name: field.initial for name, field in self.base_fields.items() if field.initial}
        super().__init__({**usual, "on": today.isoformat(), **{name: text for name, text in query.items() if text}})
        self.today = today
        for name, action in (("cost", "see_cost"), ("customer", "see_customer")):
            if not user.may(action):
                del self.fields[name]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def clean(self):
        cleaned = super().clean()
        bought, asked = cleaned.get("purchased_on"), cleaned.get("on")
        if bought and not purchase_date_is_possible(bought, today=self.today):
            late = bought > self.today
            self.add_error("purchased_on", PROBLEMS["date.future" if late else "date.too_early"])
        elif bought and asked and bought > asked:
            self.add_error("purchased_on", _("The purchase lies after the day asked about. Check both dates."))
        return cleaned

    @property
    def main_fields(self):
        """What is asked of everybody: the facts without which there is no decision, and the prices."""
        names = ("customer", "buyer", "category", "condition", "packaging_complete", "purchased_on", "on")
        return [self[name] for name in (*names, "sale_price", "price_today", "cost", "proof") if name in self.fields]

    def goods(self) -> Goods:
        """The goods as far as they are known; what was refused is not."""
        known = self.cleaned_data
        chosen = known.get("customer")
        kind = buyer(tier=chosen.tier, agent_kind=chosen.agent_kind) if chosen else known.get("buyer", "")
        names = ("category", "condition", "packaging_complete", "purchased_on", "sale_price", "price_today", "cost")
        return Goods(
            customer=kind,
            proof=known.get("proof", ""),
            **{name: known[name] for name in names if known.get(name) is not None},
        )
