"""A shop whose October has receipts, goods and incidents; and quick ways to make more of them."""

from datetime import datetime
from decimal import Decimal

import pytest

from tests.settlement.facts import AFTER, OCTOBER, at
from tests.support.receipts import filed_receipt


@pytest.fixture
def after() -> datetime:
    """31 December: everything that could fall due of October and November has."""
    return AFTER


@pytest.fixture
def customer(make_customer):
    return make_customer("industry", name="第一中学")


@pytest.fixture
def make_visit(customer):
    """make_visit(technician, "S1", left, **columns) -> a filed, complete receipt of a satisfied customer."""

    def make(technician, number="S1", left=None, entered_at=None, **fields):
        return filed_receipt(technician, customer, number, left or at(8), entered_at=entered_at, **fields)

    return make


@pytest.fixture
def enter(service_manager):
    """enter("S-R5", person, day=9, **fields) -> Incident of October, entered by the service manager on that evening."""

    def make(rule, person, day=9, month=10, by=None, **fields):
        from settlement.services import incident_add

        moment = at(day, 18, month=month)
        on = moment.date()
        return incident_add(
            **{
                "rule": rule,
                "on": on,
                "person": person,
                "note": "手续不清",
                "by": by or service_manager,
                "now": moment,
                **fields,
            }
        )

    return make


@pytest.fixture
def sheet():
    """sheet(person, month=October) -> the person's sheet as it is now."""

    def look(person, month=OCTOBER, now=AFTER):
        from settlement.selectors import sheets_of

        return next(iter(sheets_of(month, now=now, people=[person])), None)

    return look


@pytest.fixture
def decide(service_manager):
    """decide(person, verdict="confirmed") -> decides on all that is proposed of a person, as the service manager."""

    def make(person, verdict="confirmed", month=OCTOBER, by=None, now=AFTER, only=()):
        from settlement.month_selectors import open_work
        from settlement.services import lines_decide

        rows = open_work(month, people=[person], now=now).proposed
        keys = [row.line.key for row in rows if not only or row.line.rule in only]
        return lines_decide(month=month, keys=keys, verdict=verdict, reason="看过", by=by or service_manager, now=now)

    return make


@pytest.fixture
def october(technician, other_technician, make_visit, enter):
    """T1: two receipts, one of them dissatisfied. T2: one receipt, irregular papers."""
    make_visit(technician, "S1", at(8), fare_out=Decimal(4))
    make_visit(technician, "S2", at(9), verdict="dissatisfied")
    make_visit(other_technician, "S3", at(10))
    enter("S-R5", other_technician)
