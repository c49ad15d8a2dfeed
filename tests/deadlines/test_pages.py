"""The boards and the page that explains a date: parts, filters, who sees what, a fixed number of queries."""

from datetime import timedelta

import pytest

from deadlines.services import deadline_pause, deadline_resume

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
HOUR = timedelta(hours=1)


def parts(client, query=""):
    return {part.standing.value: part for part in client.get(f"/deadlines/{query}").context["parts"]}


@pytest.fixture
def board(begin, counter, technician, make_customer, now):
    """One deadline in every part, and the technician's in the last."""
    network = make_customer("network")
    begin(start=now - 25 * HOUR, customer_id=network.pk)
    begin(start=now - 22 * HOUR)
    begin(start=now - 14 * HOUR)
    waits = begin(start=now - HOUR)
    deadline_pause(deadline_id=waits.pk, by=counter, now=now, reason="等客户")
    begin(start=now - 23 * HOUR, owner_id=technician.pk)
    begin(start=now)  # tomorrow


def test_what_is_missed_near_today_and_waiting(board, client_of, service_manager):
    counts = {name: part.count for name, part in parts(client_of(service_manager)).items()}
    assert counts == {"missed": 1, "soon": 2, "today": 1, "paused": 1}


def test_by_person_kind_and_tier(board, client_of, service_manager, technician):
    desk = client_of(service_manager)
    assert parts(desk, "?person=T1")["soon"].count == 1
    assert parts(desk, "?kind=handover")["missed"].count == 0
    assert parts(desk, "?tier=network")["missed"].count == 1
    assert parts(desk, "?tier=network")["soon"].count == 0
    assert parts(desk, "?person=nobody&kind=no&tier=none")["missed"].count == 1


def test_whoever_steers_nothing_begins_with_their_own(board, client_of, technician):
    assert parts(client_of(technician))["soon"].count == 1
    assert parts(client_of(technician), "?person=")["soon"].count == 2


def test_finance_sees_goods_and_no_jobs(board, begin, client_of, finance, now):
    begin("goods_back", number="F1", start=now - timedelta(days=10))
    found = parts(client_of(finance), "?person=")
    assert (found["missed"].count, found["today"].count) == (0, 1)


def test_who_cannot_sign_is_not_asked_to(begin, client_of, service_manager, warehouse, now):
    begin("handover", number="F1", start=now, role="warehouse", owner_id=None)
    buttons = [client_of(who).get("/deadlines/?person=").content.decode() for who in (service_manager, warehouse)]
    assert ["Sign<span" in page for page in buttons] == [False, True]


@pytest.mark.parametrize("crowd", [2, 60])
def test_the_board_costs_a_fixed_number_of_queries(
    begin, client_of, service_manager, now, crowd, django_assert_num_queries
):
    for _each in range(crowd):
        begin(start=now - 25 * HOUR)
    desk = client_of(service_manager)
    with django_assert_num_queries(24):  # who asks and may what, people, four parts with their counts, forecast, chase
        desk.get("/deadlines/")


def test_a_date_explains_itself(begin, client_of, counter, service_manager, now):
    row = begin(start=now - 3 * HOUR)
    deadline_pause(deadline_id=row.pk, by=counter, now=now - 2 * HOUR, reason="等客户找发票")
    deadline_resume(deadline_id=row.pk, by=counter, now=now - HOUR)
    page = client_of(service_manager).get(f"/deadlines/{row.pk}/").content.decode()
    for words in ("24 hours", "Counted from", "等客户找发票", "1 hour", "the rulebook as it was written", "Warning"):
        assert words in page


def test_the_days_that_were_not_counted_are_named_with_their_reason(begin, client_of, service_manager):
    from datetime import datetime

    from servicedesk.clock import from_local

    row = begin("complaint_check", number="T1", start=from_local(datetime(2026, 10, 15, 9)))
    page = client_of(service_manager).get(f"/deadlines/{row.pk}/").content.decode()
    assert "2026-10-17 (Saturday)" in page
    assert "2026-10-16" not in page


def test_it_waits_and_runs_on_from_its_page(begin, client_of, counter, fresh, now):
    row, desk = begin(start=now - HOUR), client_of(counter)
    assert desk.post(f"/deadlines/{row.pk}/pause/", {"reason": ""}).status_code == 200
    assert desk.post(f"/deadlines/{row.pk}/pause/", {"reason": "等客户"}).status_code == 302
    assert fresh(row).state == "paused"
    desk.post(f"/deadlines/{row.pk}/resume/")
    assert fresh(row).state == "running"


def test_a_calendar_edit_says_what_moved(begin, client_of, service_manager, now):
    begin("complaint_check", number="T9", start=now)
    data = {"day": "2026-10-16", "through": "", "is_working": "off", "note": "店庆"}
    page = client_of(service_manager).post("/rules/calendar/2026/mark/", data, follow=True).content.decode()
    assert "T9 (D9) 2026-10-20 23:59 → 2026-10-21 23:59" in page
