"""Closing a month against deciding on its lines: each waits for the other."""

from django.db import connection

MONTHS = 7_305_119  # the advisory lock of months on PostgreSQL; any number of our own


def hold_months(*, alone: bool = False):
    """Until the transaction ends. SQLite has one writer at a time as it is."""
    if not connection.in_atomic_block:
        raise RuntimeError("hold_months belongs inside the transaction that writes")
    if connection.vendor == "postgresql":
        function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [MONTHS])
