"""manage.py roles_table: the table of roles and actions for docs/roles.md."""

from django.core.management.base import BaseCommand
from django.utils import translation

from staff.labels import ACTION_LABELS, ROLE_LABELS
from staff.policies import MAY, Role


def table() -> str:
    """Who may do what, from `staff.policies.MAY`, as a Markdown table in English: one row an action."""
    with translation.override("en"):
        head = " | ".join(str(ROLE_LABELS[role.value]) for role in Role)
        rows = [
            f"| `{action.value}` | {ACTION_LABELS[action]} | "
            + " | ".join("yes" if role in roles else "" for role in Role)
            + " |"
            for action, roles in MAY.items()
        ]
    return "\n".join([f"| action | what it is | {head} |", "|---" * (len(Role) + 2) + "|", *rows])


class Command(BaseCommand):
    help = "Prints the table of roles and actions that docs/roles.md carries."
    requires_system_checks = []

    def handle(self, *args, **options):
        self.stdout.write(table())
