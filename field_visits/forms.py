"""What people type about visits at the desk. What is typed at the customer's is in `receipt_forms`."""

from datetime import timedelta

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.fields import CustomerPickerField
from customers.forms import YesNoSelect, choices
from customers.models import Customer, Machine
from field_visits.labels import NO_VERDICT, SITE_KIND_LABELS, STEP_LABELS, VERDICT_LABELS
from field_visits.models import Visit
from field_visits.policies import Step
from field_visits.policies.timing import LONGEST_PLAN, PLANNED
from servicedesk.clock import local, local_date
from servicedesk.forms import DateInput, DateTimeInput, DeskForm, OnceForm
from staff.models import User
from tickets.advising import Way
from tickets.forms import MachineChoice
from tickets.labels import DOMAIN_LABELS
from tickets.models import Job
from tickets.queue_selectors import technicians_on


class JobChoice(forms.ModelChoiceField):
    """One of a customer's open jobs, by its number and fault."""

    def label_from_instance(self, job: Job) -> str:
        return f"{job.job_no} · {job.fault[:60]}"


class TechnicianChoice(forms.ModelChoiceField):
    """A technician of the shop."""

    def __init__(self, **options):
        super().__init__(User.objects.none(), **{"label": _("Technician"), **options})


def _fits() -> forms.BooleanField:
    return forms.BooleanField(label=_("It fits all the same (other visits of this technician overlap)"), required=False)


def _minutes() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Planned minutes"), initial=PLANNED, min_value=5, max_value=LONGEST_PLAN, widget=forms.NumberInput
    )


class AgreeForm(OnceForm):
    """A visit to be agreed, once however often it is sent. Machines and jobs offered are those of the customer."""

    customer = CustomerPickerField()
    job = JobChoice(Job.objects.none(), label=_("Job"), required=False, empty_label=_("Without a job"))
    machine = MachineChoice(
        Machine.objects.none(), label=_("Machine"), required=False, empty_label=_("No machine on record")
    )
    domain = forms.ChoiceField(
        label=_("Hardware or software"), choices=choices(DOMAIN_LABELS, _("Not known")), required=False
    )
    phone_tried = forms.BooleanField(label=_("Tried by phone, without success"), required=False)
    technician = TechnicianChoice()
    agreed_at = forms.DateTimeField(label=_("Agreed time"), widget=DateTimeInput)
    planned_minutes = _minutes()
    contact = forms.CharField(label=_("Contact"), max_length=60, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    in_urban_area = forms.NullBooleanField(label=_("In the urban area"), required=False, widget=YesNoSelect)
    note = forms.CharField(label=_("Note for the technician"), max_length=300, required=False)
    advice_reason = forms.CharField(label=_("Reason to visit all the same"), max_length=300, required=False)
    fits = _fits()

    def __init__(self, *args, person: User, now, customer: Customer | None = None, job: Job | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        people = technicians_on(local_date(now))
        if not person.may("plan_visits"):
            people = people.filter(pk=person.pk)
        self.fields["technician"].queryset = people
        if people.filter(pk=person.pk).exists():
            self.fields["technician"].initial = person
        self.fields["agreed_at"].initial = local(now).replace(minute=0, second=0) + timedelta(hours=2)
        self._of_customer(customer, job)

    def _of_customer(self, customer: Customer | None, job: Job | None):
        """Offers what belongs to the customer, and fills in what is known."""
        if customer is None:
            return
        self.fields["machine"].queryset = customer.machines.order_by("-pk")
        self.fields["job"].queryset = customer.jobs.open().order_by("-opened_at")
        known = {"customer": customer, "contact": customer.contact, "address": customer.address}
        known |= {"in_urban_area": customer.in_urban_area}
        if job is not None:
            known |= {"job": job, "machine": job.machine, "domain": job.domain}
            known |= {"advice_reason": job.way_reason if job.way == Way.VISIT else ""}
            if job.technician is not None:
                known["technician"] = job.technician
        for name, value in known.items():
            self.fields[name].initial = value

    def values(self) -> dict:
        """What an `Appointment` holds."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        if values["job"] is not None:
            values["machine"] = values["machine"] or values["job"].machine
            values["domain"] = values["domain"] or values["job"].domain
        return values


class StepForm(DeskForm):
    """A step on the page of a visit; `seen` is the revision that the page shows."""

    step: Step
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, visit: Visit, person: User, now, **kwargs):
        super().__init__(*args, **kwargs, auto_id=f"id_{self.step}_%s")
        self.visit = visit
        self.fields["seen"].initial = visit.revision

    @property
    def action(self) -> str:
        """Where the form is sent."""
        return reverse(f"visits:{self.step.value}", args=[self.visit.receipt_no])

    @property
    def words(self):
        """Heading, button and icon of the step."""
        return STEP_LABELS[self.step.value]

    def values(self) -> dict:
        """What the step's service takes."""
        return dict(self.cleaned_data)


def _reason(label=None) -> forms.CharField:
    return forms.CharField(label=label or _("Reason"), max_length=300)


class MoveForm(StepForm):
    """Another time, another technician."""

    step = Step.MOVE
    agreed_at = forms.DateTimeField(label=_("Agreed time"), widget=DateTimeInput)
    technician = TechnicianChoice()
    planned_minutes = _minutes()
    reason = _reason()
    fits = _fits()

    def __init__(self, *args, visit: Visit, person: User, now, **kwargs):
        super().__init__(*args, visit=visit, person=person, now=now, **kwargs)
        people = technicians_on(local_date(now))
        if not person.may("plan_visits"):
            people = people.filter(pk=person.pk)
        self.fields["technician"].queryset = people
        known = {"technician": visit.technician, "agreed_at": visit.agreed_at, "planned_minutes": visit.planned_minutes}
        for name, value in known.items():
            self.fields[name].initial = value


class CancelForm(StepForm):
    step = Step.CANCEL
    reason = _reason(_("Reason, and who called it off"))


class TurnBackForm(StepForm):
    step = Step.TURN_BACK
    reason = _reason()


class ReportForm(StepForm):
    step = Step.REPORT
    report = forms.CharField(label=_("What is left to do"), max_length=1000, widget=forms.Textarea({"rows": 3}))

    def values(self) -> dict:
        return {"report": self.cleaned_data["report"]}


STEP_FORMS: dict[Step, type[StepForm]] = {form.step: form for form in (MoveForm, CancelForm, TurnBackForm, ReportForm)}


class DayForm(forms.Form):
    """The day of a plan; anything that is no day is today."""

    day = forms.DateField(label=_("Day"), required=False, widget=DateInput({"class": "form-control"}))


class ReceiptFilter(DeskForm):
    """What the list of receipts is narrowed to; what is none of the choices counts as nothing chosen."""

    q = forms.CharField(label=_("Receipt or customer"), max_length=100, required=False)
    technician = TechnicianChoice(required=False, empty_label=_("Everybody"))
    site_kind = forms.ChoiceField(
        label=_("Kind of site"), choices=choices(SITE_KIND_LABELS, _("Every kind")), required=False
    )
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=[*choices(VERDICT_LABELS, pgettext_lazy("verdict", "Every verdict")), ("none", NO_VERDICT)],
        required=False,
    )
    lacking = forms.BooleanField(label=_("Only incomplete ones (V2)"), required=False)

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        if person.may("see_every_visit"):
            self.fields["technician"].queryset = User.objects.filter(visits__isnull=False).distinct().by_number()
        else:
            del self.fields["technician"]
