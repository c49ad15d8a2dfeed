"""What a clerk types when goods come in, and what people ask the list of goods for."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from customers.fields import CustomerPickerField
from customers.labels import AGENT_KIND_LABELS, BRAND_CLASS_LABELS, CATEGORY_LABELS, TIER_LABELS
from customers.models import Customer
from customers.policies import AgentKind, Tier
from records.picture_forms import PhotosField
from records.pictures import Prepared
from returns.form_fields import YES_NO, choice, column, day, money, yes_or_no
from returns.labels import CONDITION_LABELS, PROBLEMS, PROOF_LABELS, REMEDY_LABELS, STATE_LABELS
from returns.models import ReturnedItem
from returns.policies import MOST_ITEMS, NewItem, NewJob, PaperKind, paper_for, problems, wants_job
from returns.remedy_forms import CircumstancesForm
from returns.services import KEPT, NewCustomer
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from servicedesk.forms import DeskForm, OnceForm
from staff.models import User
from tickets.labels import DOMAIN_LABELS, PURPOSE_LABELS, SEVERITY_LABELS
from tickets.policies import Domain

JOB_NEEDS = ("domain", "severity", "purpose")


class ItemForm(CircumstancesForm):
    """One item on the counter: all that A1 wants registered, what decides its remedies besides (W13), and the job for
    the technicians that goes with it."""

    serial = column(ReturnedItem, "serial")
    product = column(ReturnedItem, "product", required=True)
    spec = column(ReturnedItem, "spec")
    category = choice(_("Category"), CATEGORY_LABELS, error_messages={"required": PROBLEMS["category.missing"]})
    condition = choice(_("Condition"), CONDITION_LABELS, error_messages={"required": PROBLEMS["condition.missing"]})
    fault = column(ReturnedItem, "fault")
    remedy = choice(_("Wanted remedy"), REMEDY_LABELS, _("— undecided"), required=False)
    packaging_complete = yes_or_no(_("Packaging complete"), error_messages={"required": PROBLEMS["packaging.missing"]})
    accessories = column(ReturnedItem, "accessories")
    purchased_on = day("purchased_on")
    sale_price = money("sale_price")
    price_today = money("price_today")
    cost = money("cost")
    looks = column(ReturnedItem, "looks")
    proof = choice(_("Proof of purchase shown"), PROOF_LABELS, required=False)
    label_on = day("label_on")
    photos = PhotosField(label=_("Photos of its condition"))
    again = forms.BooleanField(label=_("This is another item with the same serial number"), required=False)
    job = choice(_("Job for the technicians"), YES_NO, _("— when faulty and to be repaired"), required=False)
    domain = choice(_("Hardware or software"), DOMAIN_LABELS, required=False, initial=Domain.HARDWARE.value)
    severity = choice(_("Severity"), SEVERITY_LABELS, required=False)
    purpose = choice(_("Used for"), PURPOSE_LABELS, required=False)
    brand_class = choice(_("Brand or compatible"), BRAND_CLASS_LABELS, required=False)

    def __init__(self, *args, user, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = local_date(now)
        self.asks_again = bool(self.is_bound and self.data.get(self.add_prefix("again")))
        if not user.may("see_cost"):
            del self.fields["cost"]
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")
        self.fields["fault"].widget.attrs["list"] = "common-faults"
        for name in CircumstancesForm.base_fields:
            self.fields[name].widget.attrs["data-enter-skip"] = ""
        self.fields["job"].widget.attrs["data-enter-skip"] = ""  # seldom otherwise than usual; Tab still comes by
        self.fields["product"].error_messages["required"] = PROBLEMS["product.missing"]

    def clean(self):
        """Puts everything the policy finds wrong onto its field, so that a clerk sees it all at once."""
        cleaned = super().clean()
        job = cleaned.get("job") or ("yes" if wants_job(cleaned.get("condition"), cleaned.get("remedy")) else "no")
        cleaned["job"] = None
        if job == "yes":
            for name in JOB_NEEDS:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("The job needs this to find its place in the queue (T2)."))
            cleaned["job"] = NewJob(
                *(cleaned.get(name, "") for name in ("domain", "severity", "purpose", "brand_class"))
            )
        for name, code in problems(self.new_item(), today=self.today):
            if name not in self.errors:
                self.add_error(name, PROBLEMS[code])
        return cleaned

    @property
    def job_fields(self):
        """The fields that matter only with a job."""
        return [self[name] for name in (*JOB_NEEDS, "brand_class")]

    @property
    def more_open(self) -> bool:
        """Whether one of the seldom needed fields holds something or is refused, so that they are shown."""
        return any(
            self[name].value() or (self.is_bound and self[name].errors) for name in ("looks", "proof", "label_on")
        )

    def new_item(self) -> NewItem:
        """The item as typed; what was refused or not asked is left as unknown."""
        known = {name: self.cleaned_data[name] for name in KEPT if self.cleaned_data.get(name) is not None}
        blank = {"product": "", "category": "", "condition": "", "packaging_complete": None}
        job, again = self.cleaned_data.get("job"), self.cleaned_data.get("again", False)
        return NewItem(**{**blank, **known}, job=job or None, again=again, told=self.circumstances())


class BaseItems(BaseFormSet):
    """The items of one paper. A block that is there is meant: an empty one is refused, not passed over."""

    def _construct_form(self, i, **kwargs):
        return super()._construct_form(i, empty_permitted=False, use_required_attribute=False, **kwargs)

    def clean(self):
        if not self.kept():
            raise ValidationError(_("Add at least one item."), code="none")

    def kept(self) -> list[ItemForm]:
        """The blocks that were not taken away."""
        return [form for form in self.forms if not form["DELETE"].value()]


ItemFormSet = formset_factory(
    ItemForm,
    formset=BaseItems,
    extra=1,
    max_num=MOST_ITEMS,
    absolute_max=MOST_ITEMS + 1,
    validate_max=True,
    can_delete=True,
)


class IntakeForm(OnceForm):
    """The whole intake: a customer, known or new, and the blocks of items in `items`."""

    customer = CustomerPickerField(required=False)
    new_name = column(Customer, "name")
    new_tier = choice(_("Tier"), TIER_LABELS, required=False)
    new_agent_kind = choice(_("Kind of agent"), AGENT_KIND_LABELS, required=False)
    new_contact = column(Customer, "contact")
    new_phone = column(Customer, "phone", widget=forms.TextInput(attrs={"inputmode": "tel"}))
    new_address = column(Customer, "address")

    use_required_attribute = False

    def __init__(self, data=None, files=None, *, user, now, initial=None, items=None):
        super().__init__(data, initial=initial)
        if not user.may("edit_customer"):
            for name in self.newcomer_names():
                del self.fields[name]
        for name in self.newcomer_names():
            self.fields[name].widget.attrs.setdefault("autocomplete", "off")
        options = {"user": user, "now": now}
        self.items = ItemFormSet(data, files, prefix="items", initial=items, form_kwargs=options)
        if items:
            self.items.extra = 0

    def newcomer_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("new_")]

    def newcomer_fields(self):
        return [self[name] for name in self.newcomer_names()]

    @property
    def newcomer_open(self) -> bool:
        """Whether something was typed about a new customer, so that its part of the page stays open."""
        return any(self[name].value() for name in self.newcomer_names())

    @property
    def is_too_old(self) -> bool:
        """Whether the page's own key came back damaged."""
        return self.is_bound and "key" in self.errors

    @property
    def paper_kind(self) -> PaperKind | None:
        """Which paper will be handed out (A1), as far as the customer is known."""
        known = getattr(self, "cleaned_data", {}) if self.is_bound else self.initial
        customer = known.get("customer")
        if isinstance(customer, Customer):
            return paper_for(is_county_agent=customer.is_county_agent)
        if known.get("new_tier"):
            return paper_for(is_county_agent=known.get("new_agent_kind") == AgentKind.COUNTY)
        return None

    def is_valid(self):
        return all([super().is_valid(), self.items.is_valid()])

    def clean(self):
        cleaned = super().clean()
        typed = [name for name in self.newcomer_names() if cleaned.get(name) or name in self.errors]
        if typed and cleaned.get("customer"):
            self.add_error("new_name", _("Either choose a customer or add a new one, not both."))
        elif typed:
            self._clean_newcomer(cleaned)
        elif not cleaned.get("customer") and "customer" not in self.errors:
            self.add_error("customer", _("Whose goods are these? Type a number, phone or name."))
        return cleaned

    def _clean_newcomer(self, cleaned):
        is_agent = cleaned.get("new_tier") == Tier.AGENT
        for name, wanted in (("new_name", True), ("new_tier", True), ("new_agent_kind", is_agent)):
            if wanted and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("A new customer needs this."))
        if not is_agent:
            cleaned["new_agent_kind"] = ""

    def newcomer(self) -> NewCustomer | None:
        """The new customer that was typed, or None when one was chosen."""
        if self.cleaned_data.get("customer"):
            return None
        return NewCustomer(**{name.removeprefix("new_"): self.cleaned_data[name] for name in self.newcomer_names()})

    def new_items(self) -> list[NewItem]:
        return [form.new_item() for form in self.items.kept()]

    def new_photos(self) -> list[list[Prepared]]:
        """The photos of each item, in the order of `new_items`."""
        return [form.cleaned_data["photos"] for form in self.items.kept()]

    def refuse(self, error):
        """Also finds the field of an item ("items-2-serial", counting the blocks kept) and of the new customer."""
        field = getattr(error, "field", None) or ""
        if field.startswith("items-"):
            _items, position, name = field.split("-", 2)
            form = self.items.kept()[int(position)]
            form.refuse(DomainError(error.code, error.message, field=name))
            form.asks_again = form.asks_again or error.code == "goods.serial.here"
        elif f"new_{field}" in self.fields:
            super().refuse(DomainError(error.code, error.message, field=f"new_{field}"))
        elif hasattr(error, "error_dict"):
            super().refuse(ValidationError({f"new_{name}": texts for name, texts in error.message_dict.items()}))
        else:
            super().refuse(error)

    def as_typed(self, *, add: bool = False, remove: int | None = None) -> tuple[dict, list[dict]]:
        """What was typed, unchecked, as initial values of a fresh form, with a block more or a block less."""
        typed = {name: self[name].value() for name in self.fields}
        blocks = [
            {name: form[name].value() for name in form.fields if name != "DELETE"}
            for place, form in enumerate(self.items.forms)
            if form in self.items.kept() and place != remove
        ]
        return typed, blocks + [{}] * (add or not blocks)


class GoodsFilter(DeskForm):
    """What the list of goods is narrowed to. Everything is optional; nonsense is told and left out."""

    STATES = {
        "house": _("Not ended"),
        "out": _("Something of it is out"),
        "all": _("All, given back too"),
        **STATE_LABELS,
    }

    q = forms.CharField(label=_("Number or serial"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("Show"), required=False, choices=list(STATES.items()))
    customer = CustomerPickerField(required=False)
    holder = forms.ModelChoiceField(
        label=_("Holder"), required=False, queryset=User.objects.by_number(), to_field_name="staff_no", empty_label="—"
    )
