"""S7 in the database itself: what is closed cannot be changed, removed or added to, by whatever program."""

from django.db import migrations

from settlement import guards

CLOSING = "(SELECT seal FROM settlement_closing WHERE id = NEW.closing_id)"
CLOSING_OF_LINE = (
    "(SELECT c.seal FROM settlement_closedsheet s JOIN settlement_closing c ON c.id = s.closing_id "
    "WHERE s.id = NEW.sheet_id)"
)
GUARDS = (
    ("settlement_closing", "UPDATE", "OLD.seal <> ''"),
    ("settlement_closing", "DELETE", ""),
    ("settlement_closedsheet", "INSERT", f"{CLOSING} <> ''"),
    ("settlement_closedsheet", "UPDATE", ""),
    ("settlement_closedsheet", "DELETE", ""),
    ("settlement_closedline", "INSERT", f"{CLOSING_OF_LINE} <> ''"),
    ("settlement_closedline", "UPDATE", ""),
    ("settlement_closedline", "DELETE", ""),
)


def guard(apps, schema_editor):
    guards.guard(schema_editor, GUARDS)


def unguard(apps, schema_editor):
    guards.unguard(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("settlement", "0002_decisions_and_closed_months")]

    operations = [migrations.RunPython(guard, unguard)]
