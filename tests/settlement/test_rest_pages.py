"""S10: rests on the manager's page, in the checklist, and in the person's own month."""

import re

import pytest
import time_machine

from settlement.models import RestDecision
from tests.settlement.facts import LATER

pytestmark = pytest.mark.usefixtures("later")


@pytest.fixture
def later(october_closed):
    with time_machine.travel(LATER, tick=False):
        yield


def page_of(client, path="/settlement/2026-11/") -> str:
    return client.get(path).content.decode()


def decided(client, payout, **fields):
    return client.post(f"/settlement/2026-11/rests/{payout.pk}/", fields)


def test_the_manager_sees_what_waits_and_decides(client_of, service_manager, october_closed):
    client = client_of(service_manager)
    page = page_of(client)
    for text in ("Rests of deductions that wait for a decision: 1", "150.00", "waits for a manager"):
        assert text in page
    assert decided(client, october_closed, verdict="withhold", reason="分期扣").status_code == 302
    page = page_of(client)
    assert "Rests of deductions that wait" not in page
    assert "to be withheld from the next pay-outs: 分期扣" in page
    assert 'value="let_go"' in page
    assert 'value="withhold"' not in page


def test_what_is_missing_is_said_beside_the_rest(client_of, service_manager, october_closed):
    client = client_of(service_manager)
    for fields in ({"verdict": "withhold", "reason": ""}, {"verdict": "keep", "reason": "x"}):
        assert decided(client, october_closed, **fields).status_code == 200
    assert "Say why." in decided(client, october_closed, verdict="withhold", reason="").content.decode()
    assert RestDecision.objects.count() == 0


def test_the_person_sees_how_the_pay_out_comes_about_and_what_waits(client_of, technician, october_closed, earn):
    client = client_of(technician)
    page = page_of(client, "/month/?month=2026-10")
    for text in ("Pay-out", "−140.00", "150.00 not withheld then, 150.00 still left", "waits for a manager"):
        assert text in page
    page = page_of(client, "/month/?month=2026-11")
    assert "−140.00 is carried on from the last closed month." in page
    earn(technician, 500, month=11)
    page = page_of(client, "/month/?month=2026-11")
    for text in ("Brought over from before", "Paid out as it stands", "360.00"):
        assert text in page


def test_a_month_before_says_nothing_of_what_came_later(client_of, technician):
    page = page_of(client_of(technician), "/month/?month=2026-09")
    assert "carried on" not in page
    assert "150.00" not in page


def test_what_a_month_after_the_next_brings_over_is_not_guessed(client_of, technician, earn):
    earn(technician, 500, month=12)
    with time_machine.travel(LATER.replace(month=12), tick=False):
        assert "Paid out as it stands" not in page_of(client_of(technician), "/month/?month=2026-12")


def test_r2_somebody_elses_rest_shows_why_one_may_not_decide(client_of, technician, october_closed, make_staff):
    technician.groups.add(make_staff("S2", roles={"service_manager"}).groups.get())
    assert "Nobody decides on a line of their own (R2)." in page_of(client_of(technician))


def test_the_dry_run_says_what_would_be_paid_and_carried_on(client_of, technician, company_manager, earn):
    earn(technician, 500, month=11)
    page = page_of(client_of(company_manager), "/settlement/2026-11/close/")
    assert "<th" in page
    cells = re.findall(r'<td class="num"[^>]*>([^<]*)', page)
    assert cells[-2:] == ["0.00", "0.00"]  # the service managers'
    assert cells[6:8] == ["360.00", "0.00"]  # 500 less the 140 that were brought over
