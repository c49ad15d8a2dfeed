"""A new one-time code for the set-up page, for desks that are not started by bin/serve."""

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from servicedesk import clock
from servicedesk.errors import DomainError
from staff.services import setup_code_make


class Command(BaseCommand):
    help = "Prints a new one-time code for the set-up page of an empty desk; earlier codes stop working."

    def handle(self, *args, **options):
        try:
            code = setup_code_make(now=clock.now())
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Set-up page:   {reverse('staff:setup')}")
        self.stdout.write(f"One-time code: {code[:5]}-{code[5:]}")
