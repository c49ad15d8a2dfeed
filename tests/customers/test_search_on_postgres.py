"""On PostgreSQL the search has trigram indexes where the server allows them, and works without them all the same."""

from importlib import import_module

import pytest
from django.db import connection

from customers.selectors import find_customers

pytestmark = pytest.mark.postgres
migration = import_module("customers.migrations.0002_search_trigrams")


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname = ANY(%s)", [list(migration.INDEXES)])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_the_migration_goes_back_and_forth(make_customer):
    customer = make_customer(name="张丽电脑", phone="13800138000")
    had = indexes()
    with connection.schema_editor() as editor:
        migration.drop(None, editor)
    assert indexes() == set()
    assert find_customers("380013") == find_customers("zldn") == [customer]
    with connection.schema_editor() as editor:
        migration.add(None, editor)
    assert indexes() == had
    assert find_customers("380013") == find_customers("zldn") == [customer]


@pytest.mark.django_db(transaction=True)
def test_a_server_that_refuses_any_of_it_is_left_as_it_was(make_customer):
    customer = make_customer(name="张丽电脑")
    with connection.schema_editor() as editor:
        migration.drop(None, editor)
        editor.execute("DROP ROLE IF EXISTS desk_without_rights")
        editor.execute("CREATE ROLE desk_without_rights")
        editor.execute("SET ROLE desk_without_rights")
        migration.add(None, editor)
        editor.execute("RESET ROLE")
        editor.execute("DROP ROLE desk_without_rights")
    assert indexes() == set()
    assert find_customers("zldn") == [customer]
    with connection.schema_editor() as editor:
        migration.add(None, editor)
