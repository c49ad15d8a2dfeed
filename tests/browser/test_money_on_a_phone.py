"""Money on a phone: no sum of the month and no field of a paper lies outside the screen, where nobody would look."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from servicedesk import clock
from settlement.policies import Month
from tests.support.receipts import filed_receipt

pytestmark = pytest.mark.browser
WIDTH = 390


@pytest.fixture
def month(today, school, technician) -> Month:
    """Last month, in which one receipt earned something and another one costs."""
    last = Month.of(today).before
    left = clock.from_local(datetime.combine(last.first + timedelta(days=8), datetime.min.time())) + timedelta(hours=10)
    filed_receipt(technician, school, "R1", left, fare_out=Decimal(1234), fare_back=Decimal("3.50"))
    filed_receipt(technician, school, "R2", left + timedelta(days=1), verdict="dissatisfied")
    return last


@pytest.mark.parametrize(
    ("path", "cells"),
    [
        ("/settlement/{month}/", ".figures td"),
        ("/settlement/{month}/report/", ".figures td"),
        ("/settlement/{month}/lines/", ".plain-lines td"),
        ("/settlement/{month}/print/", ".sheet td"),
        ("/visits/R1/print/", ".pairs td"),
    ],
)
def test_every_figure_is_within_the_screen(page, sign_in, service_manager, month, path, cells):
    phone = page("zh", "phone")
    sign_in(phone, service_manager)
    phone.set_viewport_size({"width": WIDTH, "height": 844})
    phone.goto(path.format(month=month))
    expect(phone.locator(cells).first).to_be_attached()
    outside = phone.locator(cells).evaluate_all(
        """(cells, width) => cells.filter(cell => cell.getBoundingClientRect().right > width)
             .map(cell => cell.textContent.trim())""",
        WIDTH,
    )
    assert outside == []


def test_the_total_stands_under_its_amounts(page, sign_in, technician, month):
    phone = page("zh", "phone")
    sign_in(phone, technician)
    phone.set_viewport_size({"width": WIDTH, "height": 844})
    phone.goto(f"/month/?month={month}")
    amounts = phone.locator(".month-lines tbody td:nth-child(5), .month-lines tfoot td.num")
    expect(amounts.first).to_be_attached()
    edges = amounts.evaluate_all("cells => cells.map(cell => Math.round(cell.getBoundingClientRect().right))")
    assert len(set(edges)) == 1
