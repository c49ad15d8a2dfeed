"""On PostgreSQL, a trigram index under the search by part of a serial number; without the extension it reads the table."""

from django.db import DatabaseError, migrations, transaction

INDEX = "returns_item_serial_part"


def add(apps, schema_editor):
    """Makes the index or, where the server lacks the extension or forbids it, does without."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f"CREATE INDEX {INDEX} ON returns_returneditem USING gin (UPPER(serial) gin_trgm_ops)")
    except DatabaseError:
        return


def drop(apps, schema_editor):
    """Drops the index. The extension stays: others in the database may use it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
