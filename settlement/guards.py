"""Triggers by which the database itself keeps what is closed (S7). Migrations alone use them."""

from collections.abc import Iterable

MESSAGE = "a closed month never changes (S7)"
REFUSE = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';"
# What a session says that may empty the tables all the same: the tests between one another, a benchmark at its end.
MAY_EMPTY = "desk.may_empty"

Guard = tuple[str, str, str]  # table, what is tried, when it is refused (empty: always)


def guard(schema_editor, guards: Iterable[Guard]):
    """Refuses rows to be added, changed or removed."""
    make = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for table, event, when in guards:
        for statement in make(table, event, when):
            schema_editor.execute(statement)


def guard_emptying(schema_editor, tables: Iterable[str]):
    """Refuses TRUNCATE, which passes by the triggers of rows. SQLite has none: it removes row by row."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in tables:
        name = _name(table, "TRUNCATE")
        body = f"IF coalesce(current_setting('{MAY_EMPTY}', true), '') <> 'yes' THEN {REFUSE} END IF; RETURN NULL;"
        schema_editor.execute(_function(name, body))
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def unguard(schema_editor, guards: Iterable[Guard]):
    """Takes the guards away again."""
    postgresql = schema_editor.connection.vendor == "postgresql"
    for table, event, _when in guards:
        name = _name(table, event)
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgresql else ""))
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION {name}()")


def unguard_emptying(schema_editor, tables: Iterable[str]):
    """Takes the guards against emptying away again."""
    if schema_editor.connection.vendor == "postgresql":
        unguard(schema_editor, [(table, "TRUNCATE", "") for table in tables])


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"


def _postgresql(table: str, event: str, when: str) -> list[str]:
    name = _name(table, event)
    body = f"IF {when} THEN {REFUSE} END IF; RETURN NEW;" if when else REFUSE
    return [
        _function(name, body),
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _sqlite(table: str, event: str, when: str) -> list[str]:
    condition = f"WHEN {when} " if when else ""
    return [
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} FOR EACH ROW {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    ]
