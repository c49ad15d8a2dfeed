"""What the workers do: take in the workbooks that people uploaded."""

from celery import shared_task

from servicedesk import clock
from workbook.services import run_next


@shared_task
def run_waiting_imports():
    """Takes in every upload that waits. Runs every few seconds, by beat; any number may run at once."""
    while run_next(now=clock.now()):
        pass
