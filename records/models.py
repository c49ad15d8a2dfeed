"""The append-only history of everything, the number series, and the marks of forms already taken in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryQuerySet(models.QuerySet):
    def of(self, subject: str, subject_id: int):
        """The entries about one thing, oldest first."""
        return self.filter(subject=subject, subject_id=subject_id).order_by("at", "pk")


class Entry(models.Model):
    """One thing that happened: a dotted code and its data, never translated text, never changed.

    `subject` and `subject_id` name the thing it happened to ("job", 17). There is no foreign key, so that
    every app can write here without this one knowing it.
    """

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    code = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "at"], name="records_entry_subject")]

    def __str__(self):
        return f"{self.code} {self.subject} {self.subject_id}"


class Series(models.Model):
    """The last number given out under a key such as "PZ2611"."""

    key = models.CharField(max_length=20, primary_key=True)
    last = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=1),
                name="records_series_from_one",
                violation_error_message=_("A number series starts at 1."),
            )
        ]

    def __str__(self):
        return f"{self.key}: {self.last}"


class Submission(models.Model):
    """A form that was taken in, by the key printed into its page, with what it made.

    Sending the same page twice finds this row instead of making a second record.
    """

    key = models.UUIDField(primary_key=True)
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.subject} {self.subject_id}"
