"""What the clock does to messages."""

import threading

from celery import shared_task
from django.conf import settings
from django.db import connection

from notices import services
from servicedesk import clock

_busy = threading.Lock()


@shared_task
def deliver_messages():
    """Empties the outbox; safe to run twice or late. Beat that runs its tasks itself must not wait for a server, so
    there it is done beside it."""
    if settings.DELIVER_BESIDE:
        threading.Thread(target=_deliver_beside, name="deliver", daemon=True).start()
    else:
        services.deliver(clock=clock.now)


def _deliver_beside():
    if not _busy.acquire(blocking=False):
        return
    try:
        services.deliver(clock=clock.now)
    finally:
        connection.close()
        _busy.release()
