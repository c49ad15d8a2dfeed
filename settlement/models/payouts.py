"""What closed sheets pay out, and what managers decide on rests (S6, S10). Pay-outs never change, like the sheets."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from servicedesk.fields import MoneyField
from settlement.models.closing import ClosedSheet
from settlement.policies.payout import RestVerdict


class PayoutQuerySet(models.QuerySet):
    def with_left(self):
        """`left`: what of `waits` no later month has withheld or set off."""
        taken = Coalesce(Sum("withheld_later__amount"), Value(0), output_field=MoneyField())
        return self.annotate(left=models.ExpressionWrapper(F("waits") - taken, output_field=MoneyField()))

    def with_rest(self):
        """Those of which something is left."""
        return self.filter(waits__gt=0).with_left().filter(left__gt=0)


class Payout(models.Model):
    """The pay-out of one closed sheet. `brought` is what stood below zero before, `carried` what does now; `waits` is
    what of the sheet's deductions passes the wage guard, `later` what of earlier such rests was withheld."""

    sheet = models.OneToOneField(ClosedSheet, on_delete=models.PROTECT, related_name="payout")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="payouts")
    brought = MoneyField()
    total = MoneyField()
    waits = MoneyField()
    later = MoneyField()
    paid = MoneyField()
    carried = MoneyField()

    objects = PayoutQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="settlement_payout_rests", condition=Q(waits__gt=0)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(paid=F("brought") + F("total") + F("waits") - F("later") - F("carried")),
                name="settlement_payout_sum",
                violation_error_message=_("What is paid and carried on is the total with what was brought over (S6)."),
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0, carried__lte=0, brought__lte=0, waits__gte=0, later__gte=0),
                name="settlement_payout_signs",
                violation_error_message=_("Nothing below zero is paid, nothing above it carried on (S6)."),
            ),
        ]

    def __str__(self):
        return f"{self.sheet_id} {self.paid}"


class LaterWithheld(models.Model):
    """What one pay-out withholds, or sets off, of an earlier one's rest."""

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="withholdings")
    of = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="withheld_later")
    amount = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payout", "of"],
                name="settlement_withheld_once",
                violation_error_message=_("This month's rest was withheld already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="settlement_withheld_amount",
                violation_error_message=_("What is withheld is more than nothing."),
            ),
        ]

    def __str__(self):
        return f"{self.payout_id} {self.of_id}"


class RestDecision(models.Model):
    """A manager's word on what the wage guard left over of a closed month (S10): `amount` is what was left then."""

    payout = models.OneToOneField(Payout, on_delete=models.PROTECT, related_name="decision")
    verdict = models.CharField(max_length=10, choices={verdict.value: verdict.value for verdict in RestVerdict})
    amount = MoneyField()
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("verdict", RestVerdict), name="settlement_rest_verdict"),
            models.CheckConstraint(
                condition=~Q(reason=""), name="settlement_rest_reason", violation_error_message=_("Say why.")
            ),
        ]

    def __str__(self):
        return f"{self.verdict} {self.payout_id}"
