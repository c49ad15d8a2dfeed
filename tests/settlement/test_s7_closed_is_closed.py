"""S7: the database itself refuses to change what is closed, whatever program asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from settlement.guards import MAY_EMPTY
from settlement.models import ClosedLine, ClosedSheet, Closing, LaterWithheld, Payout
from settlement.services import month_close
from tests.settlement.facts import AFTER, OCTOBER

TABLES = (Closing, ClosedSheet, ClosedLine, Payout)
GUARDS = {"sqlite": 14, "postgresql": 19}


@pytest.fixture
def closed(october, technician, other_technician, decide, company_manager):
    decide(technician)
    decide(other_technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)


def refused(step) -> bool:
    with pytest.raises(DatabaseError, match=r"never changes \(S7\)"), transaction.atomic():
        step()
    return True


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_no_row_is_changed_or_removed(table):
    row = table.objects.first()
    assert refused(lambda: table.objects.filter(pk=row.pk).update(**{_column(table): getattr(row, _column(table))}))
    assert refused(lambda: table.objects.filter(pk=row.pk)._raw_delete("default"))


def _column(table) -> str:
    return {"Closing": "sheet_count", "ClosedSheet": "fares", "ClosedLine": "amount", "Payout": "paid"}[table.__name__]


@pytest.mark.usefixtures("closed")
def test_nothing_is_added_to_a_closed_month(service_manager):
    sheet, line, payout = ClosedSheet.objects.first(), ClosedLine.objects.first(), Payout.objects.first()
    line.pk = None
    assert refused(line.save)
    assert refused(LaterWithheld(payout=payout, of=payout, amount=1).save)
    payout.pk, payout.sheet = None, ClosedSheet.objects.exclude(pk=payout.sheet_id).first()
    assert refused(payout.save)
    sheet.pk, sheet.person = None, service_manager
    assert refused(sheet.save)


@pytest.mark.usefixtures("closed")
def test_a_closing_is_not_opened_again():
    assert refused(lambda: Closing.objects.update(seal=""))


@pytest.mark.postgres
@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("table", [*TABLES, LaterWithheld], ids=lambda table: table.__name__)
def test_no_table_is_emptied_at_one_stroke(table):
    """TRUNCATE passes by the guards of rows. The tests may empty tables between one another; a shop may not."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL {MAY_EMPTY} = ''")
        assert refused(lambda: cursor.execute(f"TRUNCATE {table._meta.db_table} CASCADE"))


def guards() -> int:
    """How many of our triggers there are."""
    query = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'settlement_%_no_%'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'settlement_%_no_%'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_every_guard_is_in_the_database():
    """A later migration that rebuilds a table on SQLite drops its triggers without a word."""
    assert guards() == GUARDS[connection.vendor]
