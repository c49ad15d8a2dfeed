"""The queue's table keeps the head of its index clean on PostgreSQL; the migration can be taken back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)


def settings_of_table():
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'tickets_job'")
        (options,) = cursor.fetchone()
    return dict(option.split("=") for option in options or [])


def migrate(*targets):
    """To those migrations; without any, to the last ones of every app, for what is taken back takes others with it."""
    executor = MigrationExecutor(connection)
    executor.loader.build_graph()
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())


@pytest.mark.postgres
def test_vacuumed_after_thousands_of_changes_without_pause():
    settings = settings_of_table()
    assert 1000 <= int(settings["autovacuum_vacuum_threshold"]) < 10_000
    assert float(settings["autovacuum_vacuum_scale_factor"]) == 0
    assert float(settings["autovacuum_vacuum_cost_delay"]) == 0


@pytest.mark.postgres
def test_taken_back_and_made_again():
    migrate(("tickets", "0001_initial"))
    try:
        assert settings_of_table() == {}
    finally:
        migrate()
    assert settings_of_table()
