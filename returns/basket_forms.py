"""The forms between the faulty basket and the day on which goods are back from a supplier (W10, D2)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from returns.form_fields import choice, column, numbered, printable
from returns.labels import TRIP_OUTCOME_LABELS, WANTED_LABELS
from returns.models import Parcel, Supplier, Trip
from returns.policies import Remedy
from returns.policies.states import Step
from returns.policies.trips import TripState, Wanted
from returns.services import Back, Shipment
from returns.step_forms import StepForm, reason, words
from servicedesk.clock import local_date
from servicedesk.forms import DateInput, DeskForm, OnceForm


def suppliers():
    """The suppliers that goods are sent to."""
    return Supplier.objects.filter(active=True).order_by("name")


def wanted_choices(*, ours: bool) -> dict:
    """What may be wanted: a credit only for goods of ours."""
    return {value: word for value, word in WANTED_LABELS.items() if ours or value != Wanted.CREDIT}


def past_day(label, now):
    """A day that is not to come, today unless told otherwise."""
    today = local_date(now)
    return forms.DateField(label=label, initial=today, widget=DateInput({"max": today.isoformat()}))


def credit_field(**options):
    """The amount that a supplier credits, in yuan."""
    return Trip._meta.get_field("credit").formfield(required=False, **options)


# Steps on an item's page


class IntoBasketForm(StepForm):
    """To which supplier, what is wanted, and what goes with it (W10)."""

    step = Step.INTO_BASKET
    supplier = forms.ModelChoiceField(label=_("Supplier"), queryset=None, empty_label=_("Choose a supplier"))
    wanted = forms.ChoiceField(label=_("Wanted"))
    accessories = column(
        Trip,
        "accessories",
        help_text=_("Leave it empty where possible: goods travel without accessories and packaging (W10)."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = suppliers()
        self.fields["wanted"].choices = numbered(wanted_choices(ours=self.item.is_ours))
        if self.item.remedy == Remedy.REPAIR and not self.item.is_ours:
            self.initial["wanted"] = Wanted.REPAIR.value

    @property
    def makes_sense(self) -> bool:
        return self.item.may_go_to_supplier


class OutOfBasketForm(StepForm):
    step = Step.OUT_OF_BASKET
    reason = reason()

    @property
    def makes_sense(self) -> bool:
        return self.item.trip is not None and self.item.trip.state == TripState.BASKET


class AwayForm(StepForm):
    """A step with goods that a supplier has."""

    @property
    def makes_sense(self) -> bool:
        return self.item.trip is not None and self.item.trip.state == TripState.AWAY


class SupplierHasItForm(AwayForm):
    """Since when, and who there said so (D2)."""

    step = Step.SUPPLIER_HAS_IT
    received_on = forms.DateField(label=_("Received by supplier"), widget=DateInput)
    word = words(_("Who there said so"), most=60)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_on"] = past_day(self.fields["received_on"].label, self.now)

    @property
    def makes_sense(self) -> bool:
        return super().makes_sense and self.item.trip.received_on is None


class SupplierAskedForm(AwayForm):
    """What they said, if anything (D2)."""

    step = Step.SUPPLIER_ASKED
    word = words(_("What they said"), required=False)


class BackFields(forms.Form):
    """What came back. Which of the fields an outcome needs is said by the service."""

    outcome = choice(_("What came back"), TRIP_OUTCOME_LABELS)
    new_serial = column(Trip, "new_serial", label=_("New serial number"))
    credit = credit_field()
    note = column(Trip, "note")


class BackFromSupplierForm(AwayForm, BackFields):
    step = Step.BACK_FROM_SUPPLIER
    field_order = ("outcome", "back_on", "new_serial", "credit", "note")
    back_on = forms.DateField(label=_("Back on"), widget=DateInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["back_on"] = past_day(self.fields["back_on"].label, self.now)
        self.order_fields(self.field_order)

    def values(self) -> dict:
        told = super().values()
        seen = told.pop("seen")
        return {"back": Back(**told), "seen": seen}


# Pages of suppliers


class SupplierForm(DeskForm):
    """A supplier's record."""

    name = column(Supplier, "name", required=True)
    contact = column(Supplier, "contact")
    phone = column(Supplier, "phone")
    address = column(Supplier, "address")
    note = column(Supplier, "note", widget=forms.Textarea({"rows": 2}))
    active = forms.BooleanField(label=_("Goods are sent there"), required=False, initial=True)


