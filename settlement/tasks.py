"""What the workers do: previews and closings that people asked for."""

from celery import shared_task

from servicedesk import clock
from settlement.services import run_next


@shared_task
def run_waiting():
    """Does every run that waits. Runs every few seconds, by beat; any number may run at once."""
    while run_next(now=clock.now()):
        pass
