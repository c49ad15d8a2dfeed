"""What is typed at the customer's: the receipt of a visit, and the customer's own word."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms import choices
from customers.models import Machine
from field_visits.labels import (
    MEANS_LABELS,
    NO_VERDICT,
    RESULT_LABELS,
    SHOE_COVERS_LABELS,
    SITE_KIND_LABELS,
    VERDICT_LABELS,
)
from field_visits.models import NOTED, Visit
from field_visits.policies import PHOTO_AFTER, PHOTO_BEFORE
from field_visits.policies.timing import by_our_clock
from field_visits.receipt_services import Filing
from field_visits.word_services import Word
from records.picture_forms import PhotosField, SignatureField
from servicedesk.clock import local
from servicedesk.forms import DateTimeInput, DeskForm
from servicedesk.yuan import YuanField
from staff.models import User
from tickets.forms import MachineChoice
from tickets.labels import DOMAIN_LABELS

PART_ROWS = 4
PART = ("name", "old", "new")
PART_LABELS = {"name": _("Part"), "old": _("Old serial number"), "new": _("New serial number")}
SAID = {"satisfied": VERDICT_LABELS["satisfied"], "dissatisfied": VERDICT_LABELS["dissatisfied"], "blank": NO_VERDICT}


def _money(label) -> YuanField:
    return YuanField(label=label, required=False)


def _text(label, most: int, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=False, widget=widget)


class NotedForm(DeskForm):
    """Everything a technician notes on a receipt; nothing is demanded here, V2 says what is missing."""

    contact = _text(_("Contact"), 60)
    address = _text(_("Address"), 200)
    machine = MachineChoice(
        Machine.objects.none(), label=_("Machine"), required=False, empty_label=_("Several, or none on record")
    )
    machine_count = forms.IntegerField(
        label=_("How many machines"),
        min_value=1,
        max_value=9999,
        required=False,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    site_kind = forms.ChoiceField(
        label=_("Kind of site"), choices=choices(SITE_KIND_LABELS, _("Choose one")), required=False
    )
    domain = forms.ChoiceField(
        label=_("Hardware or software"), choices=choices(DOMAIN_LABELS, _("Choose one")), required=False
    )
    fault = _text(_("Fault found"), 500, rows=2)
    work_done = _text(_("Work done"), 1000, rows=3)
    result = forms.ChoiceField(label=_("Result"), choices=choices(RESULT_LABELS, _("Choose one")), required=False)
    report = _text(_("Report to the service manager (V4)"), 1000, rows=2)
    next_at = forms.DateTimeField(label=_("Second visit, agreed now"), required=False, widget=DateTimeInput)
    taken = _text(_("What was taken back"), 100)
    taken_serial = _text(_("Its serial number"), 60)
    shoe_covers = forms.ChoiceField(
        label=_("Shoe covers"), choices=choices(SHOE_COVERS_LABELS, _("Choose one")), required=False
    )
    ate = forms.BooleanField(label=_("Ate something of the customer's"), required=False)
    drank = forms.BooleanField(label=_("Drank something of the customer's"), required=False)
    smoked = forms.BooleanField(label=_("Smoked"), required=False)
    fare_out = _money(_("Fare there"))
    fare_out_means = forms.ChoiceField(
        label=_("By"), choices=choices(MEANS_LABELS, pgettext_lazy("means of travel", "—")), required=False
    )
    fare_back = _money(_("Fare back"))
    fare_back_means = forms.ChoiceField(
        label=_("By"), choices=choices(MEANS_LABELS, pgettext_lazy("means of travel", "—")), required=False
    )
    revenue = _money(_("Money taken from the customer"))

    def __init__(self, *args, visit: Visit, **kwargs):
        initial = {name: getattr(visit, name) for name in NOTED if name != "parts"}
        super().__init__(*args, initial=initial, **kwargs)
        if visit.customer is not None:
            self.fields["machine"].queryset = visit.customer.machines.order_by("-pk")
        for row in range(PART_ROWS):
            known = visit.parts[row] if row < len(visit.parts) else {}
            for name in PART:
                self.fields[f"part_{row}_{name}"] = _text(PART_LABELS[name], 60)
                self.fields[f"part_{row}_{name}"].initial = known.get(name, "")

    def part_rows(self):
        """The fields of the parts, a row each."""
        return [[self[f"part_{row}_{name}"] for name in PART] for row in range(PART_ROWS)]

    def clean(self):
        cleaned = super().clean()
        rows = [{name: cleaned.get(f"part_{row}_{name}", "") for name in PART} for row in range(PART_ROWS)]
        cleaned["parts"] = [row for row in rows if any(row.values())]
        return cleaned

    def noted(self) -> dict:
        """What the services take of a receipt."""
        return {name: self.cleaned_data[name] for name in NOTED}


class RibbonForm(NotedForm):
    """The receipt on the phone, with the word on this screen and the photos. `seen` is the wording it started from;
    `left_at` and `word_at` are moments by the phone's clock, for a receipt that had to wait for a signal; `sent` is
    what that clock said when an outbox sent it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8)
    left_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    word_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    sent = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    verdict = forms.ChoiceField(
        label=_("Are you satisfied?"), choices=list(SAID.items()), required=False, widget=forms.RadioSelect
    )
    opinion = _text(_("What you would like to tell us"), 300, rows=2)
    signature = SignatureField(label=_("Customer's signature"), required=False)
    photos_before = PhotosField(label=_("Photos before the work"))
    photos_after = PhotosField(label=_("Photos after the work"))
    incomplete_reason = _text(_("Why something is missing and cannot be had"), 300)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("signature") is not None and not cleaned.get("verdict"):
            self.add_error("verdict", _("Let the customer choose, or choose “No verdict” with them."))
        return cleaned

    def photos(self) -> dict:
        """The photos by their kinds."""
        return {PHOTO_BEFORE: self.cleaned_data["photos_before"], PHOTO_AFTER: self.cleaned_data["photos_after"]}

    def filing(self, now: datetime) -> Filing:
        """What `visit_file` takes; moments of a phone whose clock is wrong are put right."""
        cleaned = self.cleaned_data
        left_at, word_at = (
            by_our_clock(cleaned[name], sent=cleaned["sent"], now=now) for name in ("left_at", "word_at")
        )
        word = None
        if cleaned.get("signature") is not None:
            word = Word(_verdict(cleaned["verdict"]), cleaned["signature"], cleaned["opinion"])
        return Filing(
            noted=self.noted(),
            word=word,
            word_at=word_at,
            photos=self.photos(),
            left_at=left_at,
            incomplete_reason=cleaned["incomplete_reason"],
            seen=cleaned["seen"],
        )


