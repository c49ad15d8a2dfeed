"""Suppliers, parcels sent to them, and each item's trip there and back (W10, D2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from returns.labels import TRIP_OUTCOME_LABELS, TRIP_STATE_LABELS, WANTED_LABELS
from returns.models.items import ReturnedItem
from returns.policies.trips import UNDER_WAY, TripOutcome, TripState, Wanted
from servicedesk.fields import MoneyField


class Supplier(models.Model):
    """A company that supplied goods and takes faulty ones back."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""), name="returns_supplier_name", violation_error_message=_("A supplier has a name.")
            )
        ]

    def __str__(self):
        return self.name


class Parcel(models.Model):
    """Goods shipped to a supplier together. Its list holds no word about whose they are."""

    parcel_no = models.CharField(_("parcel number"), max_length=20, unique=True)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="parcels")
    shipped_at = models.DateTimeField(_("shipped at"))
    shipped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    carrier = models.CharField(_("carrier"), max_length=60)
    waybill = models.CharField(_("waybill or vehicle number"), max_length=60)
    phone = models.CharField(_("carrier's phone"), max_length=40, blank=True)
    pieces = models.PositiveSmallIntegerField(_("pieces"), default=1)
    rma_no = models.CharField(_("RMA number"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-shipped_at", "-parcel_no"], name="returns_parcel_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(carrier="") & ~Q(waybill=""),
                name="returns_parcel_carrier_and_waybill",
                violation_error_message=_("A parcel has a carrier and a waybill or vehicle number."),
            ),
            models.CheckConstraint(
                condition=Q(pieces__gte=1),
                name="returns_parcel_pieces",
                violation_error_message=_("A parcel has at least one piece."),
            ),
        ]

    def __str__(self):
        return self.parcel_no


class TripQuerySet(models.QuerySet):
    def under_way(self):
        """In the basket or at the supplier."""
        return self.filter(one_of("state", UNDER_WAY))

    def in_basket(self):
        return self.filter(state=TripState.BASKET.value).order_by("supplier__name", "put_at", "pk")

    def away(self):
        """Sent and not back: what is still owed to us (D2), the longest away first."""
        return self.filter(state=TripState.AWAY.value).order_by("sent_on", "pk")


class Trip(models.Model):
    """One item's way to a supplier and back. Imported ones have no parcel: the books did not say how they went."""

    item = models.ForeignKey(ReturnedItem, on_delete=models.PROTECT, related_name="trips")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="trips")
    parcel = models.ForeignKey(Parcel, null=True, blank=True, on_delete=models.PROTECT, related_name="trips")
    state = models.CharField(max_length=10, choices=TRIP_STATE_LABELS, default=TripState.BASKET.value)
    wanted = models.CharField(_("wanted"), max_length=10, choices=WANTED_LABELS, blank=True)
    accessories = models.CharField(_("accessories enclosed"), max_length=300, blank=True)
    ours = models.BooleanField(_("the shop's own goods"), default=False)
    put_at = models.DateTimeField(null=True, blank=True)
    put_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    sent_on = models.DateField(_("sent to supplier on"), null=True, blank=True)
    received_on = models.DateField(_("received by supplier on"), null=True, blank=True)
    received_word = models.CharField(_("who confirmed it"), max_length=60, blank=True)
    asked_on = models.DateField(_("last asked after on"), null=True, blank=True)

    back_on = models.DateField(_("back from supplier on"), null=True, blank=True)
    outcome = models.CharField(_("what came back"), max_length=10, choices=TRIP_OUTCOME_LABELS, blank=True)
    new_serial = models.CharField(_("its serial number"), max_length=60, blank=True)
    credit = MoneyField(_("credit"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = TripQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["sent_on"], name="returns_trip_away", condition=Q(state=TripState.AWAY.value)),
            models.Index(
                fields=["supplier", "put_at"], name="returns_trip_basket", condition=Q(state=TripState.BASKET.value)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=one_of("state", TripState), name="returns_trip_state"),
            models.CheckConstraint(condition=one_of("wanted", Wanted, empty=True), name="returns_trip_wanted"),
            models.CheckConstraint(condition=one_of("outcome", TripOutcome, empty=True), name="returns_trip_outcome"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=["basket", "away"]),
                name="returns_trip_one_under_way",
                violation_error_message=_("This item is on its way to a supplier already."),
            ),
            models.CheckConstraint(
                condition=~Q(state=TripState.AWAY.value) | Q(sent_on__isnull=False) | Q(received_on__isnull=False),
                name="returns_trip_away_since",
                violation_error_message=_("What is at a supplier was sent on some day."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state=TripState.BACK.value),
                name="returns_trip_outcome_of_what_is_back",
                violation_error_message=_("Only what is back has an outcome."),
            ),
        ]

    def __str__(self):
        return f"{self.item_id} {self.supplier_id}"

    @property
    def since(self):
        """The day from which D2 counts: of sending; where the books only say when it arrived, that one."""
        return self.sent_on or self.received_on

    @property
    def serial_sent(self) -> str:
        """The serial number of the unit that was sent; free where the item's serial links are prefetched."""
        return self.item.serial_before(self.pk)
