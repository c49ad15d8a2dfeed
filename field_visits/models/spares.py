"""Spare units and their loans (V7)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.labels import CATEGORY_LABELS
from customers.models import Customer, one_of
from customers.policies import Category
from field_visits.labels import UNIT_LABELS
from field_visits.policies.spares import UnitState
from servicedesk.fields import MoneyField
from tickets.models import Job


class SpareUnit(models.Model):
    """A unit of the pool, lent to customers for the time of a repair. Nothing is deleted: it is withdrawn."""

    unit_no = models.CharField(_("unit number"), max_length=20, unique=True)
    product = models.CharField(_("product"), max_length=100)
    category = models.CharField(_("category"), max_length=20, choices=CATEGORY_LABELS)
    serial = models.CharField(_("serial number"), max_length=60, blank=True)
    accessories = models.CharField(_("accessories"), max_length=200, blank=True)
    condition = models.CharField(_("condition"), max_length=200)
    value = MoneyField(_("value"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=UNIT_LABELS, default=UnitState.IN_POOL.value)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=one_of("state", UnitState), name="visits_unit_state"),
            models.CheckConstraint(condition=one_of("category", Category), name="visits_unit_category"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="visits_unit_value",
                violation_error_message=_("A value is not negative."),
            ),
            models.UniqueConstraint(
                fields=["serial"],
                condition=~Q(serial="") & ~Q(state=UnitState.WITHDRAWN.value),
                name="visits_unit_serial",
                violation_error_message=_("A unit with this serial number is in the pool already."),
            ),
        ]

    def __str__(self):
        return f"{self.product} {self.unit_no}"


class LoanQuerySet(models.QuerySet):
    def out(self):
        """Loans that are not back, the one due first at the front."""
        return self.select_related("unit").filter(returned_at__isnull=True).order_by("due_on", "pk")


class Loan(models.Model):
    """A unit lent against the customer's signature, with the day by which it is due, and its return (V7)."""

    loan_no = models.CharField(_("loan number"), max_length=20, unique=True)
    unit = models.ForeignKey(SpareUnit, on_delete=models.PROTECT, related_name="loans")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="loans")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="loans")
    lent_at = models.DateTimeField()
    lent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField(_("due back on"))
    condition_out = models.CharField(_("condition when lent"), max_length=200)
    accessories = models.CharField(_("accessories"), max_length=200, blank=True)
    borrower = models.CharField(_("borrower"), max_length=60)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    condition_back = models.CharField(_("condition when returned"), max_length=200, blank=True)

    objects = LoanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_on"], name="visits_loan_out", condition=Q(returned_at__isnull=True))]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(returned_at__isnull=True),
                name="visits_loan_one_at_a_time",
                violation_error_message=_("This unit is on loan already."),
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_to__isnull=True, condition_back="")
                | Q(returned_at__isnull=False, returned_to__isnull=False) & ~Q(condition_back=""),
                name="visits_loan_return_is_whole",
                violation_error_message=_("A return says when, to whom, and in what condition."),
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("lent_at")),
                name="visits_loan_returned_after_lent",
                violation_error_message=_("A unit comes back after it was lent."),
            ),
        ]

    def __str__(self):
        return self.loan_no
