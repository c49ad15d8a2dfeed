"""Closed months: their sheets and lines, which never change. The database itself refuses it (see the migration)."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from servicedesk.fields import MoneyField
from settlement.policies.closing import Scope


class Closing(models.Model):
    """One closing of a month by one manager, for everybody but the service managers, or for what was left (S7).

    `month` is its first day. `seal` is empty only within the closing's own transaction.
    """

    month = models.DateField()
    scope = models.CharField(max_length=10, choices={scope.value: scope.value for scope in Scope})
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    sheet_count = models.PositiveIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "scope"],
                name="settlement_closing_once",
                violation_error_message=_("This month is closed already."),
            ),
            models.CheckConstraint(condition=one_of("scope", Scope), name="settlement_closing_scope"),
        ]

    def __str__(self):
        return f"{self.month:%Y-%m} {self.scope}"


class ClosedSheet(models.Model):
    """One person's frozen month. `unpaid`, `covered` and `waived` are lists as `settlement.frozen` writes them;
    `figures` are the sums that reports add up; `numbers` the values of the rulebook that its lines stand on."""

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="sheets")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="closed_sheets")
    month = models.DateField()
    filed = models.PositiveIntegerField()
    settled = models.PositiveIntegerField()
    subsidised = models.PositiveIntegerField()
    forfeited = models.BooleanField()
    fares = MoneyField()
    subsidy = MoneyField()
    rewards = MoneyField()
    deductions = MoneyField()
    total = MoneyField()
    wage = MoneyField(null=True)
    withheld = MoneyField(null=True)
    unpaid = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    covered = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    waived = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    quotas = models.JSONField(default=dict)
    figures = models.JSONField(default=list)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "month"],
                name="settlement_sheet_once",
                violation_error_message=_("This person's month is closed already."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    total=models.F("fares") + models.F("subsidy") + models.F("rewards") - models.F("deductions")
                ),
                name="settlement_sheet_total",
                violation_error_message=_("The total is fares + subsidy + rewards − deductions (S6)."),
            ),
        ]
        indexes = [models.Index(fields=["month"], name="settlement_sheet_month")]

    def __str__(self):
        return f"{self.month:%Y-%m} {self.person_id}"


class ClosedLine(models.Model):
    """One frozen line. `of` is the first day of the closed month that a late line belongs to."""

    sheet = models.ForeignKey(ClosedSheet, on_delete=models.PROTECT, related_name="lines")
    rule = models.CharField(max_length=5)
    source = models.CharField(max_length=20)
    part = models.CharField(max_length=12, blank=True)
    on = models.DateField()
    amount = MoneyField()
    record = models.CharField(max_length=10)
    number = models.CharField(max_length=60, blank=True)
    site = models.CharField(max_length=15, blank=True)
    of = models.DateField(null=True)
    verdict = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["of"], name="settlement_line_late", condition=models.Q(of__isnull=False)),
        ]

    def __str__(self):
        return f"{self.rule} {self.source}"
