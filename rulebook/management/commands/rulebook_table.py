"""manage.py rulebook_table: the table of numbers for docs/rulebook.md."""

from django.core.management.base import BaseCommand
from django.utils import translation

from rulebook.labels import NUMBER_LABELS, shown
from rulebook.policies import DEFAULTS, SPECS


def table() -> str:
    """Every number as a Markdown table in English: key, name, value as written, bounds, rule."""
    with translation.override("en"):
        rows = [
            f"| `{key}` | {NUMBER_LABELS[key]} | {shown(key, getattr(DEFAULTS, key))} "
            f"| {shown(key, spec.least)} – {shown(key, spec.most)} | {spec.rule} |"
            for key, spec in SPECS.items()
        ]
    return "\n".join(["| key | number | as written | allowed | rule |", "|---|---|---|---|---|", *rows])


class Command(BaseCommand):
    help = "Prints the table of numbers that docs/rulebook.md carries."
    requires_system_checks = []

    def handle(self, *args, **options):
        self.stdout.write(table())
