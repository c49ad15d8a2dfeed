"""Active from and to, both days inclusive: others cannot sign in, but stay in every history."""

from datetime import date, timedelta

import pytest
import time_machine

from records.models import Entry
from servicedesk.clock import day_end, day_start
from staff.policies import Employment

TODAY = date(2026, 10, 15)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "here"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, None, True),
        (None, TODAY + DAY, True),
        (TODAY + DAY, None, False),
        (None, TODAY - DAY, False),
    ],
)
def test_who_is_here_today_can_sign_in(make_staff, counter, sign_in_as, at_now, start, end, here):
    assert Employment(start, end).covers(TODAY) == here
    make_staff("T8", active_from=start, active_to=end)
    assert (sign_in_as("T8").status_code == 302) == here


def test_an_open_session_ends_with_the_last_day(make_staff, client_of):
    with time_machine.travel(day_end(TODAY) - timedelta(hours=1), tick=False):
        desk = client_of(make_staff("T8", roles={"technician"}, active_to=TODAY))
    with time_machine.travel(day_end(TODAY), tick=False):
        assert desk.get("/password/").status_code == 200
    with time_machine.travel(day_start(TODAY + DAY), tick=False):
        assert desk.get("/password/").url.startswith("/sign-in/")


def test_a_role_that_is_taken_away_is_gone_at_the_next_click(technician, company_manager, client_of, now):
    from staff.services import staff_update

    desk = client_of(technician)
    assert desk.get("/customers/").status_code == 200
    staff_update(staff_id=technician.pk, roles=frozenset({"warehouse"}), by=company_manager, now=now)
    assert desk.get("/customers/").status_code == 403


def test_who_has_left_stays_in_what_they_did(make_staff, make_customer, counter, client_of, at_now):
    leaver = make_staff("C8", "老刘", roles={"counter"})
    customer = make_customer(by=leaver)
    type(leaver).objects.filter(pk=leaver.pk).update(active_to=TODAY - DAY)
    assert "老刘" in client_of(counter).get(f"/customers/{customer.customer_no}/").content.decode()
    assert Entry.objects.of("customer", customer.pk).get().by == leaver


def test_the_list_shows_who_is_here_and_on_the_other_side_who_left(make_staff, service_manager, client_of, at_now):
    make_staff("T7", "已走的", active_to=TODAY - DAY)
    make_staff("T8", "将来的", active_from=TODAY + DAY)
    make_staff("T9", "今天走", active_to=TODAY)
    desk = client_of(service_manager)
    here, left = (desk.get(f"/staff/{query}").content.decode() for query in ("", "?show=left"))
    assert "将来的" in here
    assert "今天走" in here
    assert "已走的" not in here
    assert "已走的" in left
    assert "今天走" not in left
    assert "Not yet begun" in here
    assert desk.get("/staff/T7/").status_code == 200
