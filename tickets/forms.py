"""What people type about jobs. A step's form says by `seen` what its page was looking at."""

from datetime import datetime, time, timedelta

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.fields import CustomerPickerField
from customers.labels import BRAND_CLASS_LABELS, TIER_LABELS
from customers.models import Customer, Machine
from servicedesk.clock import from_local, local, local_date
from servicedesk.forms import DateTimeInput, DeskForm, OnceForm
from tickets.labels import CHANNEL_LABELS, DOMAIN_LABELS, OUTCOME_LABELS, PURPOSE_LABELS, SEVERITY_LABELS, WAY_LABELS
from tickets.models import Job
from tickets.policies import LONGEST_EXPEDITE, Step, outcomes_for
from tickets.queue_selectors import Filters, technicians_on
from tickets.writing import actions_of

YES_NO = {"yes": _("Yes"), "no": _("No")}


def _choices(labels: dict, empty) -> list[tuple]:
    return [("", empty), *labels.items()]


def _numbered(labels: dict, empty) -> list[tuple]:
    """Choices with a number before each word, so that one key chooses in any language; the empty one first."""
    words = enumerate(labels.items(), start=1)
    return [("", empty), *((value, format_lazy("{} {}", place, word)) for place, (value, word) in words)]


class MachineChoice(forms.ModelChoiceField):
    """One of a customer's machines, told apart by model, serial number and category."""

    def label_from_instance(self, machine: Machine) -> str:
        parts = (machine.model, machine.serial, machine.get_category_display(), machine.machine_no)
        return " · ".join(str(part) for part in parts if part)


def _fault() -> forms.CharField:
    return forms.CharField(
        label=pgettext_lazy("form", "Fault"),
        max_length=500,
        widget=forms.TextInput({"list": "common-faults", "autocomplete": "off"}),
    )


class FactsForm(DeskForm):
    """The facts of a job that decide its place."""

    machine = MachineChoice(
        Machine.objects.none(), label=_("Machine"), required=False, empty_label=_("No machine on record")
    )
    domain = forms.ChoiceField(label=_("Hardware or software"), choices=_numbered(DOMAIN_LABELS, _("Choose one")))
    severity = forms.ChoiceField(label=_("Severity"), choices=_numbered(SEVERITY_LABELS, _("Choose one")))
    purpose = forms.ChoiceField(label=_("Used for"), choices=_numbered(PURPOSE_LABELS, _("Choose one")))
    brand_class = forms.ChoiceField(
        label=_("Brand or compatible"),
        choices=_numbered(BRAND_CLASS_LABELS, _("Not known")),
        required=False,
        help_text=_("Counts only where the machine's record does not say."),
    )
    fault = _fault()

    def of_customer(self, customer: Customer | None):
        """Offers the machines of this customer, newest first."""
        if customer is not None:
            self.fields["machine"].queryset = customer.machines.current().order_by("-pk")


