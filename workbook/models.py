"""Workbooks that people uploaded, and what became of them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportRun(models.Model):
    """One workbook on its way into the desk. The file is dropped when the run is over."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("import", "Waiting")
        RUNNING = "running", pgettext_lazy("import", "Running")
        DONE = "done", pgettext_lazy("import", "Taken in")
        REFUSED = "refused", pgettext_lazy("import", "Refused")
        FAILED = "failed", pgettext_lazy("import", "Broken off")

    file = models.FileField(upload_to="imports/", blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=10)
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)

    def __str__(self):
        return self.file_name
