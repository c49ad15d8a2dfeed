"""The forms of the way back (A4): telling the customer, giving back, shipping; not collected, scrapped, lost, found."""

from collections.abc import Sequence

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from records.picture_forms import SignatureField
from returns.form_fields import choice, column
from returns.labels import SHIP_LABELS, WAY_LABELS
from returns.models import Consignment, Loss, ReturnedItem
from returns.policies.states import Step
from returns.policies.ways_back import BOOKED, is_shipped, may_be_uncollected, ways_by_hand
from returns.services import Found, Handing, Transport
from returns.step_forms import StepForm, reason, words
from servicedesk.forms import OnceForm
from staff.models import User
from tickets.labels import CHANNEL_LABELS


def channel(label) -> forms.ChoiceField:
    """How somebody was told, or said something."""
    return forms.ChoiceField(label=label, choices=list(CHANNEL_LABELS.items()))


def person_of(item: ReturnedItem) -> str:
    """Whom one speaks to at the customer's, as far as this is known."""
    return item.customer.contact or item.customer.name


class ToldFields(forms.Form):
    """Who was told, how, and what a county/city agent chose."""

    told_whom = words(_("Who was told"), most=60)
    told_how = channel(_("How"))
    way = choice(_("The agent's choice"), SHIP_LABELS)

    def fit(self, items: Sequence[ReturnedItem], sees_contact: bool):
        """Asks for the choice where there is one, and proposes whom to tell."""
        if not any(is_shipped(is_county_agent=item.customer.is_county_agent, finding=item.finding) for item in items):
            del self.fields["way"]
        self.initial["told_whom"] = (person_of(items[0]) if sees_contact else items[0].customer.name)[:60]


class HandingFields(forms.Form):
    """How it changes hands, who took it, and the proof of it."""

    kind = forms.ChoiceField(label=_("How"))
    receiver = words(_("Who took it"), most=60, required=False)
    voucher_back = forms.BooleanField(label=_("The voucher is taken back"), required=False)
    signature = SignatureField(label=_("Signature of who took it"), required=False)
    unsigned_reason = words(
        _("Why there is no signature"),
        required=False,
        help_text=_("Only where neither the voucher nor a signature can be had; it is looked at in the month (S-R3)."),
    )

    def fit(self, items: Sequence[ReturnedItem], sees_contact: bool):
        """Offers the ways that these goods have in common, and the voucher where there is one."""
        ways = [ways_by_hand(is_county_agent=item.customer.is_county_agent, finding=item.finding) for item in items]
        common = [way for way in ways[0] if all(way in each for each in ways)]
        self.fields["kind"].choices = [(way, WAY_LABELS[way]) for way in common]
        for name in ("kind", "receiver"):
            self.fields[name].required = BOOKED not in common
        if any(item.paper is None or not item.paper.is_voucher for item in items):
            del self.fields["voucher_back"]
        self.initial["receiver"] = (person_of(items[0]) if sees_contact else items[0].customer.name)[:60]

    def handing(self) -> Handing:
        """What the services take."""
        names = ("kind", "receiver", "voucher_back", "signature", "unsigned_reason")
        return Handing(**{name: self.cleaned_data[name] for name in names if name in self.cleaned_data})


# Steps on an item's page


class TellReadyForm(StepForm, ToldFields):
    step = Step.TELL_READY

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fit([self.item], self.user.may("see_customer"))


class GiveBackForm(StepForm, HandingFields):
    step = Step.GIVE_BACK

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fit([self.item], self.user.may("see_customer"))

    def values(self) -> dict:
        return {"handing": self.handing(), "seen": self.cleaned_data["seen"]}


class UncollectedForm(StepForm):
    step = Step.UNCOLLECTED
    reason = reason()

    @property
    def makes_sense(self) -> bool:
        told = self.item.notices.last()
        return may_be_uncollected(told_at=told and told.told_at, ready_at=self.item.ready_at, now=self.now)


class ScrapForm(StepForm):
    """The customer's consent: who gave it and how; a signature where he is there."""

    step = Step.SCRAP
    consent_by = words(_("Who agreed for the customer"), most=60)
    consent_how = channel(_("How"))
    reason = reason()
    signature = SignatureField(required=False)

    @property
    def makes_sense(self) -> bool:
        return not self.item.is_ours


class LoseForm(StepForm):
    """What is known, what the goods are worth, who bears it, and what the customer gets (S-R2)."""

    step = Step.LOSE
    reason = words(Loss._meta.get_field("reason").verbose_name, most=500, rows=2)
    value = Loss._meta.get_field("value").formfield(label=_("Value of the goods"))
    bearer = forms.ModelChoiceField(
        label=_("Borne by"), queryset=None, required=False, empty_label=_("Nobody can be named: the station shares it")
    )
    compensation = Loss._meta.get_field("value").formfield(label=_("What the customer gets"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bearer"].queryset = User.objects.by_number()
        self.initial |= {"bearer": self.item.received_by_id, "value": self.item.cost}

    @property
    def makes_sense(self) -> bool:
        return not self.item.is_ours

    def values(self) -> dict:
        told = {name: self.cleaned_data[name] for name in ("reason", "value", "bearer")}
        compensation = self.cleaned_data["compensation"]
        found = Found(**told, **({} if compensation is None else {"compensation": compensation}))
        return {"found": found, "seen": self.cleaned_data["seen"]}


class FindForm(StepForm):
    step = Step.FIND
    reason = reason(_("Where it was"))

    @property
    def makes_sense(self) -> bool:
        return self.item.losses.filter(turned_up_at__isnull=True).exists()


# Several items of one customer on a page of their own


class ManyForm(OnceForm):
    """A step with several items of one customer."""

    def __init__(self, data=None, files=None, *, items: Sequence[ReturnedItem], user):
        super().__init__(data, files)
        self.fit(items, user.may("see_customer"))

    def fit(self, items: Sequence[ReturnedItem], sees_contact: bool):
        """Nothing of it depends on the goods."""


class TellManyForm(ToldFields, ManyForm):
    """Telling the customer of several items at once."""

    @cached_property
    def told(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class GiveBackManyForm(HandingFields, ManyForm):
    """Giving several items back with one proof."""


class ShipForm(ManyForm):
    """How goods travel to a county/city agent."""

    carrier = column(Consignment, "carrier", required=True)
    waybill = column(Consignment, "waybill", required=True)
    phone = column(Consignment, "phone", required=True, widget=forms.TextInput({"inputmode": "tel"}))

    def transport(self) -> Transport:
        """What the service takes."""
        return Transport(**{name: self.cleaned_data[name] for name in ("carrier", "waybill", "phone")})
