"""Each job taken leaves a dead entry at the head of the queue's index, where the next reader must step over it.
On PostgreSQL the table is therefore vacuumed after thousands of changes, not after a share of a table that may be
huge, and without pauses; its statistics are renewed likewise, so that plans follow a queue that fills or empties."""

from django.db import migrations

SETTINGS = {
    "autovacuum_vacuum_threshold": 2000,
    "autovacuum_vacuum_scale_factor": 0,
    "autovacuum_vacuum_cost_delay": 0,
    "autovacuum_analyze_threshold": 5000,
    "autovacuum_analyze_scale_factor": 0.02,
}


def keep_clean(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        settings = ", ".join(f"{name} = {value}" for name, value in SETTINGS.items())
        schema_editor.execute(f"ALTER TABLE tickets_job SET ({settings})")


def as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE tickets_job RESET ({', '.join(SETTINGS)})")


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]

    operations = [migrations.RunPython(keep_clean, as_before)]
