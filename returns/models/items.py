"""Goods that customers brought back."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from customers.labels import CATEGORY_LABELS
from customers.models import Customer, Machine, one_of
from customers.policies import Category
from returns.labels import (
    CONDITION_LABELS,
    DELIVERY_LABELS,
    FINDING_LABELS,
    PROOF_LABELS,
    REMEDY_LABELS,
    STATE_LABELS,
)
from returns.models.papers import Paper
from returns.policies import Condition, DeliveryKind, Proof, PublicState, Remedy
from returns.policies.states import ENDED, STATES, Finding, Refusal, State, Step, goods_are_ours, refusal
from returns.policies.trips import UNDER_WAY, TripState, kept_from_basket, settles
from returns.policies.ways_back import LinkKind
from servicedesk.fields import MoneyField
from tickets.models import Job
from tickets.policies import Status


class ReturnedItemQuerySet(models.QuerySet):
    def in_house(self):
        """Goods whose claim has not ended: not given back, lost or scrapped."""
        return self.filter(ended_at__isnull=True)

    def in_state(self, state: str):
        """Goods in one state; "out": those of which something is out, ended or not; anything else: not ended."""
        if state == "out":
            return self.filter(out__gt=0)
        if state in list(State):
            return self.filter(state=state)
        return self.in_house()

    def newest_first(self):
        return self.order_by("-received_at", "-item_no")

    def oldest_first(self):
        return self.order_by("received_at", "item_no")

    def with_open_quotes(self):
        """Each with `asks`: whether a quote waits for the customer's answer, wherever the goods are."""
        quotes = self.model._meta.get_field("quotes").related_model
        return self.annotate(asks=Exists(quotes.objects.open().filter(item=OuterRef("pk"))))

    def after(self, received_at, item_no):
        """Those behind this one in `newest_first`, for paging by key."""
        return self.filter(
            Q(received_at__lt=received_at) | Q(received_at=received_at, item_no__lt=item_no),
            received_at__lte=received_at,
        )


