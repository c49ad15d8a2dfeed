"""What the clock does to records."""

from celery import shared_task

from records.picture_services import pictures_sweep
from servicedesk import clock


@shared_task
def sweep_pictures():
    """Clears the files that broken-off steps left; looks at nothing else, however many pictures there are."""
    pictures_sweep(now=clock.now())
