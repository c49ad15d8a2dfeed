"""What has gathered for a person leaves as one message a channel; what an outage left over becomes a digest."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices.models import Message, Notice, Preference, Robot
from notices.policies import Channel, leaves_at, told_and_rest

PEOPLE = 500  # looked after in one run
BATCH = 2000


def gather(*, now: datetime) -> int:
    """Writes the messages that may leave now; gives how many. Any number may run at once: each person is seen to by one
    at a time, and what has left is not there for the next."""
    waiting = Notice.objects.filter(leaves_at__lte=now).order_by("person").values_list("person", flat=True)
    return sum(_gather_for(person, now) for person in waiting.distinct()[:PEOPLE])


@transaction.atomic
def _gather_for(person_id: int, now: datetime) -> int:
    Preference.objects.get_or_create(person_id=person_id)
    held = Preference.objects.select_for_update(of=("self",)).select_related("person").get(person_id=person_id)
    # What is caught up goes into one digest, also where another sweep that began a moment later wrote some of it.
    waiting = Notice.objects.filter(person=person_id, leaves_at__isnull=False)  # said apart, for the index of these
    notices = list(waiting.filter(Q(leaves_at__lte=now) | Q(folded=True)).order_by("at", "pk"))
    notices = _folded([each for each in notices if each.folded], now) + [each for each in notices if not each.folded]
    robots = list(held.robots.filter(is_on=True))
    leaving = leaves_at(now, quiet=held.quiet, last=held.last_left_at)
    if leaving > now and (held.by_email or robots):
        _set_leaving(notices, leaving)
        return 0
    _set_leaving(notices, None)
    unread = [each for each in notices if each.read_at is None]
    if not unread or not (held.by_email or robots):
        return 0
    Preference.objects.filter(pk=held.pk).update(last_left_at=now)
    return _write(held, robots, unread, now)


def _set_leaving(notices: Sequence[Notice], at: datetime | None):
    keys = [each.pk for each in notices]
    for start in range(0, len(keys), BATCH):
        Notice.objects.filter(pk__in=keys[start : start + BATCH]).update(leaves_at=at)


def _folded(late: list[Notice], now: datetime) -> list[Notice]:
    """One digest for what was caught up; a single notice stands by itself."""
    if not late:
        return []
    keys = [each.pk for each in late]
    if len(late) == 1:
        Notice.objects.filter(pk__in=keys).update(folded=False)
        return late
    missed = sum(each.code in ("notice.missed", "notice.escalated") for each in late)
    digest = Notice.objects.create(
        person_id=late[0].person_id,
        key=f"digest:{keys[0]}",
        code="notice.digest",
        data={"count": len(late), "missed": missed},
        page="notices:digest",
        at=late[-1].at,
        made_at=now,
        leaves_at=now,
    )
    for start in range(0, len(keys), BATCH):
        Notice.objects.filter(pk__in=keys[start : start + BATCH]).update(digest=digest, leaves_at=None)
    return [digest]


def _write(held: Preference, robots: list[Robot], notices: list[Notice], now: datetime) -> int:
    with translation.override(held.language):
        heading, text = written(held.person.name, notices)
    targets = [{"channel": robot.channel, "robot": robot} for robot in robots]
    if held.by_email:
        targets.append({"channel": Channel.EMAIL.value, "address": held.email})
    for target in targets:
        message = Message.objects.create(
            **target, person=held.person, heading=heading, text=text, made_at=now, next_at=now
        )
        message.notices.add(*notices)
    return len(targets)


def written(name: str, notices: Sequence[Notice]) -> tuple[str, str]:
    """Heading and text in the language that is on: what each notice says, none of it about a customer, and where the
    desk is."""
    lines = [each.words for each in notices]
    count = ngettext("%(count)d notice of the service desk", "%(count)d notices of the service desk", len(lines))
    heading = lines[0] if len(lines) == 1 else count % {"count": len(lines)}
    shown, rest = told_and_rest(lines)
    body = [_("For %(name)s:") % {"name": name}, *(f"· {line}" for line in shown)]
    if rest:
        body.append(ngettext("… and %(count)d more", "… and %(count)d more", rest) % {"count": rest})
    if settings.DESK_URL:
        body.append(settings.DESK_URL + reverse("notices:inbox"))
    return heading[:200], "\n".join(body)
