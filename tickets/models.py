"""Jobs and who put which one back."""

import zlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.labels import BRAND_CLASS_LABELS
from customers.models import Customer, Machine, one_of
from customers.policies import BrandClass, search_words
from staff.policies import WorksOn
from tickets.advising import Way
from tickets.labels import (
    CHANNEL_LABELS,
    DOMAIN_LABELS,
    OUTCOME_LABELS,
    PURPOSE_LABELS,
    REPEAT_SOURCE_LABELS,
    SEVERITY_LABELS,
    STATUS_LABELS,
    WAY_LABELS,
)
from tickets.policies import (
    OPEN,
    Channel,
    Domain,
    Factors,
    Outcome,
    Purpose,
    RepeatSource,
    Severity,
    Status,
    Step,
    refusal,
)

QUEUE_ORDER = ("rank", "opened_at", "job_no")


class Behind(models.Func):
    """Whether a row stands behind a place (rank, arrival, number) of the queue.

    A comparison of rows, which both databases look up in the index; the same said with OR would walk over every row
    of the same rank.
    """

    output_field = models.BooleanField()

    def __init__(self, *place):
        columns = [models.F(name) for name in QUEUE_ORDER]
        super().__init__(*columns, *place)

    def as_sql(self, compiler, connection, **extra):
        parts = [compiler.compile(part) for part in self.get_source_expressions()]
        half = len(parts) // 2
        left, right = (", ".join(sql for sql, _params in side) for side in (parts[:half], parts[half:]))
        return f"({left}) > ({right})", [value for _sql, params in parts for value in params]


class JobQuerySet(models.QuerySet):
    def waiting(self):
        """Jobs that nobody has taken."""
        return self.filter(status=Status.WAITING.value)

    def open(self):
        """Jobs that are waiting or in work."""
        return self.filter(closed_at__isnull=True)

    def taken_by(self, user):
        """Jobs the person has in work, the one taken first at the front."""
        return self.filter(status=Status.TAKEN.value, technician=user).order_by("taken_at", "job_no")

    def unanswered(self):
        """Open jobs whose customer has no definite answer yet (D1), the one logged first at the front."""
        return self.open().filter(answered_at__isnull=True).order_by("opened_at", "job_no")

    def in_queue_order(self):
        """The order of T2; the last tie is broken by the job number."""
        return self.order_by(*QUEUE_ORDER)

    def behind(self, job):
        """Those behind this job in the queue, for paging by key."""
        opened_at = models.Value(job.opened_at, output_field=models.DateTimeField())
        return self.filter(Behind(models.Value(job.rank), opened_at, models.Value(job.job_no)))

    def takeable_by(self, user):
        """Waiting jobs the technician may take (T5): of the domains they work on, and not put back by them."""
        mine = self.waiting().exclude(
            models.Exists(PutBack.objects.filter(job=models.OuterRef("pk"), technician=user)),
        )
        return mine if user.works_on == WorksOn.BOTH else mine.filter(domain=user.works_on)

    def mentioning(self, text: str):
        """Jobs in which each word occurs: in the number, the fault, or what is known of customer and machine."""
        found = self
        for word in search_words(text):
            found = found.filter(
                Q(job_no__istartswith=word)
                | Q(fault__icontains=word)
                | Q(customer__search_text__contains=word)
                | Q(machine__search_text__contains=word)
            )
        return found