def _verdict(said: str) -> str:
    return "" if said == "blank" else said


class WordForm(DeskForm):
    """The customer's own word. No verdict is a verdict too, but it is chosen (V3)."""

    verdict = forms.ChoiceField(label=_("Are you satisfied?"), choices=list(SAID.items()), widget=forms.RadioSelect)
    opinion = _text(_("What you would like to tell us"), 300, rows=2)
    signature = SignatureField(label=_("Your signature"))

    def word(self) -> Word:
        cleaned = self.cleaned_data
        return Word(_verdict(cleaned["verdict"]), cleaned["signature"], cleaned["opinion"])


class CorrectForm(NotedForm):
    """A correction of a filed receipt; times only for whoever steers visits."""

    arrived_at = forms.DateTimeField(label=_("Arrived"), widget=DateTimeInput, required=False)
    left_at = forms.DateTimeField(label=_("Left"), widget=DateTimeInput, required=False)
    reason = forms.CharField(label=_("Reason of the correction"), max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, visit: Visit, person: User, **kwargs):
        super().__init__(*args, visit=visit, **kwargs)
        self.visit = visit
        for name in ("arrived_at", "left_at"):
            if person.may("steer_visits"):
                moment = getattr(visit, name)
                self.fields[name].initial = moment and local(moment)
            else:
                del self.fields[name]
        self.fields["seen"].initial = visit.revision

    def changes(self) -> dict:
        """What `visit_correct` takes. A box that was never ticked or unticked stays unknown; a time of which only the
        seconds are not shown stays as it is."""
        changes = self.noted()
        for name in ("ate", "drank", "smoked"):
            if not changes[name] and getattr(self.visit, name) is None:
                changes[name] = None
        for name in ("arrived_at", "left_at"):
            moment, known = self.cleaned_data.get(name), getattr(self.visit, name)
            if name in self.fields and moment and (known is None or moment != known.replace(second=0)):
                changes[name] = moment
        return changes
