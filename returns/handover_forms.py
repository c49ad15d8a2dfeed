"""Signing for hand-overs, one or many; refusing one, offering it again, correcting when ordered goods come in."""

from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from returns.labels import REFERENCE_LABELS
from returns.models import HandOver
from returns.policies.handovers import Doing, Needs
from returns.services import Signature
from returns.step_forms import reason, words
from servicedesk.forms import DateInput, OnceForm


class HandOverForm(OnceForm):
    """What one person does to one hand-over: one form, one service."""

    step: Doing

    def __init__(self, data=None, *, handover: HandOver, now: datetime):
        super().__init__(data, auto_id=f"id_{self.step}_%s")
        self.handover, self.now = handover, now

    @property
    def action(self) -> str:
        """Where the form is sent."""
        return reverse("returns:handover_do", args=[self.handover.pk, self.step.value])

    def values(self) -> dict:
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


def expected_day(**options) -> forms.DateField:
    """The day on which ordered goods come in."""
    return forms.DateField(label=_("Expected on"), widget=DateInput, **options)


class SignForm(HandOverForm):
    """A signature, with what the kind of hand-over has written down."""

    step = Doing.SIGN

    def __init__(self, data=None, **about):
        super().__init__(data, **about)
        needs = self.handover.meta.needs
        if needs in REFERENCE_LABELS:
            self.fields["reference"] = words(REFERENCE_LABELS[needs], most=60)
        if needs == Needs.ORDER:
            self.fields["expected_on"] = expected_day()
        if needs == Needs.SERIAL:
            if self.handover.paper_id:
                help_text = _("Scan the code on the voucher, or type its number.")
                self.fields["voucher_no"] = words(_("Number of the internal voucher"), help_text=help_text)
            wanted = bool(self.handover.item.serial)
            self.fields["serial"] = words(_("Serial number of the new item"), most=60, required=wanted)
        self.fields["note"] = words(_("Note"), required=False)
        self.visible_fields()[0].field.widget.attrs["autofocus"] = True

    def values(self) -> dict:
        return {"signature": Signature(**super().values())}


class RefuseForm(HandOverForm):
    step = Doing.REFUSE
    reason = reason(_("Why you do not take it over"))


class OfferAgainForm(HandOverForm):
    step = Doing.OFFER_AGAIN
    note_ = words(_("What was put right"))


class ExpectForm(HandOverForm):
    step = Doing.EXPECT
    expected_on = expected_day()
    reason = reason()


class SignManyForm(OnceForm):
    """One signature for all that are ticked. What lacks is told by the service, which knows their kinds."""

    reference = words(pgettext_lazy("record", "Number"), most=60, required=False)
    expected_on = expected_day(required=False)

    def __init__(self, data=None):
        super().__init__(data, auto_id="id_many_%s")

    def ask_for(self, needs: list[Needs]):
        """Asks for no more than what the hand-overs on the page have written down."""
        referring = [str(REFERENCE_LABELS[each]) for each in needs if each in REFERENCE_LABELS]
        self.fields["reference"].label = " / ".join(referring)
        if not referring:
            del self.fields["reference"]
        if Needs.ORDER not in needs:
            del self.fields["expected_on"]

    @property
    def ticked(self) -> list[int]:
        """The hand-overs that were ticked, or the one whose own button was pressed."""
        if not self.is_bound:
            return []
        chosen = [self.data["one"]] if "one" in self.data else self.data.getlist("handover")
        return [int(each) for each in chosen if each.isascii() and each.isdigit() and len(each) < 19]

    def values(self) -> dict:
        """What the service takes."""
        written = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return {"handover_ids": self.ticked, "signature": Signature(**written)}
