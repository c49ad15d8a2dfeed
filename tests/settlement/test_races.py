"""Two managers at the same instant: one wins, the other is told, and the month stands as the winner left it."""

from functools import partial

import pytest
from django.db import connection

from servicedesk.errors import DomainError
from settlement.models import ClosedLine, ClosedSheet, Closing, Decision, Payout, RestDecision
from settlement.services import lines_decide, month_close, rest_decide
from tests.settlement.facts import AFTER, LATER, OCTOBER
from tests.tickets.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def decided(october, technician, other_technician, decide):
    decide(technician)
    decide(other_technician)


def told(results) -> list[str]:
    return sorted(result.code for result in results if isinstance(result, DomainError))


@pytest.mark.usefixtures("decided")
def test_two_managers_close_at_once(service_manager, company_manager):
    close = partial(month_close, month=OCTOBER, now=AFTER)
    results = at_once(partial(close, by=service_manager), partial(close, by=company_manager))
    assert told(results) == ["month.closed"]
    assert sorted(Closing.objects.values_list("scope", flat=True)) == ["managers", "shop"]
    assert (ClosedSheet.objects.count(), ClosedLine.objects.count()) == (2, 5)


@pytest.mark.usefixtures("decided")
def test_without_the_lock_and_the_constraint_both_would_close(service_manager, company_manager, monkeypatch):
    """The negative control: it is these two that decide the race."""
    import threading

    from settlement.services import closing

    together = threading.Barrier(2)

    def look(month, by, scopes=closing._scopes):
        found = scopes(month, by)
        together.wait(30)
        return found

    monkeypatch.setattr(closing, "hold_months", lambda alone=False: None)
    monkeypatch.setattr(closing, "_scopes", look)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE settlement_closing DROP CONSTRAINT settlement_closing_once")
        cursor.execute("ALTER TABLE settlement_closedsheet DROP CONSTRAINT settlement_sheet_once")
    close = partial(month_close, month=OCTOBER, now=AFTER)
    try:
        at_once(partial(close, by=service_manager), partial(close, by=company_manager))
        assert Closing.objects.filter(scope="shop").count() == 2
        assert ClosedSheet.objects.count() == 4
    finally:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE settlement_closing, settlement_closedsheet, settlement_closedline CASCADE")
            for table, name, columns in (
                ("settlement_closing", "settlement_closing_once", "month, scope"),
                ("settlement_closedsheet", "settlement_sheet_once", "person_id, month"),
            ):
                cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE ({columns})")


@pytest.mark.usefixtures("october")
def test_two_managers_decide_on_one_line(service_manager, company_manager):
    decide = partial(lines_decide, month=OCTOBER, keys=[("T1", "S-V3", "S2", "")], reason="x", now=AFTER)
    results = at_once(
        partial(decide, verdict="waived", by=service_manager), partial(decide, verdict="confirmed", by=company_manager)
    )
    assert told(results) == ["line.decided_meanwhile"]
    assert Decision.objects.count() == 1


def test_two_managers_decide_on_one_rest(october_closed, service_manager, company_manager):
    decide = partial(rest_decide, payout_id=october_closed.pk, verdict="withhold", reason="x", now=LATER)
    assert told(at_once(partial(decide, by=service_manager), partial(decide, by=company_manager))) == ["rest.decided"]
    assert RestDecision.objects.count() == 1


def test_a_rest_is_let_go_while_a_month_is_closed(october_closed, technician, earn, service_manager, company_manager):
    """Whichever comes first: what the closing withholds and what is left to let go are never the same yuan."""
    earn(technician, 500, month=11)
    rest_decide(payout_id=october_closed.pk, verdict="withhold", reason="x", by=service_manager, now=LATER)
    let_go = partial(rest_decide, payout_id=october_closed.pk, verdict="let_go", reason="x", now=LATER)
    results = at_once(
        partial(let_go, by=service_manager),
        partial(month_close, month=OCTOBER.following, by=company_manager, now=AFTER),
    )
    assert told(results) == []
    november = Payout.objects.order_by("-pk")[0]
    assert november.later + RestDecision.objects.get().amount == october_closed.waits
