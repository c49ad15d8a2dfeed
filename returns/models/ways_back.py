"""How goods left the house (A4, S-R2), and which serial number took the place of which (W9)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, Machine, one_of
from returns.labels import LINK_LABELS, SHIP_LABELS
from returns.models.items import ReturnedItem
from returns.models.suppliers import Trip
from returns.policies.ways_back import LinkKind, ShipWay
from servicedesk.fields import MoneyField
from tickets.labels import CHANNEL_LABELS
from tickets.policies import Channel


class Notice(models.Model):
    """The customer was told that the goods are ready, and what a county/city agent chose (A4)."""

    item = models.ForeignKey(ReturnedItem, on_delete=models.CASCADE, related_name="notices")
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    told_whom = models.CharField(_("who was told"), max_length=60, blank=True)
    told_how = models.CharField(_("how"), max_length=10, choices=CHANNEL_LABELS)
    way = models.CharField(_("the agent's choice"), max_length=20, choices=SHIP_LABELS, blank=True)

    class Meta:
        ordering = ["told_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=one_of("told_how", Channel), name="returns_notice_how"),
            models.CheckConstraint(condition=one_of("way", ShipWay, empty=True), name="returns_notice_way"),
        ]

    def __str__(self):
        return f"{self.item_id} {self.told_at:%Y-%m-%d}"


class Consignment(models.Model):
    """Goods that go back to a county/city agent together, with the packing list that is enclosed (A4)."""

    consignment_no = models.CharField(_("packing list number"), max_length=20, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="consignments")
    way = models.CharField(max_length=20, choices=SHIP_LABELS)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    carrier = models.CharField(_("carrier"), max_length=60, blank=True)
    waybill = models.CharField(_("waybill or vehicle number"), max_length=60, blank=True)
    phone = models.CharField(_("carrier's or driver's phone"), max_length=40, blank=True)
    list_no = models.CharField(_("warehouse's shipping list"), max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("way", ShipWay), name="returns_consignment_way"),
            models.CheckConstraint(
                condition=~Q(way=ShipWay.NOW.value) | ~Q(carrier="") & ~Q(waybill="") & ~Q(phone=""),
                name="returns_consignment_carrier",
                violation_error_message=_(
                    "Goods that are shipped have a carrier, a vehicle or waybill, and a phone (A4)."
                ),
            ),
        ]

    def __str__(self):
        return self.consignment_no


class GiveBack(models.Model):
    """How an item, or what is given for it, reached the customer, and the proof of it (A4, S-R3)."""

    item = models.OneToOneField(ReturnedItem, on_delete=models.CASCADE, related_name="give_back")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    receiver = models.CharField(_("who took it"), max_length=60, blank=True)
    voucher_back = models.BooleanField(_("voucher taken back"), default=False)
    unsigned_reason = models.CharField(_("why there is no signature"), max_length=300, blank=True)
    consignment = models.ForeignKey(
        Consignment, null=True, blank=True, on_delete=models.PROTECT, related_name="give_backs"
    )

    def __str__(self):
        return f"{self.item_id}"


class Loss(models.Model):
    """Goods that cannot be found (S-R2): their value and who bears it; nobody named: shared by the station. What has
    turned up can be lost once more."""

    item = models.ForeignKey(ReturnedItem, on_delete=models.CASCADE, related_name="losses")
    found_out_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.CharField(_("what is known of it"), max_length=500)
    value = MoneyField(_("value"))
    bearer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="losses",
        verbose_name=_("borne by"),
    )
    turned_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="returns_loss_value",
                violation_error_message=_("A value is not negative."),
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(turned_up_at__isnull=True),
                name="returns_loss_one_open",
                violation_error_message=_("This loss is on record already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="returns_loss_reason",
                violation_error_message=_("Say what is known of the loss."),
            ),
        ]

    def __str__(self):
        return f"{self.item_id} {self.value}"


class Scrapping(models.Model):
    """The customer's goods are scrapped: who agreed for him, how, why, and who did it."""

    item = models.OneToOneField(ReturnedItem, on_delete=models.CASCADE, related_name="scrapping")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    consent_by = models.CharField(_("who agreed for the customer"), max_length=60)
    consent_how = models.CharField(_("how"), max_length=10, choices=CHANNEL_LABELS)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("consent_how", Channel), name="returns_scrapping_how"),
            models.CheckConstraint(
                condition=~Q(consent_by="") & ~Q(reason=""),
                name="returns_scrapping_consent",
                violation_error_message=_("Goods are scrapped with a reason and the customer's consent."),
            ),
        ]

    def __str__(self):
        return f"{self.item_id}"


class SerialLink(models.Model):
    """One serial number took the place of another (W9): which, when, for which item, and the label's dates."""

    item = models.ForeignKey(ReturnedItem, on_delete=models.PROTECT, related_name="serial_links")
    kind = models.CharField(max_length=20, choices=LINK_LABELS)
    at = models.DateTimeField()
    old_serial = models.CharField(_("old serial number"), max_length=60, blank=True)
    new_serial = models.CharField(_("new serial number"), max_length=60, blank=True)
    old_label_on = models.DateField(_("old label date"), null=True, blank=True)
    new_label_on = models.DateField(_("new label date"), null=True, blank=True)
    trip = models.ForeignKey(Trip, null=True, blank=True, on_delete=models.PROTECT, related_name="serial_links")
    old_machine = models.ForeignKey(Machine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    new_machine = models.ForeignKey(Machine, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["old_serial"], name="returns_link_old_serial"),
            models.Index(fields=["new_serial"], name="returns_link_new_serial"),
        ]
        constraints = [
            models.CheckConstraint(condition=one_of("kind", LinkKind), name="returns_link_kind"),
            models.CheckConstraint(
                condition=Q(new_serial="") | ~Q(old_serial=F("new_serial")),
                name="returns_link_two_serials",
                violation_error_message=_("The new serial number is the old one. Read the label of the new item."),
            ),
        ]

    def __str__(self):
        return f"{self.old_serial} → {self.new_serial}"
