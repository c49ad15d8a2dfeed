"""What is filled in to choose a remedy with the customer: its facts, what was agreed, a manager's reasons."""

from dataclasses import fields

from django import forms
from django.utils.translation import gettext_lazy as _

from returns.form_fields import choice, day, money, yes_or_no
from returns.labels import PROBLEMS, PROOF_LABELS, REMEDY_LABELS
from returns.models import RemedyChoice, ReturnedItem
from returns.policies import Circumstances, Remedy
from returns.policies.advice import Goods, buyer
from returns.policies.states import Step
from returns.remedy_forms import CircumstancesForm
from returns.remedy_selectors import goods_of
from returns.services.choosing import Wish
from returns.step_forms import words
from servicedesk.clock import local_date
from servicedesk.forms import OnceForm
from servicedesk.money import LARGEST
from servicedesk.yuan import YuanField
from tickets.labels import CHANNEL_LABELS
from tickets.policies import Channel
from tickets.writing import actions_of

# Registered facts that decide, which may be put right on the spot.
FACTS = ("packaging_complete", "purchased_on", "sale_price", "price_today", "proof")
NEW = ("new_product", "new_price", "in_stock")
MANAGERS = ("overrule", "top_up", "lowered_reason")


class ChoiceForm(CircumstancesForm, OnceForm):
    """One remedy, chosen. What was told at intake is filled in; prices and dates that are missing can be added."""

    step = Step.CHOOSE
    remedy = choice(_("Remedy"), REMEDY_LABELS)
    packaging_complete = yes_or_no(_("Packaging complete"))
    purchased_on = day("purchased_on")
    sale_price = money("sale_price")
    price_today = money("price_today")
    proof = choice(_("Proof of purchase shown"), PROOF_LABELS, required=False)
    cost = money("cost")
    new_product = words(_("Item wanted instead"), most=100, required=False)
    in_stock = yes_or_no(_("New item in stock"), initial="yes", required=False)
    agreed_by = words(_("Agreed with"), most=60, required=False)
    agreed_how = forms.ChoiceField(label=_("How"), choices=list(CHANNEL_LABELS.items()), initial=Channel.COUNTER.value)
    overrule = words(_("Reason to overrule the refusal (W12)"), required=False)
    top_up = YuanField(
        label=_("Top-up lowered to (W8)"), required=False, min_value=-LARGEST,
        help_text=_("Leave it empty where it stays as the rules have it."),
    )  # fmt: skip
    lowered_reason = words(_("Reason to lower the top-up (W8)"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, data=None, *, item: ReturnedItem, told: dict, user):
        self.facts = (*FACTS, "cost") if user.may("see_cost") else FACTS  # W8 asks for it
        first = self._first(item, told)
        if data is not None:  # a part of the page asks with what is filled in by now; what it leaves out stays
            data = {**{name: value for name, value in first.items() if value is not None}, **data.dict()}
        super().__init__(data, initial=first)
        self.item, self.user = item, user
        self.may_correct = item.refusal_for(Step.CORRECT, actions_of(user)) is None
        if not self.may_correct:
            for name in self.facts:
                self.fields[name].disabled = True
        if "cost" not in self.facts:
            del self.fields["cost"]
        if not user.may("overrule_remedy"):
            for name in MANAGERS:
                del self.fields[name]

    def _first(self, item: ReturnedItem, told: dict) -> dict:
        """The values that a fresh page shows: the item's own facts, and what was told before."""
        known = {name: _typed(getattr(item, name)) for name in self.facts}
        spoken = {
            name: _typed(told[name])
            for name in (field.name for field in fields(Circumstances))
            if told.get(name) is not None and name not in told.get("assumed", ())
        }
        person = item.customer.contact or item.customer.name
        return {
            **{name: field.initial for name, field in self.base_fields.items() if field.initial},
            **known,
            **spoken,
            "remedy": item.remedy,
            "agreed_by": person[:60],
            "seen": item.standing,
        }

    def clean(self):
        cleaned = super().clean()
        bought = cleaned.get("purchased_on")
        if bought and bought > local_date(self.item.received_at):
            self.add_error("purchased_on", PROBLEMS["date.future"])
        return cleaned

    def part(self, names) -> list:
        """The fields of these names that this person has."""
        return [self[name] for name in names if name in self.fields]

    @property
    def fact_fields(self):
        return self.part(self.facts)

    @property
    def new_fields(self):
        return self.part(NEW)

    @property
    def circumstance_fields(self):
        return self.part(name for name in CircumstancesForm.base_fields if name != "new_price")

    @property
    def agreed_fields(self):
        return self.part(("agreed_by", "agreed_how"))

    @property
    def manager_fields(self):
        return self.part(MANAGERS)

    def corrections(self) -> dict:
        """The registered facts as they should be; none where they are not to be corrected any more."""
        if not self.may_correct:
            return {}
        return {name: self.cleaned_data[name] for name in self.facts if name in self.cleaned_data}

    def goods(self) -> Goods:
        """The goods with the corrections, as far as they are readable."""
        kind = buyer(tier=self.item.customer.tier, agent_kind=self.item.customer.agent_kind)
        known = goods_of(self.item, customer_kind=kind)
        typed = {name: self.cleaned_data[name] for name in self.facts if name in self.cleaned_data}
        return Goods(**{field.name: typed.get(field.name, getattr(known, field.name)) for field in fields(Goods)})

    def wish(self) -> Wish:
        """What was agreed, as the service takes it."""
        cleaned = self.cleaned_data
        exchange = cleaned["remedy"] == Remedy.EXCHANGE
        return Wish(
            remedy=cleaned["remedy"],
            told=self.circumstances(),
            new_product=cleaned["new_product"] if exchange else "",
            in_stock=cleaned["in_stock"] is not False,
            agreed_by=cleaned["agreed_by"],
            agreed_how=cleaned["agreed_how"],
            overrule=cleaned.get("overrule", ""),
            top_up=cleaned.get("top_up") if exchange else None,
            lowered_reason=cleaned.get("lowered_reason", ""),
        )


def _typed(value):
    """A kept value as a form shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def told_before(item: ReturnedItem, latest: RemedyChoice | None) -> dict:
    """The circumstances that were told last: with the choice before, else at intake."""
    if latest is not None and latest.facts:
        return latest.facts
    decision = getattr(item, "decision", None)
    return decision.facts if decision else {}
