"""What people are told: their inbox, how each wants to be told outside the desk, and the messages that carry it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notices.history import TODOS
from notices.labels import CHANNEL_LABELS, MESSAGE_STATE_LABELS
from notices.policies import ROBOTS, Channel, MessageState, Quiet
from records.history import words


def _one_of(field: str, values) -> Q:
    return Q(**{f"{field}__in": [value.value for value in values]})


class NoticeQuerySet(models.QuerySet):
    def unread_by(self, person):
        """What waits in the person's inbox; what lies in a digest waits with the digest."""
        return self.filter(person=person, read_at__isnull=True, folded=False)


class Notice(models.Model):
    """One thing that one person is told, once: a dotted code and its data as in `records.Entry`, never customers' data.

    `key` is the cause; the same cause never tells the same person twice. `at` is the instant that it belongs to,
    `made_at` when the desk told it. `page` and `number` name where it is dealt with. A `folded` one was caught up after
    an outage and is read in its digest. `leaves_at` is set while it has still to go out by the person's channels.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices", db_index=False
    )
    key = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    page = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=30, blank=True)
    step = models.CharField(max_length=20, blank=True)
    todo = models.CharField(max_length=30, blank=True)
    at = models.DateTimeField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    leaves_at = models.DateTimeField(null=True)
    folded = models.BooleanField(default=False)
    digest = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="folded_in")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notices_inbox", condition=Q(folded=False)),
            models.Index(fields=["person"], name="notices_unread", condition=Q(read_at__isnull=True, folded=False)),
            models.Index(fields=["leaves_at"], name="notices_to_leave", condition=Q(leaves_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"],
                name="notices_told_once",
                violation_error_message=_("This person was told already."),
            ),
            models.CheckConstraint(
                condition=Q(digest__isnull=True) | Q(folded=True), name="notices_digest_holds_folded"
            ),
        ]

    def __str__(self):
        return f"{self.code} to {self.person_id}"

    @property
    def words(self) -> str:
        """What it says, in the reader's language."""
        return words(self.code, self.data)

    @property
    def address(self) -> str:
        """Where it leads, the form open by which it is dealt with."""
        if self.page == "notices:digest":
            return reverse(self.page, args=[self.key])
        if not self.page:
            return reverse("notices:inbox")
        return reverse(self.page, args=[self.number] if self.number else []) + (
            f"?step={self.step}" if self.step else ""
        )

    @property
    def todo_label(self):
        """What the button beside it says; empty where there is nothing to do but to know."""
        return TODOS.get(self.todo, "")


class Robot(models.Model):
    """A group robot of WeCom, DingTalk or Feishu that people can let carry their notices. Its address is a secret."""

    name = models.CharField(_("name"), max_length=60)
    channel = models.CharField(_("service"), max_length=10, choices={c.value: CHANNEL_LABELS[c.value] for c in ROBOTS})
    url = models.CharField(_("address (webhook)"), max_length=500)
    secret = models.CharField(_("signing secret"), max_length=200, blank=True)
    is_on = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="notices_robot_name",
                violation_error_message=_("A robot of this name exists already."),
            ),
            models.CheckConstraint(condition=_one_of("channel", ROBOTS), name="notices_robot_channel"),
        ]

    def __str__(self):
        return self.name


class Preference(models.Model):
    """How a person wants to be told outside the desk. Without a row: in the inbox only."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="telling")
    email = models.EmailField(_("e-mail address"), blank=True)
    by_email = models.BooleanField(_("tell me by e-mail"), default=False)
    robots = models.ManyToManyField(Robot, blank=True, related_name="carries")
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_to = models.TimeField(_("quiet until"), null=True, blank=True)
    morning = models.BooleanField(_("the day's deadlines each morning"), default=True)
    language = models.CharField(_("language of messages"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    last_left_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by_email=False) | ~Q(email=""),
                name="notices_email_has_address",
                violation_error_message=_("Enter the address to which e-mail goes."),
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_to__isnull=True)
                | Q(quiet_from__isnull=False, quiet_to__isnull=False),
                name="notices_quiet_has_both_ends",
                violation_error_message=_("Quiet hours have a beginning and an end."),
            ),
        ]

    def __str__(self):
        return f"telling {self.person_id}"

    @property
    def quiet(self) -> Quiet:
        return Quiet(self.quiet_from, self.quiet_to)


class Message(models.Model):
    """The outbox: what one channel has to carry to one person, written out in their language.

    Whoever delivers it leases it first. `key` goes out with every try, so that a server can tell that it is the same.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=CHANNEL_LABELS)
    robot = models.ForeignKey(Robot, null=True, on_delete=models.PROTECT, related_name="messages", db_index=False)
    address = models.EmailField(blank=True)
    heading = models.CharField(max_length=200)
    text = models.TextField()
    notices = models.ManyToManyField(Notice, related_name="messages")
    made_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=MESSAGE_STATE_LABELS, default=MessageState.WAITING.value)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_at", "id"], name="notices_outbox", condition=Q(state="waiting")),
            models.Index(fields=["-id"], name="notices_dead", condition=Q(state="dead")),
        ]
        constraints = [
            models.CheckConstraint(condition=_one_of("state", MessageState), name="notices_message_state"),
            models.CheckConstraint(condition=_one_of("channel", Channel), name="notices_message_channel"),
            models.CheckConstraint(
                condition=Q(channel=Channel.EMAIL.value, robot__isnull=True) & ~Q(address="")
                | ~Q(channel=Channel.EMAIL.value) & Q(robot__isnull=False, address=""),
                name="notices_message_has_one_target",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.WAITING.value, next_at__isnull=False, sent_at__isnull=True)
                | Q(state=MessageState.SENT.value, next_at__isnull=True, sent_at__isnull=False)
                | Q(state=MessageState.DEAD.value, next_at__isnull=True, sent_at__isnull=True),
                name="notices_message_state_is_whole",
            ),
        ]

    def __str__(self):
        return f"{self.channel} to {self.person_id}"

    @property
    def target(self) -> str:
        """What the deliveries of one server have in common: when one fails, the others of this run need not try."""
        return Channel.EMAIL.value if self.robot_id is None else f"robot:{self.robot_id}"
