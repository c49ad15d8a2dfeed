"""How a person is told outside the desk, and the robots that managers set up."""

from datetime import datetime, time
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from notices.labels import CHANNEL_LABELS
from notices.models import Message, Notice, Preference, Robot
from notices.policies import Channel
from notices.policies.robots import HOSTS, is_address_of
from notices.services.leaving import written
from records.services import record
from servicedesk.errors import DomainError


@transaction.atomic
def preference_save(
    *,
    by,
    now: datetime,
    email: str,
    by_email: bool,
    robots,
    quiet_from: time | None,
    quiet_to: time | None,
    morning: bool,
    language: str,
) -> Preference:
    """How `by` is told from now on. Raises `telling.no_mail` while the desk has no mail server, ValidationError for
    what a column cannot hold."""
    if by_email and not settings.MAIL_READY:
        raise DomainError(
            "telling.no_mail", _("This desk has no mail server yet (MAIL_URL in its settings)."), field="by_email"
        )
    Preference.objects.get_or_create(person=by)
    held = Preference.objects.select_for_update().get(person=by)
    held.email, held.by_email, held.morning, held.language = email.strip(), by_email, morning, language
    held.quiet_from, held.quiet_to = quiet_from, quiet_to
    held.full_clean()
    held.save()
    held.robots.set(robots)
    return held


@transaction.atomic
def robot_save(
    *, robot_id: int | None, by, now: datetime, name: str, channel: str, url: str, secret: str, is_on: bool
) -> Robot:
    """Adds a group robot or changes one; an empty `url` or `secret` keeps the one that is there. Raises `robot.url`,
    ValidationError for what a column cannot hold."""
    robot = Robot.objects.select_for_update().get(pk=robot_id) if robot_id else Robot()
    robot.name, robot.channel, robot.is_on = name.strip(), channel, is_on
    robot.url, robot.secret = url.strip() or robot.url, secret.strip() or robot.secret
    if not is_address_of(robot.channel, robot.url, others=settings.ROBOT_HOSTS):
        message = _("Enter the whole address that the group shows for its robot. With %(service)s it begins: %(start)s")
        told = {"service": CHANNEL_LABELS[robot.channel], "start": f"https://{HOSTS[Channel(robot.channel)][0]}/"}
        raise DomainError("robot.url", message % told, field="url")
    robot.full_clean()
    robot.save()
    code = "robot.changed" if robot_id else "robot.added"
    data = {"name": robot.name, "channel": robot.channel}
    record(subject="robot", subject_id=robot.pk, code=code, by=by, at=now, data=data)
    return robot


@transaction.atomic
def robot_test(*, robot_id: int, by, now: datetime) -> Message:
    """Puts a test message for a robot into the outbox. Raises `robot.off` for one that is not in use."""
    robot = Robot.objects.get(pk=robot_id)
    if not robot.is_on:
        raise DomainError("robot.off", _("This robot is switched off. Switch it on first."))
    notice = Notice(person=by, key=f"test:{uuid4()}", code="notice.test", at=now, made_at=now)
    heading, text = written(by.name, [notice])
    return Message.objects.create(
        channel=robot.channel, robot=robot, person=by, heading=heading, text=text, made_at=now, next_at=now
    )
