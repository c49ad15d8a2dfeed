"""What customers complained about, and what became of it (D9)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.labels import CHANNEL_LABELS, STATE_LABELS
from complaints.policies import OPEN_STATES, Channel, State, Step, refusal
from customers.models import Customer, one_of
from field_visits.models import Visit
from returns.models import ReturnedItem
from tickets.models import Job


def _person(**options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False, **options
    )


class ComplaintQuerySet(models.QuerySet):
    def open(self):
        """Not decided and not withdrawn."""
        return self.filter(one_of("state", OPEN_STATES))

    def upheld(self):
        """Found to be right: the fact behind S-V7, on the day of `decided_at`, against `concerns`."""
        return self.filter(state=State.UPHELD.value)


class Complaint(models.Model):
    """A complaint of a customer, about a job, a visit or an item where it is about one. `concerns` is the person of the
    staff whom it is about, where it is about one."""

    complaint_no = models.CharField(_("complaint number"), max_length=20, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="complaints")
    job = models.ForeignKey(Job, null=True, on_delete=models.PROTECT, related_name="complaints")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="complaints")
    item = models.ForeignKey(ReturnedItem, null=True, on_delete=models.PROTECT, related_name="complaints")
    concerns = _person()
    channel = models.CharField(_("how it came in"), max_length=10, choices=CHANNEL_LABELS)
    what = models.CharField(_("what the customer says"), max_length=1000)
    state = models.CharField(max_length=10, choices=STATE_LABELS, default=State.OPEN.value)
    logged_at = models.DateTimeField()
    logged_by = _person()
    owner = _person()

    answered_at = models.DateTimeField(null=True)
    answered_by = _person()
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answer_channel = models.CharField(_("how"), max_length=10, choices=CHANNEL_LABELS, blank=True)

    checked_at = models.DateTimeField(null=True)
    checked_by = _person()
    finding = models.CharField(_("what the check found"), max_length=1000, blank=True)
    justified = models.BooleanField(null=True)
    solution = models.CharField(_("solution"), max_length=500, blank=True)
    solved_by_day = models.DateField(_("timetable: by"), null=True)

    decided_at = models.DateTimeField(null=True)
    decided_by = _person()
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    told_channel = models.CharField(_("how the customer was told"), max_length=10, choices=CHANNEL_LABELS, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["logged_at"],
                name="complaints_open",
                condition=Q(state__in=sorted(each.value for each in OPEN_STATES)),
            ),
            models.Index(fields=["decided_at"], name="complaints_upheld", condition=Q(state=State.UPHELD.value)),
            models.Index(fields=["-logged_at", "-id"], name="complaints_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=one_of("state", State), name="complaints_state"),
            models.CheckConstraint(condition=one_of("channel", Channel), name="complaints_channel"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answer_channel="")
                | Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answer_channel=""),
                name="complaints_answer_is_whole",
                violation_error_message=_("An answer says what, when and how."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.OPEN.value, State.WITHDRAWN.value])
                | Q(checked_at__isnull=False, justified__isnull=False) & ~Q(finding=""),
                name="complaints_checked_before_decided",
                violation_error_message=_("A complaint is checked before it is decided."),
            ),
            models.CheckConstraint(
                condition=~Q(justified=True) | ~Q(solution="") | Q(solved_by_day__isnull=False),
                name="complaints_justified_has_solution",
                violation_error_message=_("Where it is justified, a solution is agreed or a timetable given."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.UPHELD.value, State.REJECTED.value])
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason="") & ~Q(told_channel=""),
                name="complaints_decision_is_told",
                violation_error_message=_("A decision has its reason and was told to the customer."),
            ),
            models.CheckConstraint(
                condition=Q(concerns__isnull=True) | Q(decided_by__isnull=True) | ~Q(concerns=models.F("decided_by")),
                name="complaints_nobody_judges_themself",
                violation_error_message=_("Nobody decides a complaint about themself (R2)."),
            ),
        ]

    def __str__(self):
        return self.complaint_no

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def refusal_for(self, user, step: Step, actions: frozenset[str]):
        """Why this person, who may do `actions`, may not do the step now; None when they may."""
        about_me = self.concerns_id is not None and self.concerns_id == user.pk
        return refusal(step, state=self.state, is_about_me=about_me, actions=actions)