class NewJobForm(FactsForm, OnceForm):
    """A job to be logged, once however often it is sent. The machines offered are those of the customer typed."""

    customer = CustomerPickerField()
    repeat = forms.ChoiceField(
        label=_("Tried before and not solved"),
        choices=_numbered(YES_NO, _("The desk finds out")),
        required=False,
    )
    repeat_reason = forms.CharField(
        label=_("Reason, if you say it yourself"), max_length=300, required=False, widget=forms.TextInput()
    )

    phone_tried = forms.BooleanField(label=_("Tried by phone, without success"), required=False)
    way = forms.ChoiceField(
        label=_("How the customer is helped"), choices=_numbered(WAY_LABELS, _("As advised")), required=False
    )
    way_reason = forms.CharField(
        label=_("Reason, if otherwise than advised"), max_length=300, required=False, widget=forms.TextInput()
    )

    field_order = ("customer", "machine", "domain", "severity", "purpose", "fault", "brand_class")

    def __init__(self, *args, customer: Customer | None = None, machine_no: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["customer"].initial = customer
        self.of_customer(customer)
        if machine_no:
            self.fields["machine"].initial = self.fields["machine"].queryset.filter(machine_no=machine_no).first()

    def values(self) -> dict:
        """What `job_open` takes."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return {**values, "repeat": {"yes": True, "no": False}.get(values["repeat"])}


class EditJobForm(FactsForm):
    """Corrections of an open job."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args, job: Job, **kwargs):
        names = ("machine", "domain", "severity", "purpose", "brand_class", "fault")
        initial = {name: getattr(job, name) for name in names} | {"seen": job.wording}
        super().__init__(*args, initial=initial, **kwargs)
        own = Machine.objects.current().filter(customer=job.customer_id)
        machines = own | Machine.objects.filter(pk=job.machine_id)
        self.fields["machine"].queryset = machines.order_by("-pk")


class BoardFilterForm(forms.Form):
    """What the board is narrowed to. Anything that is none of the choices counts as nothing chosen."""

    tier = forms.ChoiceField(
        label=pgettext_lazy("form", "Tier"),
        choices=_choices(TIER_LABELS, _("Every tier")),
        required=False,
        widget=forms.Select({"class": "form-select"}),
    )
    domain = forms.ChoiceField(
        label=_("Fault domain"),
        choices=_choices(DOMAIN_LABELS, _("Both")),
        required=False,
        widget=forms.Select({"class": "form-select"}),
    )
    q = forms.CharField(label=_("Job, customer, machine or fault"), max_length=100, required=False, strip=True)

    @property
    def selects(self):
        """The two choices, after the words."""
        return [self["tier"], self["domain"]]

    @property
    def query(self) -> str:
        """The filters as the beginning of a link's query."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode(chosen) + "&" if chosen else ""

    def filters(self) -> Filters:
        """The filters that hold."""
        self.is_valid()
        data = self.cleaned_data
        return Filters(tier=data.get("tier", ""), domain=data.get("domain", ""), words=data.get("q", ""))


# The steps, each with its own few fields.


class StepForm(OnceForm):
    """A step on a job's page."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, data=None, *, job: Job, user, now: datetime):
        super().__init__(data, auto_id=f"id_{self.step}_%s", initial={"seen": job.standing})
        self.job, self.user, self.now = job, user, now

    @property
    def action(self) -> str:
        """Where the form is sent."""
        return reverse(f"tickets:{self.step}", args=[self.job.job_no])

    def values(self) -> dict:
        """What the step's service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


def _reason() -> forms.CharField:
    return forms.CharField(label=_("Reason"), max_length=300, widget=forms.TextInput({"autocomplete": "off"}))


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user) -> str:
        return f"{user.name} {user.staff_no}"


class ToTechnicianForm(StepForm):
    """A step that gives the job to a technician who is employed today. The one who has it is not offered."""

    to = PersonField(None, label=_("Technician"), empty_label=_("Choose a technician"))
    reason = _reason()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        technicians = technicians_on(local_date(self.now))
        self.fields["to"].queryset = technicians if self.is_bound else technicians.exclude(pk=self.job.technician_id)


class AssignForm(ToTechnicianForm):
    step = Step.ASSIGN


class HandOverForm(ToTechnicianForm):
    step = Step.HAND_OVER


class PutBackForm(StepForm):
    step = Step.PUT_BACK
    reason = _reason()


class ExpediteForm(StepForm):
    step = Step.EXPEDITE
    until = forms.DateTimeField(
        label=pgettext_lazy("form", "Until"), widget=DateTimeInput(), help_text=_("14 days ahead at most.")
    )
    reason = _reason()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bounds = {"min": self.now, "max": self.now + LONGEST_EXPEDITE}
        attrs = self.fields["until"].widget.attrs
        attrs.update({name: f"{local(moment):%Y-%m-%dT%H:%M}" for name, moment in bounds.items()})
        tomorrow = local_date(self.now) + timedelta(days=1)
        self.initial["until"] = from_local(datetime.combine(tomorrow, time(18, 0)))


class EndExpediteForm(StepForm):
    step = Step.END_EXPEDITE
    reason = _reason()


class CloseForm(StepForm):
    step = Step.CLOSE
    outcome = forms.ChoiceField(label=_("Outcome"))
    work_done = forms.CharField(
        label=_("What was done, or why it was cancelled"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        outcomes = outcomes_for(status=self.job.status, actions=actions_of(self.user))
        self.fields["outcome"].choices = [(each.value, OUTCOME_LABELS[each]) for each in outcomes]


class ReopenForm(StepForm):
    step = Step.REOPEN
    reason = _reason()


class RepeatForm(StepForm):
    step = Step.SET_REPEAT
    repeat = forms.TypedChoiceField(
        label=_("Tried before and not solved"), choices=list(YES_NO.items()), coerce=lambda value: value == "yes"
    )
    reason = _reason()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["repeat"] = "no" if self.job.repeat else "yes"


class AnswerForm(StepForm):
    step = Step.ANSWER
    channel = forms.ChoiceField(label=_("How"), choices=list(CHANNEL_LABELS.items()))
    answer = forms.CharField(label=_("What the customer was told"), max_length=500, widget=forms.Textarea({"rows": 2}))


STEP_FORMS: dict[Step, type[StepForm]] = {
    form.step: form
    for form in (
        AnswerForm,
        CloseForm,
        HandOverForm,
        PutBackForm,
        AssignForm,
        ExpediteForm,
        EndExpediteForm,
        RepeatForm,
        ReopenForm,
    )
}
