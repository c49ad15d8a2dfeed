"""Repairs: quotes and their lines (L4), parts put in, repairs bought in from outside (A5)."""

from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from returns.labels import LINE_LABELS, OUTSIDE_STATE_LABELS, QUOTE_STATE_LABELS
from returns.models.items import ReturnedItem
from returns.policies.quotes import STANDING, LineKind, OutsideState, QuoteState, to_pay, total
from servicedesk.clock import local_date
from servicedesk.fields import MoneyField
from tickets.labels import CHANNEL_LABELS
from tickets.policies import Channel


class QuoteQuerySet(models.QuerySet):
    def open(self):
        """With the customer, the longest waiting first."""
        return self.filter(state=QuoteState.OPEN.value).order_by("made_at", "pk")

    def standing(self):
        """Those that bind us: one of an item at most."""
        return self.filter(one_of("state", STANDING))


class Quote(models.Model):
    """What a paid repair would cost, item by item, which the customer accepts before it is done (L4); and, once it is
    done, the list by which it is settled, never dearer than what was accepted."""

    quote_no = models.CharField(_("quote number"), max_length=20, unique=True)
    item = models.ForeignKey(ReturnedItem, on_delete=models.PROTECT, related_name="quotes")
    state = models.CharField(max_length=10, choices=QUOTE_STATE_LABELS, default=QuoteState.OPEN.value)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = models.CharField(_("note to the customer"), max_length=300, blank=True)

    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(_("who answered for the customer"), max_length=60, blank=True)
    answered_how = models.CharField(_("how"), max_length=10, choices=CHANNEL_LABELS, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    discount = MoneyField(_("discount"), default=Decimal("0.00"))
    warranty_days = models.PositiveSmallIntegerField(_("days of warranty on the repair"), null=True, blank=True)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="returns_quote_open", condition=Q(state="open"))]
        constraints = [
            models.CheckConstraint(condition=one_of("state", QuoteState), name="returns_quote_state"),
            models.CheckConstraint(condition=one_of("answered_how", Channel, empty=True), name="returns_quote_how"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=["open", "accepted"]),
                name="returns_quote_one_standing",
                violation_error_message=_("This item has a quote already. Withdraw it first."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "refused"])
                | Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(answered_how=""),
                name="returns_quote_answer_is_whole",
                violation_error_message=_("An answer to a quote says who gave it, when and how."),
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(state="accepted"),
                name="returns_quote_settles_what_was_accepted",
                violation_error_message=_("Only a quote that was accepted is settled (L4)."),
            ),
            models.CheckConstraint(
                condition=Q(discount__gte=0),
                name="returns_quote_discount",
                violation_error_message=_("A discount is not negative."),
            ),
        ]

    def __str__(self):
        return self.quote_no

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    @property
    def total(self) -> Decimal:
        """What its lines come to."""
        return total(self.lines.all())

    @property
    def to_pay(self) -> Decimal | None:
        """What the customer pays by the settlement list; None where there is none yet."""
        if self.settled_at is None:
            return None
        return to_pay([line.charged for line in self.lines.all()], discount=self.discount)

    @property
    def warranty_until(self) -> date | None:
        """The last day on which the same fault is repaired free of charge (P)."""
        if self.settled_at is None or self.warranty_days is None:
            return None
        return local_date(self.settled_at) + timedelta(days=self.warranty_days)


class QuoteLine(models.Model):
    """One thing to be paid for: a part, labour, a visit. `charged` is what it came to in the end, at most its price."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=LINE_LABELS)
    text = models.CharField(_("what for"), max_length=100)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    price = MoneyField(_("price of one"))
    charged = MoneyField(_("charged in all"), null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=one_of("kind", LineKind), name="returns_quoteline_kind"),
            models.UniqueConstraint(fields=["quote", "position"], name="returns_quoteline_position"),
            models.CheckConstraint(
                condition=Q(price__gte=0, quantity__gte=1),
                name="returns_quoteline_price",
                violation_error_message=_("A line has a quantity from 1 and a price that is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(charged__isnull=True) | Q(charged__gte=0, charged__lte=F("price") * F("quantity")),
                name="returns_quoteline_charged",
                violation_error_message=_("Nothing is charged beyond what was accepted (L4)."),
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def amount(self) -> Decimal:
        """Quantity times price, in yuan."""
        return self.price * self.quantity


class RepairPart(models.Model):
    """A part that was put in during a repair, and the one that came out, by their serial numbers."""

    item = models.ForeignKey(ReturnedItem, on_delete=models.PROTECT, related_name="parts")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(_("part"), max_length=60)
    old_serial = models.CharField(_("serial number taken out"), max_length=60, blank=True)
    new_serial = models.CharField(_("serial number put in"), max_length=60, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_serial="") | ~Q(old_serial=F("new_serial")),
                name="returns_part_two_serials",
                violation_error_message=_("The new serial number is the old one. Read the label of the new part."),
            ),
        ]

    def __str__(self):
        return self.name


class OutsideRepair(models.Model):
    """A repair bought in: who does it, and for how much; finance pays him and collects from the customer (A5)."""

    item = models.ForeignKey(ReturnedItem, on_delete=models.PROTECT, related_name="outside_repairs")
    state = models.CharField(max_length=10, choices=OUTSIDE_STATE_LABELS, default=OutsideState.AWAY.value)
    repairer = models.CharField(_("repairer"), max_length=100)
    phone = models.CharField(_("repairer's phone"), max_length=40, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    expected_on = models.DateField(_("expected back on"), null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    repaired = models.BooleanField(_("repaired"), null=True, blank=True)
    cost = MoneyField(_("what the repairer is paid"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("state", OutsideState), name="returns_outside_state"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state=OutsideState.AWAY.value),
                name="returns_outside_one_away",
                violation_error_message=_("This item is with a repairer already."),
            ),
            models.CheckConstraint(
                condition=Q(state=OutsideState.AWAY.value, back_at__isnull=True)
                | Q(state=OutsideState.BACK.value, back_at__isnull=False, repaired__isnull=False),
                name="returns_outside_back_is_whole",
                violation_error_message=_("What is back says when, and whether it was repaired."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0),
                name="returns_outside_cost",
                violation_error_message=_("A price is not negative."),
            ),
        ]

    def __str__(self):
        return f"{self.item_id} {self.repairer}"
