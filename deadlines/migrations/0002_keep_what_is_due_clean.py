"""Each stage that happens leaves a dead entry at the head of the index of what is due, where the next sweep must step
over it. On PostgreSQL the table is therefore vacuumed after thousands of changes, not after a share of a table that may
be huge, and without pauses; so is the outbox."""

from django.db import migrations

SETTINGS = {
    "autovacuum_vacuum_threshold": 2000,
    "autovacuum_vacuum_scale_factor": 0,
    "autovacuum_vacuum_cost_delay": 0,
    "autovacuum_analyze_threshold": 5000,
    "autovacuum_analyze_scale_factor": 0.02,
}
TABLES = ("deadlines_deadline", "notices_message")


def keep_clean(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        settings = ", ".join(f"{name} = {value}" for name, value in SETTINGS.items())
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} SET ({settings})")


def as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"ALTER TABLE {table} RESET ({', '.join(SETTINGS)})")


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial"), ("notices", "0001_initial")]

    operations = [migrations.RunPython(keep_clean, as_before)]
