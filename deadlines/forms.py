"""What the boards are narrowed to, and the reason of a pause."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.labels import TIER_LABELS
from deadlines.kinds import KINDS
from deadlines.selectors import Filters, kinds_seen_by, people_with_deadlines
from servicedesk.forms import DeskForm


class BoardForm(DeskForm):
    """By person, kind and tier."""

    person = forms.ChoiceField(label=_("Whose"), required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("deadline", "Kind"), required=False)
    tier = forms.ChoiceField(label=_("Tier"), required=False, choices=[("", _("All tiers")), *TIER_LABELS.items()])

    def __init__(self, data, *, user):
        super().__init__(data)
        people = [(person.staff_no, person.name) for person in people_with_deadlines() if person != user]
        self.fields["person"].choices = [("", _("Everybody's")), ("me", _("Mine")), *people]
        kinds = [(code, f"{KINDS[code].rule} {KINDS[code].words}") for code in kinds_seen_by(user)]
        self.fields["kind"].choices = [("", _("All kinds")), *kinds]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def filters(self) -> Filters:
        """What is asked for; a value that is none counts as everything."""
        self.is_valid()
        return Filters(**{name: self.cleaned_data.get(name, "") for name in ("person", "kind", "tier")})


class PauseForm(DeskForm):
    """Why a deadline waits for the customer."""

    reason = forms.CharField(
        label=_("What do we wait for?"), max_length=300, widget=forms.TextInput({"autocomplete": "off"})
    )