class NewSupplierForm(SupplierForm, OnceForm):
    """A supplier to be added, once however often it is sent."""

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class TicksForm(DeskForm):
    """What is ticked of a list: ids, as the boxes named `tick` send them."""

    tick = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        sent = self.data.getlist("tick") if hasattr(self.data, "getlist") else []
        self.fields["tick"].choices = [(each, each) for each in sent if each.isdecimal() and len(each) < 18]

    @property
    def ticked(self) -> list[int]:
        """The ids that were sent, also where the rest of the form is refused."""
        return [int(value) for value, _word in self.fields["tick"].choices]


class FillBasketForm(TicksForm):
    """Many items at once into one supplier's basket, bare (W10)."""

    supplier = forms.ModelChoiceField(label=_("Supplier"), queryset=None, empty_label=_("Choose a supplier"))
    wanted = choice(_("Wanted"), WANTED_LABELS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = suppliers()

    def values(self) -> dict:
        """What `items_into_basket` takes."""
        return {"item_ids": self.ticked, **{name: self.cleaned_data[name] for name in ("supplier", "wanted")}}


class ShipForm(TicksForm, OnceForm):
    """How the parcel leaves."""

    carrier = column(Parcel, "carrier", required=True)
    waybill = column(Parcel, "waybill", required=True)
    phone = column(Parcel, "phone")
    pieces = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=999, initial=1)
    rma_no = column(Parcel, "rma_no")
    note = column(Parcel, "note")

    def shipment(self, supplier: Supplier) -> Shipment:
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "tick")}
        return Shipment(supplier_id=supplier.pk, **told)


class ConfirmForm(TicksForm):
    """Since when the supplier has what is ticked, and who there said so (D2). It shares a page's ticks, and its <form>,
    with `ChaseForm`."""

    use_required_attribute = False

    received_on = forms.DateField(label=_("Received by supplier"), widget=DateInput)
    who = forms.CharField(label=_("Who there said so"), max_length=60, validators=[printable])

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["received_on"] = past_day(self.fields["received_on"].label, now)

    def values(self) -> dict:
        """What `trips_confirm` takes."""
        told = self.cleaned_data
        return {"trip_ids": self.ticked, "received_on": told["received_on"], "word": told["who"]}


class ChaseForm(TicksForm):
    """What the supplier said about what is ticked; the button of one row (`one`) ticks that row alone."""

    word = forms.CharField(label=_("What they said"), max_length=300, required=False, validators=[printable])

    @property
    def chosen(self) -> list[int]:
        one = self.data.get("one", "")
        return [int(one)] if one.isdecimal() and len(one) < 18 else self.ticked

    def values(self) -> dict:
        """What `trips_chase` takes."""
        return {"trip_ids": self.chosen, "word": self.cleaned_data["word"]}


class BackLine(BackFields, DeskForm):
    """One row of a parcel: empty while the item has not come."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].required = False

    @property
    def is_told(self) -> bool:
        return any(self.cleaned_data.get(name) not in (None, "") for name in self.fields)


class BackForm(OnceForm):
    """What came back of a parcel: one day, and a row for each item that is still owed."""

    back_on = forms.DateField(label=_("Back on"), widget=DateInput)

    def __init__(self, data=None, *, trips, now):
        super().__init__(data)
        self.fields["back_on"] = past_day(self.fields["back_on"].label, now)
        self.lines = {trip.pk: BackLine(data, prefix=str(trip.pk)) for trip in trips}
        self.rows = [(trip, self.lines[trip.pk]) for trip in trips]

    def is_valid(self) -> bool:
        sound = [line.is_valid() for line in self.lines.values()]
        return super().is_valid() and all(sound)

    def backs(self) -> dict[int, Back]:
        """By trip, what was told of it."""
        day = self.cleaned_data["back_on"]
        return {pk: Back(back_on=day, **line.cleaned_data) for pk, line in self.lines.items() if line.is_told}

    def refuse(self, error):
        """Onto the row and field that a refusal names, else onto the form."""
        pk, _mark, name = (getattr(error, "field", "") or "").partition("-")
        line = self.lines.get(int(pk)) if pk.isdecimal() else None
        if line is not None:
            line.add_error(name if name in line.fields else None, str(error.message))
        super().refuse(error)
