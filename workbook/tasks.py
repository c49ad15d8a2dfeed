"""What the workers do: take in the workbooks that people uploaded."""

import logging

from celery import shared_task
from django.conf import settings
from kombu.exceptions import OperationalError

from servicedesk import clock
from workbook.services import run_next

log = logging.getLogger(__name__)


@shared_task
def run_waiting_imports():
    """Takes in every upload that waits. Runs every few seconds, by beat; any number may run at once."""
    while run_next(now=clock.now()):
        pass


def hurry():
    """Tells a worker to look now. Without Redis beat looks by itself every few seconds; a lost call does no harm."""
    if settings.CELERY_TASK_ALWAYS_EAGER:
        return
    try:
        run_waiting_imports.delay()
    except OperationalError as error:
        log.warning("no worker was told of the upload, beat will: %s", error)
