"""Reading the inbox and the outbox."""

from dataclasses import dataclass

from django.db.models import Count

from notices.models import Message, Notice, Robot
from notices.policies import MessageState

PAGE = 50
MOST_UNREAD = 99


@dataclass(frozen=True)
class Inbox:
    """A page of a person's notices, newest first, and the key behind which the older ones begin; None at the end."""

    notices: list[Notice]
    older: int | None
    unread: int


def inbox_of(person, *, before: str = "") -> Inbox:
    """What the person was told; a digest stands for what lies in it."""
    found = Notice.objects.filter(person=person, folded=False).order_by("-at", "-pk")
    edge = found.filter(pk=int(before)).first() if before.isascii() and before.isdigit() and len(before) < 19 else None
    if edge is not None:
        found = found.filter(at__lte=edge.at).exclude(at=edge.at, pk__gte=edge.pk)
    page = list(found[: PAGE + 1])
    older = page[PAGE - 1].pk if len(page) > PAGE else None
    return Inbox(page[:PAGE], older, unread_count(person))


def unread_count(person) -> int:
    """How many wait unread, counted to a hundred: more is shown as 99+."""
    return Notice.objects.unread_by(person)[: MOST_UNREAD + 1].count()


def in_digest(notice: Notice) -> list[Notice]:
    """What lies in a digest, in the order in which it fell due, five hundred at most."""
    return list(Notice.objects.filter(digest=notice).order_by("at", "pk")[:500])


def robots_with_use() -> list[Robot]:
    """Every robot with the number of people whose notices it carries."""
    return list(Robot.objects.annotate(people=Count("carries")).order_by("name"))


def given_up() -> list[Message]:
    """The messages that were given up, the newest first, a page of them."""
    dead = Message.objects.filter(state=MessageState.DEAD.value).select_related("person", "robot")
    return list(dead.order_by("-pk")[:PAGE])


def failing() -> list[Message]:
    """The messages that failed and will be tried again by themselves, the next one first, a page of them."""
    waiting = Message.objects.filter(state=MessageState.WAITING.value).exclude(fault="")
    return list(waiting.select_related("person", "robot").order_by("next_at", "pk")[:PAGE])
