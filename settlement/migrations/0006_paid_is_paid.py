"""S7 in the database itself: pay-outs are closed with their sheets, and no closed table is emptied as a whole."""

from django.db import migrations

from settlement import guards

SEAL_OF_SHEET = (
    "(SELECT c.seal FROM settlement_closedsheet s JOIN settlement_closing c ON c.id = s.closing_id WHERE s.id = {})"
)
OF_PAYOUT = "(SELECT p.sheet_id FROM settlement_payout p WHERE p.id = NEW.payout_id)"
GUARDS = (
    ("settlement_payout", "INSERT", f"{SEAL_OF_SHEET.format('NEW.sheet_id')} <> ''"),
    ("settlement_payout", "UPDATE", ""),
    ("settlement_payout", "DELETE", ""),
    ("settlement_laterwithheld", "INSERT", f"{SEAL_OF_SHEET.format(OF_PAYOUT)} <> ''"),
    ("settlement_laterwithheld", "UPDATE", ""),
    ("settlement_laterwithheld", "DELETE", ""),
)
TABLES = (
    "settlement_closing", "settlement_closedsheet", "settlement_closedline", "settlement_payout",
    "settlement_laterwithheld",
)  # fmt: skip


def guard(apps, schema_editor):
    guards.guard(schema_editor, GUARDS)
    guards.guard_emptying(schema_editor, TABLES)


def unguard(apps, schema_editor):
    guards.unguard_emptying(schema_editor, TABLES)
    guards.unguard(schema_editor, GUARDS)


class Migration(migrations.Migration):
    dependencies = [("settlement", "0005_pay_outs")]

    operations = [migrations.RunPython(guard, unguard)]
