"""What the clock does to deadlines. Each is safe to run twice or late."""

from celery import shared_task

from deadlines import services
from servicedesk import clock


@shared_task
def sweep_deadlines():
    """Lets happen what has come due (D1–D11)."""
    services.sweep(now=clock.now())


@shared_task
def tell_the_morning():
    """The morning's digest."""
    services.morning(now=clock.now())


@shared_task
def chase_suppliers():
    """The chase at noon (D2)."""
    services.chase(now=clock.now())


@shared_task
def tell_the_day_end():
    """The hand-overs before the day ends (D6)."""
    services.day_end(now=clock.now())
