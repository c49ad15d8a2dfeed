"""Visits with their receipts, the versions of a receipt, customers' one-time links, and calendar links."""

import secrets
import zlib
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, Machine, one_of
from field_visits.labels import (
    CHANNEL_LABELS,
    MEANS_LABELS,
    RESULT_LABELS,
    SHOE_COVERS_LABELS,
    SITE_KIND_LABELS,
    STATE_LABELS,
    VERDICT_LABELS,
)
from field_visits.policies import (
    OPEN,
    UNDER_WAY,
    Channel,
    Conduct,
    Facts,
    Means,
    Need,
    Result,
    ShoeCovers,
    SiteKind,
    State,
    Step,
    Verdict,
    misconduct,
    missing,
    refusal,
    seal_of,
)
from field_visits.policies.timing import PLANNED, Slot
from servicedesk.fields import MoneyField
from tickets.labels import DOMAIN_LABELS
from tickets.models import Job
from tickets.policies import Domain

# What a technician writes on the receipt, and may correct later; the customer's word is not among it.
NOTED = (
    "contact", "address", "machine", "machine_count", "site_kind", "domain", "fault", "work_done", "parts", "result",
    "report", "next_at", "taken", "taken_serial", "shoe_covers", "ate", "drank", "smoked", "fare_out",
    "fare_out_means", "fare_back", "fare_back_means", "revenue",
)  # fmt: skip
SHOWN = ("fault", "work_done", "parts", "result", "machine_id", "machine_count")


def new_token() -> str:
    """128 random bits for a link that nobody can guess."""
    return secrets.token_urlsafe(16)


class VisitQuerySet(models.QuerySet):
    def seen_by(self, person):
        """Everybody's, or a technician's own and nobody else's."""
        return self if person.may("see_every_visit") else self.filter(technician=person)

    def open(self):
        """Visits that are neither filed nor cancelled."""
        return self.filter(state__in=[state.value for state in OPEN])

    def under_way(self):
        """Visits whose technician is out (V1), the one gone longest at the front."""
        return self.filter(state__in=[state.value for state in UNDER_WAY]).order_by("departure_reported_at", "pk")

    def filed(self):
        return self.filter(state=State.FILED.value)

    def planned_between(self, start, end):
        """Visits agreed for a time in the span that were not cancelled, in the order of the day."""
        wanted = self.filter(agreed_at__gte=start, agreed_at__lt=end).exclude(state=State.CANCELLED.value)
        return wanted.order_by("agreed_at", "receipt_no")

    def with_money_out(self):
        """Receipts whose money is not yet with finance (V6), the oldest at the front."""
        return self.filed().filter(revenue__gt=0, revenue_handed_in_at__isnull=True).order_by("left_at", "pk")

    def latest_first(self, most: int = 5):
        """The latest of these by the time they were made or are agreed for, with who went."""
        latest = Coalesce("arrived_at", "agreed_at").desc(nulls_last=True)
        return self.select_related("technician").order_by(latest, "-pk")[:most]

    def newest_first(self):
        return self.order_by("-filed_at", "-receipt_no")

    def after(self, filed_at, receipt_no):
        """Those behind this one in `newest_first`, for paging by key."""
        return self.filter(Q(filed_at__lt=filed_at) | Q(filed_at=filed_at, receipt_no__lt=receipt_no))