class Job(models.Model):
    """Something a customer needs done. `rank` and `brand_class` are kept by the services."""

    job_no = models.CharField(_("job number"), max_length=20, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="jobs", verbose_name=_("customer"))
    machine = models.ForeignKey(
        Machine, null=True, blank=True, on_delete=models.PROTECT, related_name="jobs", verbose_name=_("machine")
    )
    domain = models.CharField(_("fault domain"), max_length=10, choices=DOMAIN_LABELS)
    severity = models.CharField(_("severity"), max_length=10, choices=SEVERITY_LABELS)
    purpose = models.CharField(_("used for"), max_length=15, choices=PURPOSE_LABELS)
    brand_class = models.CharField(_("brand or compatible"), max_length=10, choices=BRAND_CLASS_LABELS, blank=True)
    fault = models.CharField(_("fault"), max_length=500)
    status = models.CharField(max_length=10, choices=STATUS_LABELS, default=Status.WAITING.value)
    rank = models.SmallIntegerField(editable=False)

    repeat = models.BooleanField(_("tried before and not solved"), default=False)
    repeat_source = models.CharField(max_length=10, choices=REPEAT_SOURCE_LABELS, default=RepeatSource.FOUND.value)
    repeat_reason = models.CharField(max_length=300, blank=True)

    way = models.CharField(_("how the customer is helped"), max_length=10, choices=WAY_LABELS, blank=True)
    advised = models.CharField(max_length=10, choices=WAY_LABELS, blank=True)
    way_reason = models.CharField(_("reason to decide otherwise"), max_length=300, blank=True)

    expedite_reason = models.CharField(_("reason to expedite"), max_length=300, blank=True)
    expedite_until = models.DateTimeField(_("expedite until"), null=True, blank=True)

    opened_at = models.DateTimeField(_("logged at"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    technician = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="jobs", db_index=False
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=OUTCOME_LABELS, blank=True)
    work_done = models.CharField(_("work done"), max_length=1000, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    out = models.PositiveSmallIntegerField(_("things of it that are out"), default=0, editable=False)

    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answer_channel = models.CharField(_("how"), max_length=10, choices=CHANNEL_LABELS, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=QUEUE_ORDER, name="tickets_job_queue", condition=Q(status=Status.WAITING.value)),
            models.Index(
                fields=["domain", *QUEUE_ORDER],
                name="tickets_job_queue_domain",
                condition=Q(status=Status.WAITING.value),
            ),
            models.Index(
                fields=["technician", "taken_at"], name="tickets_job_taken", condition=Q(status=Status.TAKEN.value)
            ),
            models.Index(
                fields=["expedite_until"],
                name="tickets_job_expedite_end",
                condition=Q(expedite_until__isnull=False),
            ),
            models.Index(fields=["closed_at"], name="tickets_job_closed", condition=Q(status=Status.CLOSED.value)),
            models.Index(
                fields=["customer", "opened_at", "job_no"],
                name="tickets_job_open_customer",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["opened_at", "job_no"],
                name="tickets_job_unanswered",
                condition=Q(closed_at__isnull=True, answered_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=one_of("status", Status), name="tickets_job_status"),
            models.CheckConstraint(
                condition=one_of("domain", Domain),
                name="tickets_job_domain",
                violation_error_message=_("Choose hardware or software."),
            ),
            models.CheckConstraint(
                condition=one_of("severity", Severity),
                name="tickets_job_severity",
                violation_error_message=_("Choose major or ordinary."),
            ),
            models.CheckConstraint(
                condition=one_of("purpose", Purpose),
                name="tickets_job_purpose",
                violation_error_message=_("Choose work or entertainment."),
            ),
            models.CheckConstraint(
                condition=one_of("brand_class", BrandClass, empty=True), name="tickets_job_brand_class"
            ),
            models.CheckConstraint(condition=one_of("outcome", Outcome, empty=True), name="tickets_job_outcome"),
            models.CheckConstraint(condition=one_of("repeat_source", RepeatSource), name="tickets_job_repeat_source"),
            models.CheckConstraint(condition=one_of("answer_channel", Channel, empty=True), name="tickets_job_channel"),
            models.CheckConstraint(condition=one_of("way", Way, empty=True), name="tickets_job_way"),
            models.CheckConstraint(condition=one_of("advised", Way, empty=True), name="tickets_job_advised"),
            models.CheckConstraint(
                condition=Q(way=models.F("advised")) | ~Q(way_reason=""),
                name="tickets_job_way_against_advice",
                violation_error_message=_("Whoever decides otherwise than advised says why."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.TAKEN.value, technician__isnull=False, taken_at__isnull=False)
                | ~Q(status=Status.TAKEN.value),
                name="tickets_job_taken_by_someone",
                violation_error_message=_("A job in work has a technician."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.WAITING.value, technician__isnull=True) | ~Q(status=Status.WAITING.value),
                name="tickets_job_waits_for_nobody",
                violation_error_message=_("A waiting job has no technician."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED.value, closed_at__isnull=False)
                | ~Q(status=Status.CLOSED.value) & Q(closed_at__isnull=True),
                name="tickets_job_closed_at",
                violation_error_message=_("Exactly the closed jobs have a closing time."),
            ),
            models.CheckConstraint(
                condition=Q(out=0) | ~Q(status=Status.CLOSED.value),
                name="tickets_job_closed_with_nothing_out",
                violation_error_message=_("A job closes when nothing of it is out."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(status=Status.CLOSED.value),
                name="tickets_job_outcome_of_closed",
                violation_error_message=_("Only a closed job has an outcome."),
            ),
            models.CheckConstraint(
                condition=Q(expedite_until__isnull=True) | ~Q(expedite_reason=""),
                name="tickets_job_expedite_has_reason",
                violation_error_message=_("An expedite has a written reason."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", answer_channel="")
                | Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answer_channel=""),
                name="tickets_job_answer_is_whole",
                violation_error_message=_("An answer says what, when and how."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=models.F("opened_at")),
                name="tickets_job_closed_after_opened",
                violation_error_message=_("A job closes after it was logged."),
            ),
        ]

    def __str__(self):
        return self.job_no

    @property
    def factors(self) -> Factors:
        """What decides the job's place; needs the customer."""
        return Factors(
            expedited=bool(self.expedite_reason),
            tier=self.customer.tier,
            purpose=self.purpose,
            severity=self.severity,
            repeat=self.repeat,
            domain=self.domain,
            brand_class=self.brand_class,
        )

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def standing(self) -> str:
        """Where the job is and with whom, "taken:17", so that a page can say what it was looking at."""
        return f"{self.status}:{self.technician_id or ''}"

    @property
    def wording(self) -> str:
        """A mark of everything that people correct; another mark means that somebody corrected something."""
        facts = (self.machine_id, self.domain, self.severity, self.purpose, self.brand_class, self.fault)
        return f"{zlib.crc32(repr(facts).encode()):08x}"

    def refusal_for(self, user, step: Step, actions: frozenset[str]):
        """Why this person, who may do `actions`, may not do the step now; None when they may."""
        mine = self.technician_id is not None and self.technician_id == user.pk
        return refusal(step, status=self.status, mine=mine, expedited=bool(self.expedite_reason), actions=actions)


class PutBack(models.Model):
    """A technician put this job back, so "take the next" does not hand it to them again."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="put_backs")
    technician = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "technician"], name="tickets_putback_once")]

    def __str__(self):
        return f"{self.job_id} by {self.technician_id}"
