"""Every amount of the report leads to lines that sum to it, the totals and the months of the trend among them."""

import re
from decimal import Decimal
from html import unescape

import pytest
import time_machine

from settlement.services import month_close
from tests.settlement.facts import AFTER, CLOSED_AT, OCTOBER, at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]
AMOUNT = re.compile(r'href="(/settlement/[^"]+/lines/[^"]*)">(−?[\d,]+\.\d\d)</a>')
SUM = re.compile(r"lines, (−?[\d,]+\.\d\d) yuan in all")


@pytest.fixture
def amounts(client_of, finance):
    """amounts(query) -> (address, what the report says, what its lines sum to) of every amount that is a link."""

    def make(query="") -> list[tuple[str, str, str]]:
        with time_machine.travel(AFTER, tick=False):
            client = client_of(finance)
            page = client.get(f"/settlement/2026-11/report/{query}").content.decode()
            found = [(unescape(address), told) for address, told in AMOUNT.findall(page)]
            return [(path, told, SUM.search(client.get(path).content.decode())[1]) for path, told in found]

    return make


@pytest.mark.parametrize("query", ["", "?person=T1", "?rule=S2", "?site=office_single&group=deductions"])
def test_every_amount_leads_to_its_lines(
    amounts, technician, other_technician, decide, company_manager, enter, make_visit, query
):
    for person in (technician, other_technician):
        decide(person, now=CLOSED_AT)
    month_close(month=OCTOBER, by=company_manager, now=CLOSED_AT)
    make_visit(technician, "S8", at(12, month=11), fare_out=Decimal("1234.50"))
    make_visit(other_technician, "S9", at(20, month=11), verdict="dissatisfied")
    enter("S-R5", technician, now=AFTER)
    found = amounts(query)
    assert [each for each in found if each[1] != each[2]] == []
    paths = {path for path, _told, _sum in found}
    assert {"/settlement/2026-10/lines/", "/settlement/2026-10/lines/?group=deductions"} <= paths  # of the trend
    assert f"/settlement/2026-11/lines/{query}" in paths  # the totals
