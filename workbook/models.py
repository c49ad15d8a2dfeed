"""Workbooks that people uploaded, and what became of them."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.models import one_of
from workbook.labels import STATE_LABELS
from workbook.policies import State

# A claimed run of which nothing was heard for this long is taken to have died with its process.
SILENCE = timedelta(minutes=5)


def private_storage() -> FileSystemStorage:
    """The uploads folder, readable by the desk alone: workbooks hold customers' names and phones."""
    return FileSystemStorage(file_permissions_mode=0o600, directory_permissions_mode=0o700)


def file_path(run, file_name: str) -> str:
    """Where an upload is kept until its run is over; nothing of its own name goes into the path."""
    return f"imports/{uuid4().hex}.xlsx"


class ImportRunQuerySet(models.QuerySet):
    def claimable(self, now):
        """Runs that wait, and those claimed so long ago that their process must have died."""
        return self.filter(
            Q(state=State.WAITING.value) | Q(state=State.RUNNING.value, claimed_at__lt=now - SILENCE)
        ).order_by("pk")

    def newest_first(self):
        return self.order_by("-pk")


class ImportRun(models.Model):
    """One workbook on its way into the desk. The file is dropped when the run is over.

    `counts` is {sheet: {new, known, differs}}; `faults` and `notes` are lists as `workbook.faults.Fault` gives them.
    """

    file = models.FileField(upload_to=file_path, storage=private_storage, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    state = models.CharField(max_length=10, choices=STATE_LABELS, default=State.WAITING.value)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    more_faults = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    refusal = models.CharField(max_length=30, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="workbook_importrun_open",
                condition=Q(state__in=[State.WAITING.value, State.RUNNING.value]),
            )
        ]
        constraints = [models.CheckConstraint(condition=one_of("state", State), name="workbook_importrun_state")]

    def __str__(self):
        return self.file_name

    @property
    def is_over(self) -> bool:
        return State(self.state) not in {State.WAITING, State.RUNNING}
