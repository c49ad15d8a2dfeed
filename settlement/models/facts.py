"""What settlements are made from besides visits and goods: revenue of the station, and incidents."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from field_visits.models import Visit
from returns.models import ReturnedItem
from servicedesk.fields import MoneyField
from settlement.labels import RULE_LABELS
from settlement.policies import BY_DECISION, ENTERED, Rule


class Revenue(models.Model):
    """Money that somebody made by service at the station; a tenth of it is theirs once it is handed in (S5)."""

    revenue_no = models.CharField(_("revenue number"), max_length=20, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="revenues", verbose_name=_("person")
    )
    on = models.DateField(_("day"))
    amount = MoneyField(_("amount"))
    handed_in_on = models.DateField(_("handed in on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["handed_in_on"], name="settlement_revenue_handed_in")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="settlement_revenue_amount",
                violation_error_message=_("An amount is not negative."),
            )
        ]

    def __str__(self):
        return self.revenue_no


class IncidentQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody took back."""
        return self.filter(withdrawn_at__isnull=True)

    def newest_first(self):
        return self.order_by("-on", "-incident_no")


class Incident(models.Model):
    """What a manager found, a rule's own id for its kind. Nobody named: the station shares the loss (S-R2)."""

    incident_no = models.CharField(_("incident number"), max_length=20, unique=True)
    on = models.DateField(_("day"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="incidents",
        verbose_name=_("person"),
    )
    rule = models.CharField(_("rule"), max_length=5, choices={rule.value: RULE_LABELS[rule] for rule in ENTERED})
    amount = MoneyField(_("amount"), null=True, blank=True)
    visit = models.ForeignKey(Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents")
    item = models.ForeignKey(ReturnedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents")
    note = models.CharField(_("note"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["on"], name="settlement_incident_on")]
        constraints = [
            models.CheckConstraint(condition=one_of("rule", ENTERED), name="settlement_incident_rule"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(rule=Rule.LOST.value),
                name="settlement_incident_person",
                violation_error_message=_("Only a loss can be shared by the station; name somebody (S-R2)."),
            ),
            models.CheckConstraint(
                condition=~one_of("rule", BY_DECISION) | Q(amount__isnull=False),
                name="settlement_incident_amount",
                violation_error_message=_("The rulebook has no amount for this rule: enter the one decided."),
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                name="settlement_incident_amount_positive",
                violation_error_message=_("An amount is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason=""),
                name="settlement_incident_withdrawn",
                violation_error_message=_("An incident is taken back with a reason."),
            ),
        ]

    def __str__(self):
        return self.incident_no


class Wage(models.Model):
    """A person's monthly wage from a day on, as far as it is recorded (S10)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="wages")
    valid_from = models.DateField(_("from"))
    amount = MoneyField(_("monthly wage"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "valid_from"],
                name="settlement_wage_once_a_day",
                violation_error_message=_("There is a wage from this day already."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="settlement_wage_amount",
                violation_error_message=_("An amount is not negative."),
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.valid_from}"
