"""A shop whose October has receipts, goods and incidents; and quick ways to make more of them."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook

from tests.settlement.facts import AFTER, CLOSED_AT, OCTOBER, at
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


@pytest.fixture
def earn(finance):
    """earn(person, yuan, month): a share of ten times as much that they made at the station."""

    def make(person, amount, month=10):
        from settlement.services import revenue_add, revenue_sign

        moment = at(5, month=month)
        told = {"on": moment.date(), "amount": Decimal(amount) * 10, "note": "", "by": person, "now": moment}
        row = revenue_add(person=person, **told)
        revenue_sign(revenue_id=row.pk, by=finance, now=moment)

    return make


@pytest.fixture
def october_closed(technician, company_manager, enter, decide, earn):
    """The example of docs/settlement.md, closed: T1 earned 60, is charged 350 and has a wage of 1,000."""
    from settlement.models import Payout
    from settlement.services import month_close, wage_set

    wage_set(person=technician, valid_from=date(2026, 1, 1), amount=1000, by=company_manager, now=at(1))
    earn(technician, 60)
    enter("S-O2", technician, amount=Decimal(350))
    decide(technician, now=CLOSED_AT)
    month_close(month=OCTOBER, by=company_manager, now=CLOSED_AT)
    return Payout.objects.get(person=technician)


@pytest.fixture
def exported(client_of, finance, media):
    """exported(language="en", **filter) -> the workbook that the button gives, opened; its file's name with it."""

    def make(language="en", **wanted):
        from settlement.models import Run
        from settlement.services import run_next

        with time_machine.travel(AFTER, tick=False):
            client = client_of(finance, language)
            answer = client.post("/settlement/2026-10/export/", wanted)
            assert run_next(now=AFTER)
            run = Run.objects.latest("pk")
            assert answer.url == f"/settlement/runs/{run.pk}/"
            address = f"/settlement/runs/{run.pk}/workbook/"
            assert address in client.get(answer.url).content.decode()
            answer = client.get(address)
        book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
        book.called = answer["Content-Disposition"]
        return book

    return make


@pytest.fixture
def home(client_of):
    """home(person, moment) -> the text of their home page then."""

    def load(person, moment=CLOSED_AT) -> str:
        with time_machine.travel(moment, tick=False):
            return " ".join(client_of(person).get("/").content.decode().split())

    return load
