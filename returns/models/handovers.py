"""What changes hands between the station and finance, warehouse or purchasing (A3, D6)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from returns.labels import HANDOVER_LABELS, HANDOVER_STATE_LABELS
from returns.models.items import ReturnedItem
from returns.models.papers import Paper
from returns.policies.handovers import KINDS, OPEN_STATES, Doing, HandOverState, Kind, doings
from servicedesk.fields import MoneyField
from staff.labels import ROLE_LABELS
from staff.policies import Role


class HandOverQuerySet(models.QuerySet):
    def open(self):
        """Not signed and not withdrawn; refused ones are open still."""
        return self.filter(one_of("state", OPEN_STATES))

    def waiting_for(self, *roles: str):
        """What people of these roles have to sign, the earliest due first."""
        return self.filter(state=HandOverState.OPEN.value, role__in=roles).order_by("due_at", "pk")

    def refused(self):
        """What the station has to answer, the earliest due first."""
        return self.filter(state=HandOverState.REFUSED.value).order_by("due_at", "pk")

    def awaiting_order(self):
        """Releases of goods that purchasing has ordered, the next expected first."""
        return self.open().filter(kind=Kind.RELEASE_NEW.value, expected_on__isnull=False).order_by("due_at", "pk")

    def after(self, due_at, pk):
        """Those behind this one in the order of what is due, for paging by key."""
        return self.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk), due_at__gte=due_at)

    def late(self, now):
        """Open past the end of their day (D6)."""
        return self.open().filter(due_at__lt=now)


class HandOver(models.Model):
    """One thing that one role has to take over or book for one item, and the named person who signed for it."""

    item = models.ForeignKey(ReturnedItem, on_delete=models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=20, choices=HANDOVER_LABELS)
    role = models.CharField(max_length=20, choices=ROLE_LABELS)
    state = models.CharField(max_length=10, choices=HANDOVER_STATE_LABELS, default=HandOverState.OPEN.value)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due_at = models.DateTimeField()
    amount = MoneyField(_("amount"), null=True, blank=True)
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers")
    note = models.CharField(_("note"), max_length=300, blank=True)
    consignment = models.ForeignKey(
        "returns.Consignment", null=True, blank=True, on_delete=models.PROTECT, related_name="handovers"
    )

    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reference = models.CharField(_("number in the books"), max_length=60, blank=True)
    serial = models.CharField(_("serial number of the new item"), max_length=60, blank=True)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["role", "due_at"], name="returns_handover_inbox", condition=Q(state="open")),
            models.Index(fields=["due_at"], name="returns_handover_open", condition=Q(state__in=["open", "refused"])),
            models.Index(fields=["-signed_at", "-id"], name="returns_handover_signed", condition=Q(state="signed")),
        ]
        constraints = [
            models.CheckConstraint(condition=one_of("kind", Kind), name="returns_handover_kind"),
            models.CheckConstraint(condition=one_of("role", Role), name="returns_handover_role"),
            models.CheckConstraint(
                condition=Q(consignment__isnull=True) | Q(kind=Kind.SHIP_WITH_OTHERS.value),
                name="returns_handover_consignment",
                violation_error_message=_("Only goods that go with other goods belong to a packing list here."),
            ),
            models.CheckConstraint(condition=one_of("state", HandOverState), name="returns_handover_state"),
            models.UniqueConstraint(
                fields=["item", "kind"],
                condition=Q(state__in=["open", "refused"]),
                name="returns_handover_one_open",
                violation_error_message=_("This hand-over is open already."),
            ),
            models.CheckConstraint(
                condition=Q(state=HandOverState.SIGNED.value, signed_at__isnull=False, signed_by__isnull=False)
                | ~Q(state=HandOverState.SIGNED.value) & Q(signed_at__isnull=True, signed_by__isnull=True),
                name="returns_handover_signed_by_someone",
                violation_error_message=_("A signed hand-over has a name and a time, and no other has."),
            ),
            models.CheckConstraint(
                condition=~Q(state=HandOverState.REFUSED.value)
                | Q(refused_at__isnull=False, refused_by__isnull=False) & ~Q(reason=""),
                name="returns_handover_refused_with_reason",
                violation_error_message=_("Whoever refuses a hand-over says why."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.item_id}"

    @property
    def meta(self) -> Meta:
        return KINDS[Kind(self.kind)]

    @property
    def tells_cost(self) -> bool:
        """Whether its amount tells what the goods cost: a supplier credits what he was paid."""
        return self.kind == Kind.BOOK_CREDIT

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def awaits_order(self) -> bool:
        """Whether it is the release of goods that purchasing has ordered and the warehouse has not given out."""
        return self.is_open and self.kind == Kind.RELEASE_NEW and self.expected_on is not None

    @property
    def is_of_new_item(self) -> bool:
        """Whether it is about the item that the customer gets, not the one that came in."""
        return self.kind in (Kind.ORDER_NEW, Kind.RELEASE_NEW)

    @property
    def signed_late(self) -> bool:
        """Whether it was signed past its day (D6)."""
        return self.signed_at is not None and self.signed_at > self.due_at

    def doings_for(self, user) -> tuple[Doing, ...]:
        """What the person may do to it now."""
        if not self.is_open:
            return ()
        return doings(self.kind, state=self.state, awaits_order=self.awaits_order, roles=user.roles)
