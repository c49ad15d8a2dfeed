"""On PostgreSQL, trigram indexes under the search; without the extension the search reads the table instead."""

from django.db import DatabaseError, migrations, transaction

INDEXES = {
    "customers_customer_search": "customers_customer",
    "customers_machine_search": "customers_machine",
}


def add(apps, schema_editor):
    """Makes the extension and the indexes together or, where the server lacks or forbids it, neither.

    A server that gains pg_trgm later gets them by `migrate customers 0001` and `migrate`.
    """
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for name, table in INDEXES.items():
                cursor.execute(f"CREATE INDEX {name} ON {table} USING gin (search_text gin_trgm_ops)")
    except DatabaseError:
        return


def drop(apps, schema_editor):
    """Drops the indexes. The extension stays: others in the database may use it."""
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
