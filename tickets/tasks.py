"""What the clock does to jobs."""

from celery import shared_task

from servicedesk import clock
from tickets import services


@shared_task
def end_expedites():
    """Ends the expedites whose time is over (T2); safe to run twice or late."""
    services.end_expedites(now=clock.now())
