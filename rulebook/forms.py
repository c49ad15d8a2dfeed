"""What people fill in about rules, numbers and the calendar."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.policies import Unit, encoded
from rulebook.selectors import Number
from servicedesk.forms import DateInput, DeskForm, OnceForm

TWO_PLACES = {Unit.YUAN, Unit.PERCENT}


class RulesForm(DeskForm):
    """Which rules to show, with the numbers of which day."""

    q = forms.CharField(label=_("Find a rule"), max_length=100, required=False, widget=forms.SearchInput)
    on = forms.DateField(label=_("With the numbers of"), required=False, widget=DateInput)


class NumberForm(OnceForm):
    """A new value for a number from a later day on."""

    value = forms.CharField(max_length=20)
    valid_from = forms.DateField(label=_("From"), widget=DateInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody can read it in the history."),
    )

    def __init__(self, number: Number, today: date, *args, **kwargs):
        super().__init__(*args, **kwargs)
        value, valid_from = self.fields["value"], self.fields["valid_from"]
        value.label = _("New value (%(unit)s)") % {"unit": number.unit}
        value.help_text = _("Between %(least)s and %(most)s.") % dict(
            zip(("least", "most"), number.bounds, strict=True)
        )
        value.widget.attrs |= _value_attributes(number)
        value.widget.input_type = "time" if number.spec.unit == Unit.CLOCK else "number"
        valid_from.widget.attrs["min"] = (today + timedelta(days=1)).isoformat()
        valid_from.initial = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
        valid_from.help_text = _("A day after today. What has happened keeps the number that it happened under.")

    def values(self) -> dict:
        """What `number_change` takes."""
        return {name: self.cleaned_data[name] for name in ("value", "valid_from", "reason")}


def _value_attributes(number: Number) -> dict[str, str]:
    spec = number.spec
    attributes = {"min": encoded(spec.least), "max": encoded(spec.most), "autocomplete": "off"}
    if spec.unit != Unit.CLOCK:
        attributes["step"] = "0.01" if spec.unit in TWO_PLACES else "1"
    return attributes


class WithdrawForm(DeskForm):
    """Why a planned change is taken back."""

    reason = forms.CharField(label=_("Reason for withdrawing"), max_length=300)


class DayForm(DeskForm):
    """Days that the shop works or not, against the built-in calendar."""

    day = forms.DateField(label=pgettext_lazy("calendar", "First day"), widget=DateInput)
    through = forms.DateField(
        label=pgettext_lazy("calendar", "Last day"),
        required=False,
        widget=DateInput,
        help_text=_("Empty for a single day."),
    )
    is_working = forms.TypedChoiceField(
        label=_("The shop is"),
        choices=[("off", pgettext_lazy("calendar", "closed")), ("worked", pgettext_lazy("calendar", "at work"))],
        widget=forms.RadioSelect,
        coerce=lambda choice: choice == "worked",
    )
    note = forms.CharField(label=_("Why"), max_length=100, help_text=_("For example the name of the holiday."))
