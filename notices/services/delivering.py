"""The outbox is emptied: leased, sent outside any transaction, marked; what fails comes again, then is given up."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from notices import sending
from notices.models import Message
from notices.policies import LEASE, Channel, MessageState, next_try
from notices.policies.robots import call_for, fault_in
from servicedesk.errors import DomainError


def deliver(*, clock: Callable[[], datetime], most: int = 200) -> int:
    """Sends what waits, at most so many; gives how many were taken by their servers.

    A server that fails is not asked again in this run, so the slowest one costs one time limit. Any number may run at
    once. A delivery that breaks off between the answer of the server and our mark is tried again when its lease ends,
    under the same key.
    """
    sent, failed = 0, set()
    for _turn in range(most):
        message = _lease(clock(), failed)
        if message is None:
            break
        fault = _send(message, clock())
        if fault:
            failed.add(message.target)
        sent += not fault
        _mark(message, fault, clock())
    return sent


@transaction.atomic
def _lease(now: datetime, failed: set[str]) -> Message | None:
    waiting = Message.objects.filter(state=MessageState.WAITING.value, next_at__lte=now)
    if Channel.EMAIL.value in failed:
        waiting = waiting.exclude(channel=Channel.EMAIL.value)
    robots = [int(target.partition(":")[2]) for target in failed if target.startswith("robot:")]
    waiting = waiting.exclude(robot__in=robots) if robots else waiting
    message = waiting.order_by("next_at", "pk").select_for_update(skip_locked=True).first()
    if message is None:
        return None
    message.tries += 1
    message.next_at = now + LEASE
    message.save(update_fields=["tries", "next_at"])
    return message


def _send(message: Message, now: datetime) -> str:
    """Sends one; gives what went wrong, "" when the server has taken it."""
    try:
        if message.channel == Channel.EMAIL:
            sending.mail(address=message.address, heading=message.heading, text=message.text, key=message.key)
            return ""
        robot = message.robot
        if not robot.is_on:
            return _("the robot is switched off")
        call = call_for(robot.channel, url=robot.url, secret=robot.secret, text=message.text, now=now)
        return fault_in(sending.post(call.url, call.body, key=message.key))
    except sending.NotDelivered as error:
        return str(error)


def _mark(message: Message, fault: str, now: datetime):
    """Writes how it went, unless somebody else holds the lease by now."""
    mine = Message.objects.filter(pk=message.pk, state=MessageState.WAITING.value, tries=message.tries)
    if not fault:
        mine.update(state=MessageState.SENT.value, sent_at=now, next_at=None, fault="")
        return
    again = next_try(now, tries=message.tries)
    state = MessageState.WAITING if again else MessageState.DEAD
    mine.update(state=state.value, next_at=again, fault=fault[:300])


@transaction.atomic
def message_retry(*, message_id: int, by, now: datetime) -> Message:
    """Puts one that was given up back into the outbox. Raises `message.not_dead` for any other."""
    dead = Message.objects.filter(pk=message_id, state=MessageState.DEAD.value)
    if dead.update(state=MessageState.WAITING.value, next_at=now, tries=0) != 1:
        raise DomainError("message.not_dead", _("This message is not given up; it is sent or on its way."))
    return Message.objects.get(pk=message_id)
