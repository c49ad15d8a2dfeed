"""What people decide on lines, and what the people concerned say against them (S8)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from servicedesk.fields import MoneyField
from settlement.policies.decisions import Verdict


class LineKey(models.Model):
    """By what a line is known as long as it is computed: person, rule, source and part, with its day."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=5)
    source = models.CharField(max_length=20)
    part = models.CharField(max_length=12, blank=True)
    on = models.DateField()

    class Meta:
        abstract = True


class Decision(LineKey):
    """A manager's word on a proposed deduction. `amount` is what it was on; of another amount it says nothing.

    `bears_part`: the company manager decided although bearing a share (R2), which is shown.
    """

    verdict = models.CharField(max_length=10, choices={verdict.value: verdict.value for verdict in Verdict})
    amount = MoneyField()
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    bears_part = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["on"], name="settlement_decision_on")]
        constraints = [
            models.UniqueConstraint(fields=["person", "rule", "source", "part"], name="settlement_decision_once"),
            models.CheckConstraint(condition=one_of("verdict", Verdict), name="settlement_decision_verdict"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="settlement_decision_reason",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self):
        return f"{self.verdict} {self.rule} {self.source}"


class Objection(LineKey):
    """What a person says against a line of theirs, once, and what a manager answers."""

    text = models.CharField(_("objection"), max_length=1000)
    at = models.DateTimeField()
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["on"], name="settlement_objection_open", condition=Q(answered_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "rule", "source", "part"],
                name="settlement_objection_once",
                violation_error_message=_("You have objected to this line already."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="settlement_objection_answered",
                violation_error_message=_("An answer has a text, a name and a time."),
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.source}"
