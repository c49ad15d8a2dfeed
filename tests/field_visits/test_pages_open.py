"""Every page of visits opens in both languages, for a visit in each state."""

import pytest

from field_visits.services import visit_cancel


@pytest.fixture
def boss(make_staff):
    roles = {"counter", "technician", "service_manager", "company_manager", "finance"}
    return make_staff("B1", "老板", roles=roles)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages(agree, on_site, file, boss, client_of, now, at_now, language):
    mine = {"technician": boss, "fits": True}
    visits = [
        agree(**mine),
        on_site(**mine),
        file(on_site(**mine), revenue=80),
        file(on_site(**mine), said=None, reason="客户不在"),
    ]
    visits.append(visit_cancel(visit_id=agree(**mine).pk, by=boss, now=now, reason="客户改期"))
    desk = client_of(boss, language)
    for visit in visits:
        assert desk.get(f"/visits/{visit.receipt_no}/").status_code == 200
        assert desk.get(f"/visits/{visit.receipt_no}/print/").status_code == 200
        assert desk.get(f"/visits/{visit.receipt_no}/go/").status_code in {200, 302}
        assert desk.get(f"/visits/{visit.receipt_no}/correct/").status_code in {200, 302}
    for page in (
        "",
        "day/",
        "out/",
        "new/",
        "receipts/",
        "hints/",
        "money/",
        "calendar/",
        "sw.js",
        "token/",
        "new/advice/",
    ):
        assert desk.get(f"/visits/{page}").status_code == 200, page
