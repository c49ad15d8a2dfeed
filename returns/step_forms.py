"""What the forms of the steps on an item's page share. The steps themselves are listed in `returns.steps`."""

from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from returns.form_fields import printable
from returns.models import ReturnedItem
from returns.policies.states import Step
from servicedesk.forms import OnceForm


class StepForm(OnceForm):
    """A step on an item's page: one form, one service. `seen` says what its page was looking at."""

    step: Step
    body = ""  # a template that lays the form out, where fields in two columns do not
    intro = ""  # what the person should know before filling it in
    seen = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, data=None, files=None, *, item: ReturnedItem, user, now: datetime):
        super().__init__(data, files, auto_id=f"id_{self.step}_%s", initial={"seen": item.standing})
        self.item, self.user, self.now = item, user, now

    @property
    def action(self) -> str:
        """Where the form is sent."""
        return reverse("returns:step", args=[self.item.item_no, self.step.value])

    @property
    def makes_sense(self) -> bool:
        """Whether the step is worth offering now, beyond what state and role say."""
        return True

    def values(self) -> dict:
        """What the step's service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


def words(label, *, most: int = 300, rows: int = 0, required: bool = True, **options) -> forms.CharField:
    """A text that people type; several lines where `rows` is given."""
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput({"autocomplete": "off"})
    return forms.CharField(
        label=label, max_length=most, required=required, widget=widget, validators=[printable], **options
    )


def reason(label=None) -> forms.CharField:
    """The reason that a step asks for."""
    return words(label or _("Reason"))
