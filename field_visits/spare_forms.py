"""What people type about spare units and loans."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.fields import CustomerPickerField
from customers.forms import choices
from customers.labels import CATEGORY_LABELS
from customers.models import Customer
from field_visits.forms import JobChoice
from field_visits.models import SpareUnit
from field_visits.policies.spares import USUAL_LOAN
from records.picture_forms import SignatureField
from servicedesk.clock import local_date
from servicedesk.forms import DateInput, DeskForm, OnceForm
from servicedesk.yuan import YuanField
from tickets.models import Job


class NewUnitForm(OnceForm):
    """A unit for the pool, added once however often it is sent."""

    product = forms.CharField(label=_("Product"), max_length=100)
    category = forms.ChoiceField(label=_("Category"), choices=choices(CATEGORY_LABELS, _("Choose a category")))
    serial = forms.CharField(label=_("Serial number"), max_length=60, required=False)
    condition = forms.CharField(label=_("Condition"), max_length=200)
    accessories = forms.CharField(label=_("Accessories"), max_length=200, required=False)
    value = YuanField(label=_("Value"), required=False)

    def values(self) -> dict:
        """What `spare_add` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class LendForm(OnceForm):
    """A loan against a signature. Jobs offered are those of the customer."""

    customer = CustomerPickerField()
    job = JobChoice(Job.objects.none(), label=_("Job"), required=False, empty_label=_("Without a job"))
    due_on = forms.DateField(label=_("Due back on"), widget=DateInput)
    accessories = forms.CharField(label=_("Accessories"), max_length=200, required=False)
    borrower = forms.CharField(label=_("Who signs for it"), max_length=60)
    signature = SignatureField(label=_("Customer's signature"))

    def __init__(self, *args, unit: SpareUnit, now, customer: Customer | None = None, job: Job | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].initial = local_date(now + timedelta(days=USUAL_LOAN.days))
        self.fields["accessories"].initial = unit.accessories
        if customer is not None:
            self.fields["job"].queryset = customer.jobs.open().order_by("-opened_at")
            self.fields["customer"].initial = customer
            self.fields["borrower"].initial = customer.contact
            self.fields["job"].initial = job

    def values(self) -> dict:
        """What `spare_lend` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class ReturnForm(DeskForm):
    """A unit comes back."""

    condition = forms.CharField(label=_("Condition when returned"), max_length=200)


class WithdrawForm(DeskForm):
    """A unit leaves the pool."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
