"""Whether the clock behind the desk goes: every line of the beat table and its last run."""

from django.core.management.base import BaseCommand, CommandError

from servicedesk import clock, schedule


class Command(BaseCommand):
    help = "Lists every line of the beat table with its last run; exit code 1 when one is late."

    def handle(self, *args, **options):
        runs = schedule.runs(clock.now())
        for run in runs:
            last = f"{clock.local(run.last):%Y-%m-%d %H:%M:%S}" if run.last else "never"
            every = f"every {run.every.total_seconds():.0f} s"
            self.stdout.write(f"{'LATE' if run.late else 'ok':5} {every:12} last {last:20} {run.name}")
        if any(run.late for run in runs):
            raise CommandError("A line is late: is beat running?")
