"""The month on the screen: a technician objects, managers decide and close, and what is closed stays (S7, S8, R2)."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from servicedesk import clock
from settlement.models import ClosedSheet, Closing, Decision
from settlement.policies import Month
from settlement.services import run_next
from tests.browser.looks import each_flow
from tests.browser.words import say_in
from tests.support.receipts import filed_receipt

pytestmark = pytest.mark.browser


@pytest.fixture
def last(today) -> Month:
    return Month.of(today).before


@pytest.fixture
def receipts(school, technician, other_technician, service_manager, last):
    """Last month: a receipt of a satisfied customer, of a dissatisfied one, without a verdict, and a manager's own."""
    left = clock.from_local(datetime.combine(last.first + timedelta(days=8), datetime.min.time())) + timedelta(hours=10)
    filed_receipt(technician, school, "R1", left, fare_out=Decimal(4), fare_back=Decimal("3.50"))
    filed_receipt(technician, school, "R2", left + timedelta(days=1), verdict="dissatisfied")
    filed_receipt(other_technician, school, "R3", left + timedelta(days=2), verdict="")
    filed_receipt(service_manager, school, "R4", left + timedelta(days=3))


@pytest.mark.usefixtures("receipts")
@each_flow
def test_from_a_proposal_to_the_closed_sheet(
    page, sign_in, sound, technician, service_manager, company_manager, last, language, size
):
    say = say_in(language)
    own = page(language, "phone")
    sign_in(own, technician)
    own.goto(f"/month/?month={last}")
    sound(own, language)
    own.get_by_text(say("Object", "verb"), exact=True).click()
    own.locator("details[open] textarea").fill("客户勾错了，可以打电话核实")
    own.get_by_role("button", name=say("Send, once")).click()
    expect(own.locator(".objection")).to_contain_text("客户勾错了")

    desk = page(language, size)
    sign_in(desk, service_manager)
    desk.goto(f"/settlement/{last}/")
    sound(desk, language)
    assert not desk.get_by_role("link", name=say("Close the month"), exact=True).count()
    desk.locator("#objections + article textarea").fill("已打电话核实，客户确实不满意")
    desk.locator("#objections + article button[type=submit]").first.click()
    expect(desk.locator("#proposals tbody input[type=checkbox]")).to_have_count(1)
    desk.locator("#proposals tbody input[type=checkbox]").check()
    desk.locator("#reason").fill("客户在电话里确认")
    desk.get_by_role("button", name=say("Confirm the ticked")).click()
    expect(desk.locator("#proposals")).to_contain_text(say("Nothing waits for a decision."))
    assert Decision.objects.get().verdict == "confirmed"

    desk.get_by_role("link", name=say("Close the month"), exact=True).click()
    sound(desk, language)
    assert not Closing.objects.exists()  # looking is not closing
    desk.get_by_role("button", name=say("Close %(month)s for good", month=last)).click()
    expect(desk.locator("#run")).to_contain_text(say("It begins in a moment. You can leave this page and come back."))
    assert run_next(now=clock.now())  # what a worker does
    expect(desk.locator("#run")).to_contain_text(say("The month is closed."))
    sheet = ClosedSheet.objects.get(person=technician)
    assert sheet.total == Decimal("-40.50")  # fares 7.50, subsidy 2.00, less 50.00

    own.goto(f"/month/?month={last}")
    expect(own.locator("main")).to_contain_text("-40.50".replace("-", "−"))
    expect(own.locator("main")).to_contain_text(sheet.seal[:16])
    assert not own.get_by_text(say("Object", "verb"), exact=True).count()

    boss = page(language, size)
    sign_in(boss, company_manager)
    boss.goto(f"/settlement/{last}/close/")
    expect(boss.locator("#frozen + table tbody tr")).to_have_count(1)  # the service managers' sheets are left
    sound(boss, language)
