"""Before closing: what changed since a preview, what an answer was to say, and that the month is closed already."""

import pytest
import time_machine

from settlement.policies.runs import RunKind
from settlement.services import month_close, objection_add, run_add, run_next
from tests.settlement.facts import AFTER, OCTOBER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october", "afterwards")]
URL = f"/settlement/{OCTOBER}/"
KEY = ("T1", "S-V3", "S2", "")


@pytest.fixture
def afterwards():
    with time_machine.travel(AFTER, tick=False):
        yield


def test_differences_tell_rule_record_and_amount(client_of, service_manager, technician, decide):
    run_add(kind=RunKind.PREVIEW.value, month=OCTOBER, by=service_manager, now=AFTER)
    assert run_next(now=AFTER)
    decide(technician, verdict="waived")
    page = " ".join(client_of(service_manager).get(URL).content.decode().split())
    differences = page.split('id="differences"')[1].split("</section>")[0]
    for text in ("yuan", "−44.00 → 6.00", "Dissatisfied customer", '<span class="code">S2</span> −50.00'):
        assert text in differences


def test_a_closed_month_says_that_it_is_closed(
    client_of, service_manager, company_manager, technician, other_technician, decide
):
    for person in (technician, other_technician):
        decide(person)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    for person in (service_manager, company_manager):
        page = client_of(person).get(f"{URL}close/", follow=True).content.decode()
        assert "This month is closed already." in page


def test_s8_an_answer_that_is_refused_is_not_lost(client_of, service_manager, technician):
    told = {"month": OCTOBER, "key": KEY, "text": "客户写错了", "by": technician, "now": AFTER}
    objection = objection_add(**told)
    long = "核" * 1001
    page = client_of(service_manager).post(f"{URL}answer/{objection.pk}/", {"answer": long}).content.decode()
    assert f">{long}</textarea>" in page
