"""The append-only history of everything, the number series, the marks of forms already taken in, and pictures."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.history import PICTURE_KINDS
from records.picture_files import SUFFIXES


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
                condition=Q(last__gte=1),
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


class PictureQuerySet(models.QuerySet):
    def of(self, subject: str, subject_id: int):
        """The pictures of one thing, oldest first, with who took them."""
        return self.filter(subject=subject, subject_id=subject_id).select_related("by").order_by("at", "pk")

    def named(self, stem: str):
        """The one whose file has this name, the ending left off."""
        return self.filter(name__in=[stem + suffix for suffix in SUFFIXES])

    def current(self):
        """Those that nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def seen_by(self, person):
        """Those that are shown to this person: withdrawn ones only to managers."""
        return self if person.may("withdraw_picture") else self.current()


class Picture(models.Model):
    """A photograph or a drawn signature that belongs to a thing, named as in `Entry`.

    The bytes lie on the disk under a name that nobody can guess (`records.picture_files`). Nothing deletes a picture:
    a withdrawn one is out of sight, with who did it and why. `kind` is a word of the app that uses it, with its label
    in `records.history.PICTURE_KINDS`.
    """

    SIGNATURE = "signature"

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    withdrawn_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "at"], name="records_picture_subject")]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="records_picture_name"),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1, size__gte=1),
                name="records_picture_not_empty",
                violation_error_message=_("A picture has a width, a height and a size."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=""),
                name="records_picture_kind",
                violation_error_message=_("A picture needs a kind."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="records_picture_withdrawn_whole",
                violation_error_message=_("A withdrawn picture has a time, a person and a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject} {self.subject_id}"

    @property
    def stem(self) -> str:
        """What stands for it in addresses."""
        return self.name.partition(".")[0]

    @property
    def kind_label(self):
        """What a picture of its kind is called."""
        return PICTURE_KINDS.get(self.kind, self.kind)

    def may_be_seen_by(self, person) -> bool:
        """Whether `seen_by` holds it, for somebody who may see the thing it belongs to."""
        return self.withdrawn_at is None or person.may("withdraw_picture")

    def may_be_withdrawn_by(self, person) -> bool:
        """Who took a photo may withdraw it, managers any picture. A signature is evidence: only they."""
        own = self.by_id is not None and self.by_id == person.pk and self.kind != self.SIGNATURE
        return own or person.may("withdraw_picture")
