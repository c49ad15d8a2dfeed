"""The last tie of the queue is broken by the job number as plain text, which is how the desk itself compares. PostgreSQL
compares by the language of the database, under which s1 may come before S1 and 工1 before both."""

from django.db import migrations

COLLATE = 'ALTER TABLE tickets_job ALTER COLUMN job_no TYPE varchar(20) COLLATE "{}"'


def as_plain_text(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COLLATE.format("C"))


def as_the_database(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COLLATE.format("default"))


class Migration(migrations.Migration):
    dependencies = [("tickets", "0004_how_the_customer_is_helped")]

    operations = [migrations.RunPython(as_plain_text, as_the_database)]