class ReturnedItem(models.Model):
    """One item that came back. Everything that A1 asks for, and what became of it."""

    item_no = models.CharField(_("item number"), max_length=20, unique=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="items", verbose_name=_("customer"), db_index=False
    )
    machine = models.ForeignKey(
        Machine, null=True, blank=True, on_delete=models.PROTECT, related_name="items", verbose_name=_("machine")
    )
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="items")

    product = models.CharField(_("product"), max_length=100)
    spec = models.CharField(_("specification"), max_length=100, blank=True)
    serial = models.CharField(_("serial number"), max_length=60, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=CATEGORY_LABELS)
    purchased_on = models.DateField(_("purchase date"), null=True, blank=True)
    label_on = models.DateField(_("date on the warranty label"), null=True, blank=True)
    proof = models.CharField(_("proof of purchase shown"), max_length=10, choices=PROOF_LABELS, blank=True)
    sale_price = MoneyField(_("sale price"), null=True, blank=True)
    cost = MoneyField(_("cost"), null=True, blank=True)
    price_today = MoneyField(_("today's price"), null=True, blank=True)
    fault = models.CharField(_("fault"), max_length=500, blank=True)
    condition = models.CharField(_("condition"), max_length=10, choices=CONDITION_LABELS)
    looks = models.CharField(_("marks and damage"), max_length=200, blank=True)
    packaging_complete = models.BooleanField(_("packaging complete"), null=True, blank=True)
    accessories = models.CharField(_("accessories received"), max_length=300, blank=True)
    remedy = models.CharField(_("remedy"), max_length=10, choices=REMEDY_LABELS, blank=True)

    received_at = models.DateTimeField(_("received at"))
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("received by")
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="held_items",
        verbose_name=_("holder"),
        db_index=False,
    )

    state = models.CharField(_("state"), max_length=20, choices=STATE_LABELS, default=State.RECEIVED.value)
    finding = models.CharField(_("what came of it"), max_length=20, choices=FINDING_LABELS, blank=True)
    out = models.PositiveSmallIntegerField(_("errands under way"), default=0)
    ready_at = models.DateTimeField(_("ready since"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    explained_at = models.DateTimeField(_("explained to the customer at"), null=True, blank=True)
    reported_at = models.DateTimeField(_("reported to the service manager at"), null=True, blank=True)
    estimate = models.DateField(_("estimated date"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("given back at"), null=True, blank=True)
    delivery_kind = models.CharField(_("given back by"), max_length=10, choices=DELIVERY_LABELS, blank=True)
    signed = models.BooleanField(_("signed"), null=True, blank=True)

    objects = ReturnedItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["serial"], name="returns_item_serial"),
            models.Index(fields=["-received_at", "-item_no"], name="returns_item_newest"),
            models.Index(
                fields=["-received_at", "-item_no"],
                name="returns_item_in_house",
                condition=Q(ended_at__isnull=True),
            ),
            models.Index(fields=["state", "-received_at", "-item_no"], name="returns_item_state"),
            models.Index(fields=["-received_at", "-item_no"], name="returns_item_out", condition=Q(out__gt=0)),
            models.Index(fields=["customer", "-received_at", "-item_no"], name="returns_item_customer"),
            models.Index(fields=["holder", "-received_at", "-item_no"], name="returns_item_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=one_of("category", Category),
                name="returns_item_category",
                violation_error_message=_("Choose one of the categories."),
            ),
            models.CheckConstraint(
                condition=one_of("condition", Condition),
                name="returns_item_condition",
                violation_error_message=_("Choose intact or faulty."),
            ),
            models.CheckConstraint(
                condition=one_of("remedy", Remedy, empty=True),
                name="returns_item_remedy",
                violation_error_message=_("Choose one of the four remedies, or leave it open."),
            ),
            models.CheckConstraint(
                condition=one_of("proof", Proof, empty=True),
                name="returns_item_proof",
                violation_error_message=_("Choose what was shown."),
            ),
            models.CheckConstraint(
                condition=one_of("delivery_kind", DeliveryKind, empty=True),
                name="returns_item_delivery_kind",
                violation_error_message=_("Choose how the goods were given back."),
            ),
            models.CheckConstraint(condition=one_of("state", State), name="returns_item_state_known"),
            models.CheckConstraint(condition=one_of("finding", Finding, empty=True), name="returns_item_finding"),
            models.CheckConstraint(
                condition=one_of("state", ENDED) & Q(ended_at__isnull=False)
                | ~one_of("state", ENDED) & Q(ended_at__isnull=True),
                name="returns_item_ended_at",
                violation_error_message=_("Exactly what is given back, lost or scrapped has ended."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.GIVEN_BACK.value, delivered_at__isnull=False)
                | ~Q(state=State.GIVEN_BACK.value) & Q(delivered_at__isnull=True),
                name="returns_item_given_back_at",
                violation_error_message=_("Exactly what is given back has a time of giving back."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(ended_at__isnull=False, out=0),
                name="returns_item_closed_with_nothing_out",
                violation_error_message=_("An item closes when it has ended and nothing of it is out."),
            ),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True) | Q(delivered_at__gte=F("received_at")),
                name="returns_item_delivered_after_received",
                violation_error_message=_("Goods go back after they came in."),
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": 0}),
                    name=f"returns_item_{column}",
                    violation_error_message=_("A price is not negative."),
                )
                for column in ("sale_price", "cost", "price_today")
            ],
        ]

    def __str__(self):
        return f"{self.product} {self.item_no}"

    @property
    def public_state(self) -> PublicState:
        """How far it is, in the customer's words; needs the job. One that a technician took counts as being seen to.
        A quote for goods that are elsewhere waits for an answer too, where the items were read `with_open_quotes`."""
        state = STATES[State(self.state)].public
        if state == PublicState.IN_WORK and getattr(self, "asks", False):
            return PublicState.YOUR_ANSWER
        taken = self.job is not None and self.job.status != Status.WAITING
        return PublicState.IN_WORK if state == PublicState.RECEIVED and taken else state

    @property
    def standing(self) -> str:
        """Where the item is and with whom, so that a page can say what it was looking at."""
        return f"{self.state}:{self.holder_id or ''}:{self.out}"

    @property
    def is_ours(self) -> bool:
        """Whether the goods are the shop's by now: the customer has, or is getting, money or other goods for them."""
        return goods_are_ours(remedy=self.remedy, state=self.state, finding=self.finding)

    @property
    def trip(self):
        """Its trip to a supplier that is under way, None without one; free where the trips are prefetched."""
        return next((trip for trip in self.trips.all() if trip.state in UNDER_WAY), None)

    @property
    def is_settled(self) -> bool:
        """Whether goods of ours came back from a supplier for good: repaired, as another unit or as credit."""
        return any(trip.ours and trip.state == TripState.BACK and settles(trip.outcome) for trip in self.trips.all())

    @property
    def may_go_to_supplier(self) -> bool:
        """Whether it may be put into a supplier's faulty basket now."""
        kept = kept_from_basket(condition=self.condition, state=self.state, ours=self.is_ours, settled=self.is_settled)
        return kept is None and self.trip is None

    def serial_before(self, trip_id: int) -> str:
        """The serial number of what was sent with a trip: the last unit that a supplier gave for the item before it,
        else the one that came in."""
        given = [
            link.new_serial
            for link in sorted(self.serial_links.all(), key=lambda link: link.pk)
            if link.kind == LinkKind.FROM_SUPPLIER and link.trip_id is not None and link.trip_id < trip_id
        ]
        return given[-1] if given else self.serial

    @property
    def standing_quote(self):
        """The quote that is with the customer, or that he accepted; None where there is none."""
        return next((quote for quote in self.quotes.all() if quote.is_standing), None)

    @property
    def choice(self):
        """The remedy in force as it was chosen; None without one. Free where the choices are prefetched."""
        return next((choice for choice in self.choices.all() if choice.current), None)

    @property
    def repair_is_free(self) -> bool | None:
        """Whether the chosen repair costs the customer nothing (W4, L4, P); None while that is not known."""
        return self.choice.free if self.choice else None

    def refusal_for(self, step: Step, actions: frozenset[str]) -> Refusal | None:
        """Why somebody who may do `actions` may not do the step now; None when they may."""
        return refusal(step, state=self.state, actions=actions)