class Visit(models.Model):
    """A visit from its appointment to its filed receipt; the columns are those of the newest version (V2).

    `revision` goes up with every write, so that what was read is not written over. Where the receipt was brought in
    as history, `is_history` says so and there may be no appointment.
    """

    receipt_no = models.CharField(_("receipt number"), max_length=20, unique=True)
    state = models.CharField(max_length=10, choices=STATE_LABELS, default=State.AGREED.value)
    revision = models.PositiveIntegerField(default=0)
    technician = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="visits", verbose_name=_("technician")
    )
    customer = models.ForeignKey(
        Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="visits", verbose_name=_("customer")
    )
    machine = models.ForeignKey(
        Machine, null=True, blank=True, on_delete=models.PROTECT, related_name="visits", verbose_name=_("machine")
    )
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")

    contact = models.CharField(_("contact"), max_length=60, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    in_urban_area = models.BooleanField(_("in the urban area"), null=True, blank=True)
    agreed_at = models.DateTimeField(_("agreed time"), null=True, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(_("planned minutes"), default=PLANNED)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    advice = models.CharField(max_length=20, blank=True)
    advice_reason = models.CharField(_("reason to visit all the same"), max_length=300, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    cancel_reason = models.CharField(_("reason of the cancellation"), max_length=300, blank=True)

    delay_explained_at = models.DateTimeField(null=True, blank=True)
    departure_reported_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    machine_count = models.PositiveSmallIntegerField(_("number of machines"), null=True, blank=True)
    site_kind = models.CharField(_("kind of site"), max_length=15, choices=SITE_KIND_LABELS, blank=True)
    domain = models.CharField(_("hardware or software"), max_length=10, choices=DOMAIN_LABELS, blank=True)
    fault = models.CharField(_("fault found"), max_length=500, blank=True)
    work_done = models.CharField(_("work done"), max_length=1000, blank=True)
    parts = models.JSONField(_("parts"), default=list, blank=True)
    result = models.CharField(_("result"), max_length=15, choices=RESULT_LABELS, blank=True)
    report = models.CharField(_("report to the service manager"), max_length=1000, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(_("second visit"), null=True, blank=True)
    taken = models.CharField(_("taken back"), max_length=100, blank=True)
    taken_serial = models.CharField(_("its serial number"), max_length=60, blank=True)

    verdict = models.CharField(_("verdict"), max_length=15, choices=VERDICT_LABELS, blank=True)
    opinion = models.CharField(_("the customer's opinion"), max_length=300, blank=True)
    signed = models.BooleanField(_("signed"), null=True, blank=True)
    word_channel = models.CharField(max_length=15, choices=CHANNEL_LABELS, blank=True)
    word_at = models.DateTimeField(null=True, blank=True)
    word_seal = models.CharField(max_length=64, blank=True)
    signature_sha256 = models.CharField(max_length=64, blank=True)
    shoe_covers = models.CharField(_("shoe covers"), max_length=5, choices=SHOE_COVERS_LABELS, blank=True)
    ate = models.BooleanField(_("ate"), null=True, blank=True)
    drank = models.BooleanField(_("drank"), null=True, blank=True)
    smoked = models.BooleanField(_("smoked"), null=True, blank=True)

    fare_out = MoneyField(_("fare there"), null=True, blank=True)
    fare_out_means = models.CharField(_("means there"), max_length=10, choices=MEANS_LABELS, blank=True)
    fare_back = MoneyField(_("fare back"), null=True, blank=True)
    fare_back_means = models.CharField(_("means back"), max_length=10, choices=MEANS_LABELS, blank=True)
    revenue = MoneyField(_("money taken"), null=True, blank=True)
    revenue_handed_in_at = models.DateTimeField(null=True, blank=True)
    revenue_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    filed_at = models.DateTimeField(null=True, blank=True)
    incomplete_reason = models.CharField(_("why it is filed incomplete"), max_length=300, blank=True)
    is_history = models.BooleanField(default=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["technician", "agreed_at"], name="visits_visit_plan"),
            models.Index(fields=["agreed_at"], name="visits_visit_agreed"),
            models.Index(fields=["-filed_at", "-receipt_no"], name="visits_visit_newest"),
            models.Index(fields=["technician", "arrived_at"], name="visits_visit_arrived"),
            models.Index(fields=["signature_sha256"], name="visits_visit_signature", condition=~Q(signature_sha256="")),
            models.Index(
                fields=["departure_reported_at"],
                name="visits_visit_under_way",
                condition=Q(state__in=[State.OUT.value, State.ON_SITE.value]),
            ),
            models.Index(
                fields=["left_at"],
                name="visits_visit_money_out",
                condition=Q(state=State.FILED.value, revenue__gt=0, revenue_handed_in_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=one_of("state", State), name="visits_visit_state"),
            models.CheckConstraint(
                condition=one_of("site_kind", SiteKind, empty=True),
                name="visits_visit_site_kind",
                violation_error_message=_("Choose one of the four kinds of site (V8)."),
            ),
            models.CheckConstraint(condition=one_of("domain", Domain, empty=True), name="visits_visit_domain"),
            models.CheckConstraint(condition=one_of("result", Result, empty=True), name="visits_visit_result"),
            models.CheckConstraint(condition=one_of("verdict", Verdict, empty=True), name="visits_visit_verdict"),
            models.CheckConstraint(condition=one_of("shoe_covers", ShoeCovers, empty=True), name="visits_visit_covers"),
            models.CheckConstraint(condition=one_of("word_channel", Channel, empty=True), name="visits_visit_channel"),
            models.CheckConstraint(
                condition=one_of("fare_out_means", Means, empty=True), name="visits_visit_means_out"
            ),
            models.CheckConstraint(
                condition=one_of("fare_back_means", Means, empty=True), name="visits_visit_means_back"
            ),
            models.CheckConstraint(
                condition=Q(state=State.FILED.value, filed_at__isnull=False)
                | ~Q(state=State.FILED.value) & Q(filed_at__isnull=True),
                name="visits_visit_filed_at",
                violation_error_message=_("Exactly the filed receipts have a time of filing."),
            ),
            models.CheckConstraint(
                condition=Q(is_history=True) | Q(agreed_at__isnull=False, customer__isnull=False),
                name="visits_visit_agreed",
                violation_error_message=_("A visit is agreed with a customer for a time."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ON_SITE.value) | Q(arrived_at__isnull=False),
                name="visits_visit_on_site_arrived",
                violation_error_message=_("Whoever is at the customer's has arrived."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OUT.value) | Q(departure_reported_at__isnull=False),
                name="visits_visit_out_departed",
                violation_error_message=_("Whoever is on the way has reported the departure (V1)."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED.value) & ~Q(cancel_reason="")
                | ~Q(state=State.CANCELLED.value) & Q(cancel_reason=""),
                name="visits_visit_cancel_reason",
                violation_error_message=_("Exactly the cancelled visits have the reason why."),
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="visits_visit_left_after_arrived",
                violation_error_message=_("A technician leaves after arriving."),
            ),
            models.CheckConstraint(
                condition=Q(revenue_handed_in_at__isnull=True) | Q(revenue__isnull=False),
                name="visits_visit_handed_in_something",
                violation_error_message=_("Only money that was taken is handed in (V6)."),
            ),
            models.CheckConstraint(
                condition=Q(machine_count__isnull=True) | Q(machine_count__gte=1),
                name="visits_visit_machine_count",
                violation_error_message=_("At least one machine."),
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gte": 0}),
                    name=f"visits_visit_{column}",
                    violation_error_message=_("An amount is not negative."),
                )
                for column in ("fare_out", "fare_back", "revenue")
            ],
        ]

    def __str__(self):
        return self.receipt_no

    @property
    def facts(self) -> Facts:
        """What V2 asks about."""
        return Facts(
            customer=self.customer_id,
            contact=self.contact,
            address=self.address,
            machine=self.machine_id,
            machine_count=self.machine_count,
            site_kind=self.site_kind,
            domain=self.domain,
            fault=self.fault,
            work_done=self.work_done,
            result=self.result,
            arrived_at=self.arrived_at,
            left_at=self.left_at,
            signed=self.signed,
        )

    @property
    def missing(self) -> list[Need]:
        """What V2 misses."""
        return missing(self.facts)

    @property
    def misconduct(self) -> list[Conduct]:
        """The items of conduct that the receipt notes (V3)."""
        return misconduct(shoe_covers=self.shoe_covers, ate=self.ate, drank=self.drank, smoked=self.smoked)

    @property
    def wording(self) -> str:
        """A mark of everything that is noted on the receipt; another mark means that somebody noted something else."""
        return f"{zlib.crc32(repr([getattr(self, name) for name in NOTED]).encode()):08x}"

    @property
    def shown(self) -> dict:
        """What the customer is shown before they sign."""
        return {name: getattr(self, name) for name in SHOWN}

    @property
    def changed_after_word(self) -> bool:
        """Whether the receipt says something else than what the customer signed."""
        return bool(self.word_seal) and self.word_seal != seal_of(self.shown)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def slot(self) -> Slot:
        """The stretch of the day that the appointment takes."""
        return Slot(self, self.agreed_at, self.agreed_at + timedelta(minutes=self.planned_minutes))

    @property
    def fares(self):
        """Both legs together, None where neither is claimed (V5)."""
        legs = [leg for leg in (self.fare_out, self.fare_back) if leg is not None]
        return sum(legs) if legs else None

    def refusal_for(self, user, step: Step, actions: frozenset[str]):
        """Why this person, who may do `actions`, may not do the step now; None when they may."""
        return refusal(step, state=self.state, mine=self.technician_id == user.pk, actions=actions)


class ReceiptVersion(models.Model):
    """A receipt as it was filed or corrected, sealed: it never changes afterwards. The first has no reason."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    seal = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="visits_version_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & (Q(number=1) | ~Q(reason="")),
                name="visits_version_reason",
                violation_error_message=_("A correction has a reason."),
            ),
        ]

    def __str__(self):
        return f"{self.visit_id} v{self.number}"


class WordLink(models.Model):
    """A link by which a customer gives their word once, on their own phone. Only the hash of its 128 bits is kept."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="visits_link_expires",
                violation_error_message=_("A link holds for a while."),
            ),
            models.UniqueConstraint(
                fields=["visit"],
                condition=Q(used_at__isnull=True, void_at__isnull=True),
                name="visits_link_one_at_a_time",
                violation_error_message=_("One link at a time."),
            ),
        ]

    def __str__(self):
        return f"{self.visit_id} until {self.expires_at:%Y-%m-%d %H:%M}"


class CalendarLink(models.Model):
    """The unguessable address of a technician's calendar feed; renewing it shuts the old one."""

    technician = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_link")
    token = models.CharField(max_length=32, unique=True, default=new_token)
    made_at = models.DateTimeField()

    def __str__(self):
        return f"{self.technician_id} since {self.made_at:%Y-%m-%d}"
