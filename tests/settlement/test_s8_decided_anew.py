"""S8: what is decided stays unless a manager thinks again, knowing what stands; a page left open overrules nobody."""

import pytest
import time_machine

from records.models import Entry
from servicedesk.errors import DomainError
from settlement.models import Decision
from settlement.services import lines_decide, month_close
from tests.settlement.facts import AFTER, LATER, OCTOBER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("october")]
KEY = ("T1", "S-V3", "S2", "")
SHEET = "/settlement/2026-10/sheets/T1/"


def decided(by, verdict="waived", reason="客户弄错了", **told):
    return lines_decide(month=OCTOBER, keys=[KEY], verdict=verdict, reason=reason, by=by, **{"now": AFTER, **told})


@pytest.fixture
def send(client_of):
    """send(person, path, **data) -> the page that follows."""

    def make(person, path, **data):
        with time_machine.travel(LATER, tick=False):
            return client_of(person).post(path, data, follow=True).content.decode()

    return make


def test_a_page_left_open_does_not_overrule_another_manager(service_manager, company_manager, send, sheet, technician):
    decided(service_manager, verdict="confirmed")
    told = {"lines": "|".join(KEY), "verdict": "waived", "reason": "算了"}
    page = send(company_manager, "/settlement/2026-10/decide/", **told)
    assert "Somebody has decided meanwhile." in page
    assert sheet(technician).waived == ()


def test_it_is_told_also_where_nothing_is_left_to_decide(
    service_manager, company_manager, decide, send, other_technician
):
    decided(service_manager)
    decide(other_technician)
    page = send(company_manager, "/settlement/2026-10/decide/", lines="|".join(KEY), verdict="confirmed", reason="x")
    assert "Nothing waits for a decision." in page
    assert "Somebody has decided meanwhile." in page


def test_a_second_click_says_nothing_new(service_manager):
    first = decided(service_manager)
    assert decided(service_manager, now=LATER) == first
    assert (Decision.objects.get().at, Entry.objects.filter(code="line.waived").count()) == (AFTER, 1)


def test_a_manager_thinks_again_on_the_sheet(service_manager, company_manager, client_of, send, sheet, technician):
    stands = decided(service_manager)[0]
    page = client_of(company_manager).get(SHEET).content.decode()
    assert ("Confirm after all" in page, stands.at.isoformat()[:19] in page) == (True, False)  # told in the shop's time
    told = {"lines": "|".join(KEY), "verdict": "confirmed", "instead_of": stands.at.isoformat()}
    assert "Say why." in send(company_manager, SHEET + "decide/", **told)
    assert "Decided anew." in send(company_manager, SHEET + "decide/", reason="核对过了", **told)
    assert sheet(technician).waived == ()
    assert (Decision.objects.get().by, Entry.objects.filter(code="line.confirmed").count()) == (company_manager, 1)
    assert "Somebody has decided meanwhile." in send(service_manager, SHEET + "decide/", reason="y", **told)


def test_nobody_is_offered_what_is_not_theirs_or_closed(
    service_manager, company_manager, finance, technician, other_technician, client_of, decide
):
    decided(service_manager, verdict="confirmed")
    for person, path in ((finance, SHEET), (technician, "/month/?month=2026-10")):
        assert "after all" not in client_of(person).get(path).content.decode()
    assert "Waive after all" in client_of(service_manager).get(SHEET).content.decode()
    decide(other_technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    assert "after all" not in client_of(service_manager).get(SHEET).content.decode()
    with pytest.raises(DomainError) as error:
        decided(service_manager, instead_of=AFTER)
    assert error.value.code == "line.gone"
