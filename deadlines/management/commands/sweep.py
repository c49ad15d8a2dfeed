"""What beat does, without beat: sweeps the deadlines, does the day's jobs, empties the outbox."""

from django.core.management.base import BaseCommand

from deadlines import services
from notices.services import deliver
from servicedesk import clock


class Command(BaseCommand):
    help = "Lets happen what has come due, does the day's jobs, and sends what people are told. Safe to repeat."

    def handle(self, **options):
        now = clock.now()
        told = services.morning(now=now) + services.chase(now=now) + services.day_end(now=now)
        touched = services.sweep(now=now)
        sent = deliver(clock=clock.now)
        print(f"{touched} deadlines moved on, {told} people told of the day, {sent} messages sent")
