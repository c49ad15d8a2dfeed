"""Deadlines, the stages that have happened, the pauses, and the day's jobs that were done."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, one_of
from deadlines.kinds import KINDS, LOOK, Kind
from deadlines.labels import STAGE_LABELS, STATE_LABELS
from deadlines.policies import SETTLED, Planned, Stage, State
from staff.labels import ROLE_LABELS

UNFINISHED = Q(ended_at__isnull=True)
# Missed, and called off afterwards, with the cause; what was done late has none.
MISSED_APPOINTMENT = Q(kind="arrival", state=State.MISSED.value) & ~Q(cause="")


class DeadlineQuerySet(models.QuerySet):
    def of(self, subject: str, *subject_ids: int):
        """Every deadline of these things, all rounds, the earliest due first."""
        return self.filter(subject=subject, subject_id__in=subject_ids).order_by("due_at", "pk")

    def unfinished(self):
        """What somebody still has to do: running, paused, or missed and not done since."""
        return self.filter(UNFINISHED)

    def missed_appointments(self):
        """Agreed times at which nobody came, before another was agreed or the visit was called off (D7)."""
        return self.filter(MISSED_APPOINTMENT)

    def due_now(self, now: datetime):
        """Those of which some stage has come and has not happened yet, the longest due first."""
        return self.filter(next_at__lte=now).order_by("next_at", "pk")


class Deadline(models.Model):
    """One round of one kind of deadline of one thing.

    `subject` and `subject_id` name the thing as in `records.Entry`; `number` is the number it goes by. `plan` holds
    every stage with its instant, as worked out from the start, the numbers in force then, and the pauses; `next_at`
    is when the next of them happens, empty while nothing can. `owner` is who has the thing, `role` whom it waits for
    where that is nobody by name.
    """

    kind = models.CharField(max_length=30)  # a code of deadlines.kinds.KINDS
    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    cycle = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=30)
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="deadlines", db_index=False
    )
    role = models.CharField(max_length=20, choices=ROLE_LABELS, blank=True)
    tier = models.CharField(max_length=20, blank=True)

    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    terms_version = models.CharField(max_length=20)
    plan = models.JSONField()
    next_at = models.DateTimeField(null=True)

    state = models.CharField(max_length=10, choices=STATE_LABELS, default=State.RUNNING.value)
    ended_at = models.DateTimeField(null=True)
    cause = models.CharField(max_length=300, blank=True)
    estimate = models.DateField(null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["next_at", "id"], name="deadlines_to_happen", condition=Q(next_at__isnull=False)),
            models.Index(fields=["due_at", "id"], name="deadlines_unfinished", condition=UNFINISHED),
            models.Index(fields=["owner", "due_at"], name="deadlines_of_owner", condition=UNFINISHED),
            models.Index(fields=["customer"], name="deadlines_of_customer", condition=UNFINISHED),
            models.Index(fields=["subject_id"], name="deadlines_missed_appointment", condition=MISSED_APPOINTMENT),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "subject_id", "kind", "cycle"],
                name="deadlines_round_once",
                violation_error_message=_("This round has begun already."),
            ),
            models.CheckConstraint(condition=one_of("state", State), name="deadlines_state"),
            models.CheckConstraint(condition=Q(cycle__gte=1), name="deadlines_cycle"),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("started_at")),
                name="deadlines_due_after_start",
                violation_error_message=_("Nothing is due before it began."),
            ),
            models.CheckConstraint(
                condition=Q(next_at__isnull=True) | Q(state__in=[State.RUNNING.value, State.MISSED.value]),
                name="deadlines_next_only_while_it_runs",
                violation_error_message=_("Nothing more happens to a deadline that is paused or has ended."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, state__in=[State.RUNNING.value, State.PAUSED.value])
                | Q(ended_at__isnull=False, state__in=sorted(each.value for each in SETTLED))
                | Q(state=State.MISSED.value),
                name="deadlines_ended_when_settled",
                violation_error_message=_("A deadline that is settled has an end, one that runs has none."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CANCELLED.value, State.EXPLAINED.value]) | ~Q(cause=""),
                name="deadlines_cause_is_told",
                violation_error_message=_("Say why."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.number}"

    @property
    def meta(self) -> Kind:
        return KINDS[self.kind]

    @property
    def todo(self):
        """What the button beside it says."""
        is_over = self.meta.only_in_time and self.state == State.MISSED
        return LOOK if is_over or self.ended_at else self.meta.todo

    @property
    def planned(self) -> tuple[Planned, ...]:
        """The plan as it is kept."""
        return tuple(Planned(Stage(stage), datetime.fromisoformat(at)) for stage, at in self.plan)


def kept(plan) -> list:
    """A plan as a column holds it."""
    return [[planned.stage.value, planned.at.isoformat()] for planned in plan]


class Mark(models.Model):
    """A stage that has happened: the instant it belongs to, and when the desk carried it out."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="marks", db_index=False)
    stage = models.CharField(max_length=12, choices=STAGE_LABELS)
    at = models.DateTimeField()
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "stage"],
                name="deadlines_mark_once",
                violation_error_message=_("This stage has happened already."),
            ),
            models.CheckConstraint(condition=one_of("stage", Stage), name="deadlines_mark_stage"),
        ]

    def __str__(self):
        return f"{self.stage} of {self.deadline_id}"


class Pause(models.Model):
    """A time in which we wait for the customer; open while `ended_at` is empty (D10)."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(_("reason"), max_length=300)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deadline"],
                condition=Q(ended_at__isnull=True),
                name="deadlines_one_open_pause",
                violation_error_message=_("It is paused already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="deadlines_pause_has_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="deadlines_pause_span"
            ),
        ]

    def __str__(self):
        return f"pause of {self.deadline_id}"


class DayJob(models.Model):
    """A job of the day that was done, so that it is done once a day, whatever runs twice or late."""

    name = models.CharField(max_length=20)
    day = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="deadlines_dayjob_once")]

    def __str__(self):
        return f"{self.name} {self.day}"
