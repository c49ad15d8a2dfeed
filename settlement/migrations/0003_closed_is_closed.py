"""S7 in the database itself: what is closed cannot be changed, removed or added to, by whatever program."""

from django.db import migrations

MESSAGE = "a closed month never changes (S7)"
CLOSING = "(SELECT seal FROM settlement_closing WHERE id = NEW.closing_id)"
CLOSING_OF_LINE = (
    "(SELECT c.seal FROM settlement_closedsheet s JOIN settlement_closing c ON c.id = s.closing_id "
    "WHERE s.id = NEW.sheet_id)"
)
# (table, what is tried, when it is refused; empty: always)
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


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _postgresql(table: str, event: str, when: str) -> list[str]:
    name = _name(table, event)
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {when} THEN {refuse} END IF; RETURN NEW;" if when else refuse
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _sqlite(table: str, event: str, when: str) -> list[str]:
    condition = f"WHEN {when} " if when else ""
    return [
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} FOR EACH ROW {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    ]


def guard(apps, schema_editor):
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for table, event, when in GUARDS:
        for statement in make(table, event, when):
            schema_editor.execute(statement)


def unguard(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table, event, _when in GUARDS:
        name = _name(table, event)
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgresql else ""))
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [("settlement", "0002_decisions_and_closed_months")]

    operations = [migrations.RunPython(guard, unguard)]
