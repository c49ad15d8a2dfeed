"""The seal of a receipt that nobody touched holds, whatever was typed on it; one that was touched does not."""

import pytest

from field_visits.models import Visit
from tests.support.pictures import signature

FULL = {
    "result": "second_visit", "next_at": "2026-10-20 09:30", "fare_out": "4.5", "fare_back": "4", "revenue": "35.5",
    "fare_out_means": "bus", "part_0_name": "电源", "part_0_new": "SN2", "ate": "on", "fault": "不开机\r\n有异响",
    "verdict": "dissatisfied", "signature": signature(),
}  # fmt: skip


@pytest.fixture
def filed(on_site, receipt_post, client_of, technician, at_now):
    """A receipt as the ribbon files it, times typed by the shop's clock."""
    visit = on_site()
    client_of(technician).post(f"/visits/{visit.receipt_no}/go/file/", receipt_post(visit, **FULL))
    visit.refresh_from_db()
    assert visit.state == "filed"
    return visit


@pytest.fixture
def seal(client_of, service_manager):
    return lambda visit: client_of(service_manager).get(f"/visits/{visit.receipt_no}/").context["sealed"]


def test_with_everything_on_it(filed, seal):
    assert seal(filed) is True


def test_after_a_correction_of_its_times(filed, seal, client_of, service_manager):
    desk = client_of(service_manager)
    form = desk.get(f"/visits/{filed.receipt_no}/correct/").context["form"]
    sent = {each.html_name: each.value() or "" for each in form}
    sent |= {"arrived_at": "2026-10-15 11:40", "next_at": "2026-10-21 09:30", "reason": "手表慢了"}
    desk.post(f"/visits/{filed.receipt_no}/correct/", sent)
    assert filed.versions.count() == 2
    assert seal(filed) is True


def test_not_after_a_row_was_changed_behind_the_desks_back(filed, seal):
    Visit.objects.filter(pk=filed.pk).update(verdict="satisfied")
    assert seal(filed) is False
