"""Changed numbers with the date from which they hold, and the shop's own calendar days."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rulebook.labels import shown
from rulebook.policies import typed


class ParameterQuerySet(models.QuerySet):
    def standing(self):
        """The changes that nobody has withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def in_force_on(self, day):
        """The standing changes that hold on that day, oldest first, so that the last of a key wins."""
        return self.standing().filter(valid_from__lte=day).order_by("valid_from", "pk")


class Parameter(models.Model):
    """A number of the rules from a date on. Without a row the default of `rulebook.policies.Terms` holds.

    A change that was planned and withdrawn before its day keeps its row with who withdrew it and why.
    """

    key = models.CharField(max_length=60)
    value = models.CharField(max_length=40)
    valid_from = models.DateField(_("valid from"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="rulebook_parameter_once_a_day",
                violation_error_message=_("This number already changes on that day. Withdraw that change first."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="rulebook_parameter_withdrawn_with_reason",
                violation_error_message=_("A withdrawal needs a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.key} = {self.value} from {self.valid_from}"

    @property
    def shown(self) -> str:
        """The value with its unit, in the reader's language."""
        return shown(self.key, typed(self.key, self.value))


class CalendarDay(models.Model):
    """A day on which the shop's calendar differs from the built-in one."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("is a working day"))
    note = models.CharField(_("note"), max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.day} {'worked' if self.is_working else 'off'}"


class CalendarYear(models.Model):
    """A year whose holiday notice a manager has entered and declared complete."""

    year = models.PositiveSmallIntegerField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return str(self.year)
