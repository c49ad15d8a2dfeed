"""What people type about a month."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from field_visits.labels import SITE_KIND_LABELS
from field_visits.models import Visit
from records.picture_forms import PhotosField
from returns.models import ReturnedItem
from servicedesk.clock import local_date
from servicedesk.forms import DateInput, DeskForm, OnceForm
from servicedesk.yuan import YuanField
from settlement.labels import GROUP_LABELS, RULE_LABELS
from settlement.policies import ENTERED, Group, Rule
from settlement.policies.decisions import Verdict
from settlement.policies.payout import RestVerdict
from settlement.policies.reports import NO_SITE
from staff.models import User


class PersonChoice(forms.ModelChoiceField):
    """Somebody of the staff, by number and name."""

    def __init__(self, **options):
        super().__init__(User.objects.by_number(), **{"label": _("Person"), **options})

    def label_from_instance(self, person: User) -> str:
        return f"{person.staff_no} {person.name}"


def _amount(**options) -> YuanField:
    return YuanField(**{"label": _("Amount in yuan"), **options})


def _words(label, most: int = 300, **options) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea({"rows": 2}), **options)


class DecideForm(DeskForm):
    """A verdict on the chosen lines, each named "person|rule|source|part"."""

    lines = forms.CharField(required=False)
    verdict = forms.ChoiceField(choices=[(verdict.value, verdict.value) for verdict in Verdict])
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    @staticmethod
    def keys(data) -> list[tuple[str, str, str, str]]:
        """The lines that were ticked; what is no line is left out and told by the service as missing."""
        found = [tuple(name.split("|")) for name in data.getlist("lines")]
        return [key for key in found if len(key) == 4]


class AnewForm(DecideForm):
    """Another verdict on a line that was decided, as long as the decision that the page showed still stands."""

    instead_of = forms.DateTimeField()


class RestForm(DeskForm):
    """A verdict on what the wage guard left over (S10)."""

    verdict = forms.ChoiceField(choices=[(verdict.value, verdict.value) for verdict in RestVerdict])
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class ObjectionForm(OnceForm):
    """What a person says against a line of theirs."""

    line = forms.CharField(widget=forms.HiddenInput, max_length=80)
    text = _words(_("What do you object to?"), 1000, required=False)

    def values(self) -> dict:
        """What `objection_add` takes; a line that cannot be one is that of nobody."""
        key = tuple(self.cleaned_data["line"].split("|"))
        return {"key": key if len(key) == 4 else ("", "", "", ""), "text": self.cleaned_data["text"]}


class AnswerForm(DeskForm):
    """A manager's answer to an objection."""

    answer = _words(_("Answer"), 1000, required=False)
    waive = forms.BooleanField(label=_("Waive the deduction"), required=False)


class NumberChoice(forms.CharField):
    """A record by the number that people read out."""

    def __init__(self, model, column: str, missing, **options):
        super().__init__(**{"required": False, "max_length": 20, **options})
        self.model, self.column, self.missing = model, column, missing

    def clean(self, value):
        text = super().clean(value).strip()
        if not text:
            return None
        found = self.model.objects.filter(**{f"{self.column}__iexact": text}).first()
        if found is None:
            raise forms.ValidationError(self.missing)
        return found


class IncidentForm(OnceForm):
    """An incident with its evidence."""

    rule = forms.ChoiceField(label=_("Rule"))
    on = forms.DateField(label=_("Day"), widget=DateInput)
    person = PersonChoice(required=False, empty_label=_("Nobody can be named: the station shares a loss"))
    amount = _amount(
        required=False,
        help_text=_("Only where the rulebook has no amount: S-V5, S-R2, S-O2, S13."),
    )
    visit = NumberChoice(
        Visit, "receipt_no", _("There is no such receipt."),
        label=_("Receipt number"), help_text=_("For S-V6, which needs one, S-V5 and S-V7."),
    )  # fmt: skip
    item = NumberChoice(
        ReturnedItem, "item_no", _("There are no such goods."),
        label=_("Item number"), help_text=_("For S-R6 and S-R2."),
    )  # fmt: skip
    note = _words(_("What happened?"), 500)
    evidence = PhotosField(label=_("Evidence (photos)"))

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [("", "—")] + [
            (rule.value, f"{rule.value} {RULE_LABELS[rule]}") for rule in ENTERED
        ]
        self.fields["on"].initial = local_date(now)

    def values(self) -> dict:
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class ReasonForm(DeskForm):
    """A reason for a step back."""

    reason = _words(_("Reason"), required=False)


class RevenueForm(OnceForm):
    """Money made at the station."""

    person = PersonChoice(empty_label=None)
    on = forms.DateField(label=_("Day"), widget=DateInput)
    amount = _amount()
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args, user, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = local_date(now)
        self.fields["person"].queryset = User.objects.employed_on(local_date(now)).by_number()
        self.fields["person"].initial = user.pk

    def values(self) -> dict:
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class WageForm(DeskForm):
    """A monthly wage from a day on (S10)."""

    amount = _amount(label=_("Monthly wage"))
    valid_from = forms.DateField(label=_("From"), widget=DateInput)


class ReportFilter(DeskForm):
    """What a report and its workbook look at."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    site = forms.ChoiceField(label=_("Kind of site"), required=False)
    group = forms.ChoiceField(label=_("Part of the total"), required=False)
    week = forms.RegexField(
        r"^\d{4}-W\d{2}$", label=_("Week"), required=False, help_text=_("Such as 2026-W41."), strip=True
    )

    def clean_week(self) -> str:
        week = self.cleaned_data["week"]
        if week:
            try:
                date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)
            except ValueError as error:
                raise forms.ValidationError(_("There is no such week.")) from error
        return week

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        everybody = [("", _("Everybody"))]
        self.fields["person"].choices = everybody + [
            (number, f"{number} {name}") for number, name in User.objects.by_number().values_list("staff_no", "name")
        ]
        self.fields["rule"].choices = [("", _("All rules"))] + [
            (rule.value, f"{rule.value} {RULE_LABELS[rule]}") for rule in Rule
        ]
        self.fields["group"].choices = [("", _("All parts")), *((group.value, GROUP_LABELS[group]) for group in Group)]
        self.fields["site"].choices = [("", _("All kinds")), *SITE_KIND_LABELS.items(), (NO_SITE, _("no visit"))]
