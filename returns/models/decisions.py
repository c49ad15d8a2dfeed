"""What was decided of an item's remedies: as told when it was logged, and as chosen with the customer."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from returns.labels import LABEL_BASIS_LABELS, REMEDY_LABELS
from returns.models.items import ReturnedItem
from returns.policies import Remedy
from returns.policies.advice import Advice, read_again
from returns.policies.choices import LabelBasis
from servicedesk.fields import MoneyField
from tickets.labels import CHANNEL_LABELS
from tickets.policies import Channel


class RemedyDecision(models.Model):
    """The four remedies of an item as they were decided when it was logged (W13), with the facts and the numbers in
    force; it never changes afterwards. There is none where a fact was missing."""

    item = models.OneToOneField(ReturnedItem, on_delete=models.CASCADE, related_name="decision")
    decided_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    wanted = models.CharField(max_length=10, choices=REMEDY_LABELS, blank=True)
    facts = models.JSONField()
    decision = models.JSONField()
    terms_version = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("wanted", Remedy, empty=True), name="returns_decision_wanted")
        ]

    def __str__(self):
        return f"{self.item_id} {self.decided_at:%Y-%m-%d}"

    @property
    def advice(self) -> Advice:
        """What the clerk was shown."""
        return read_again(decision=self.decision, facts=self.facts)


class RemedyChoice(models.Model):
    """A remedy chosen with the customer, with the facts, the answers and the numbers it rests on (W12, W13).

    It never changes. Another choice makes this one no longer `current`; which was in force when stays on record.
    """

    item = models.ForeignKey(ReturnedItem, on_delete=models.CASCADE, related_name="choices")
    current = models.BooleanField(default=True)
    remedy = models.CharField(_("remedy"), max_length=10, choices=REMEDY_LABELS)
    rule = models.CharField(max_length=10)
    chosen_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(null=True)
    decision = models.JSONField(null=True)
    terms_version = models.CharField(max_length=20)
    free = models.BooleanField(_("free of charge"), null=True)

    overruled = models.BooleanField(default=False)
    overrule_reason = models.CharField(_("reason to overrule"), max_length=300, blank=True)

    amount = MoneyField(_("refund or credit"), null=True, blank=True)
    wear_fee = MoneyField(_("wear fee"), null=True, blank=True)
    new_product = models.CharField(_("wanted instead"), max_length=100, blank=True)
    new_price = MoneyField(_("its price"), null=True, blank=True)
    top_up = MoneyField(_("top-up by the rules"), null=True, blank=True)
    top_up_agreed = MoneyField(_("top-up agreed"), null=True, blank=True)
    lowered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lowered_reason = models.CharField(_("reason to lower"), max_length=300, blank=True)
    in_stock = models.BooleanField(_("in stock"), null=True)
    label_basis = models.CharField(max_length=10, choices=LABEL_BASIS_LABELS, blank=True)

    agreed_by = models.CharField(_("agreed with"), max_length=60, blank=True)
    agreed_how = models.CharField(_("how"), max_length=10, choices=CHANNEL_LABELS, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("remedy", Remedy), name="returns_choice_remedy"),
            models.CheckConstraint(
                condition=one_of("label_basis", LabelBasis, empty=True), name="returns_choice_label_basis"
            ),
            models.CheckConstraint(condition=one_of("agreed_how", Channel, empty=True), name="returns_choice_how"),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(current=True),
                name="returns_choice_one_current",
                violation_error_message=_("Somebody chose a remedy for this item meanwhile."),
            ),
            models.CheckConstraint(
                condition=Q(overruled=False, overrule_reason="") | Q(overruled=True) & ~Q(overrule_reason=""),
                name="returns_choice_overrule_has_reason",
                violation_error_message=_("Whoever overrules a rule writes down why (W12)."),
            ),
            models.CheckConstraint(
                condition=Q(top_up__isnull=True, top_up_agreed__isnull=True)
                | Q(top_up_agreed=F("top_up"), lowered_reason="")
                | Q(top_up_agreed__lt=F("top_up"), lowered_by__isnull=False) & ~Q(lowered_reason=""),
                name="returns_choice_lowered_has_reason",
                violation_error_message=_("A lowered top-up says who lowered it and why (W8)."),
            ),
        ]

    def __str__(self):
        return f"{self.remedy} {self.item_id}"

    @property
    def advice(self) -> Advice | None:
        """What all four remedies were when this one was chosen; None where a fact was missing."""
        return read_again(decision=self.decision, facts=self.facts) if self.decision else None
