"""What people type about complaints."""

from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.labels import CHANNEL_LABELS
from complaints.models import Complaint
from complaints.policies import Step
from complaints.selectors import owners_on, thing_by_no
from customers.fields import CustomerPickerField
from servicedesk.clock import local_date
from servicedesk.forms import DateInput, OnceForm
from staff.models import User

CHANNELS = list(CHANNEL_LABELS.items())


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user) -> str:
        return f"{user.name} {user.staff_no}"


def _text(label, *, most: int = 500, rows: int = 2, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, widget=forms.Textarea({"rows": rows}))


class LogForm(OnceForm):
    """A complaint as it comes in. The number says what it is about; the customer follows from it."""

    about = forms.CharField(
        label=_("About: number of the job, receipt or item"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("The customer follows from it. Without a number, choose the customer."),
    )
    customer = CustomerPickerField(required=False)
    what = _text(_("What the customer says"), most=1000, rows=4)
    channel = forms.ChoiceField(label=_("How it came in"), choices=CHANNELS)
    concerns = PersonField(None, label=_("About whom, if about a person"), required=False, empty_label=_("nobody"))
    owner = PersonField(None, label=_("Who sees to it"), empty_label=_("Choose a person"))

    def __init__(self, *args, user, now: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        today = local_date(now)
        self.fields["concerns"].queryset = User.objects.employed_on(today).by_number()
        self.fields["owner"].queryset = owners_on(today)
        if user.may("work_complaint"):
            self.fields["owner"].initial = user.pk

    def clean(self):
        data = super().clean()
        number = data.pop("about", "").strip()
        thing = thing_by_no(number) if number else {}
        if number and not thing:
            self.add_error("about", _("There is no job, receipt or item of this number."))
        found = next(iter(thing.values()), None)
        if data.get("customer") is None and "customer" not in self.errors:
            data["customer"] = found.customer if found else None
            if data["customer"] is None:
                self.add_error("customer", _("Name the customer, or a number that belongs to one."))
        return data | thing

    def values(self) -> dict:
        """What `complaint_log` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class StepForm(OnceForm):
    """A step on a complaint's page."""

    step: Step

    def __init__(self, data=None, *, complaint: Complaint, now: datetime):
        super().__init__(data, auto_id=f"id_{self.step}_%s")
        self.complaint, self.now = complaint, now

    @property
    def action(self) -> str:
        """Where the form is sent."""
        return reverse("complaints:step", args=[self.complaint.complaint_no, self.step.value])

    def values(self) -> dict:
        """What the step's service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class AnswerForm(StepForm):
    step = Step.ANSWER
    channel = forms.ChoiceField(label=_("How"), choices=CHANNELS)
    answer = _text(_("What the customer was told"))


class CheckForm(StepForm):
    step = Step.CHECK
    finding = _text(_("What the check found"), most=1000, rows=3)
    justified = forms.TypedChoiceField(
        label=pgettext_lazy("complaint", "Is it justified?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
    )
    solved_by_day = forms.DateField(label=_("Solved by (timetable)"), required=False, widget=DateInput())
    solution = _text(_("Solution agreed with the customer"), required=False)


class DecideForm(StepForm):
    step = Step.DECIDE
    upheld = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", pgettext_lazy("complaint", "Upheld")), ("no", pgettext_lazy("complaint", "Not upheld"))],
        coerce=lambda value: value == "yes",
    )
    told_channel = forms.ChoiceField(label=_("How the customer was told"), choices=CHANNELS)
    reason = _text(_("The reason that the customer was told"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["upheld"] = "yes" if self.complaint.justified else "no"
        if self.complaint.concerns_id is None:
            self.fields["upheld"].help_text = _("It is about nobody yet, so an upheld one charges nobody (S-V7).")


class NameForm(StepForm):
    step = Step.NAME
    concerns = PersonField(
        None,
        label=_("About whom, if about a person"),
        required=False,
        empty_label=_("nobody"),
        help_text=_("What is upheld is charged to this person (S-V7)."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = User.objects.employed_on(local_date(self.now)) | User.objects.filter(pk=self.complaint.concerns_id)
        self.fields["concerns"].queryset = here.by_number()
        self.initial["concerns"] = self.complaint.concerns_id


class GiveForm(StepForm):
    step = Step.GIVE
    owner = PersonField(None, label=_("Who sees to it"), empty_label=_("Choose a person"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners_on(local_date(self.now)).exclude(
            pk__in=[self.complaint.owner_id, self.complaint.concerns_id]
        )


class WithdrawForm(StepForm):
    step = Step.WITHDRAW
    reason = _text(_("How you know"))


STEP_FORMS: dict[Step, type[StepForm]] = {
    form.step: form for form in (AnswerForm, CheckForm, DecideForm, NameForm, GiveForm, WithdrawForm)
}
