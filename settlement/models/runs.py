"""Long work of a month: previews and closings that a process does while people look on or leave."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from servicedesk.fields import MoneyField
from settlement.labels import RUN_STATE_LABELS
from settlement.policies.runs import OPEN, RunKind, RunState

# A claimed run of which nothing was heard for this long is taken to have died with its process.
SILENCE = timedelta(minutes=5)


def private_storage() -> FileSystemStorage:
    """Exports, readable by the desk alone: they hold what people earn."""
    return FileSystemStorage(file_permissions_mode=0o600, directory_permissions_mode=0o700)


def file_path(run, file_name: str) -> str:
    """Where an export is kept under a name that nobody can guess."""
    return f"exports/{uuid4().hex}.xlsx"


class RunQuerySet(models.QuerySet):
    def claimable(self, now):
        """Runs that wait, and those claimed so long ago that their process must have died."""
        return self.filter(
            Q(state=RunState.WAITING.value) | Q(state=RunState.RUNNING.value, claimed_at__lt=now - SILENCE)
        ).order_by("pk")

    def done(self, kind: RunKind):
        return self.filter(kind=kind.value, state=RunState.DONE.value)


class Run(models.Model):
    """A preview of a month, its closing or its workbook. `refusal` is the code of a domain error; `options` are the
    filter and the language of a workbook, `file` the workbook as long as it is kept."""

    kind = models.CharField(max_length=10, choices={kind.value: kind.value for kind in RunKind})
    month = models.DateField(_("month"))
    state = models.CharField(max_length=10, choices=RUN_STATE_LABELS, default=RunState.WAITING.value)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=40, blank=True)
    options = models.JSONField(default=dict)
    file = models.FileField(upload_to=file_path, storage=private_storage, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="settlement_run_open", condition=Q(state__in=[s.value for s in OPEN])),
            models.Index(fields=["month", "kind"], name="settlement_run_month"),
        ]
        constraints = [
            models.CheckConstraint(condition=one_of("state", RunState), name="settlement_run_state"),
            models.CheckConstraint(condition=one_of("kind", RunKind), name="settlement_run_kind"),
            models.UniqueConstraint(
                fields=["month", "kind"],
                condition=Q(state__in=[s.value for s in OPEN]) & ~Q(kind=RunKind.EXPORT.value),
                name="settlement_run_one_open",
                violation_error_message=_("This is under way already."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.month:%Y-%m}"

    @property
    def is_over(self) -> bool:
        return RunState(self.state) not in OPEN


class PreviewSheet(models.Model):
    """A sheet as a preview found it, for the differences to the next one and for reports of large months."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="sheets")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    total = MoneyField()
    lines = models.JSONField(default=list)
    figures = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "person"], name="settlement_preview_once")]

    def __str__(self):
        return f"{self.run_id} {self.person_id}"
