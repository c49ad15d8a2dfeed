"""A phone whose clock is wrong: its taps and receipts are dated by the shop's clock all the same (D7, V2)."""

from datetime import timedelta

import pytest

from field_visits.policies.timing import by_our_clock
from tests.support.pictures import signature

JSON = {"accept": "application/json"}
WRONG = [timedelta(hours=-6), timedelta(minutes=-20), timedelta(minutes=30), timedelta(days=400)]


@pytest.mark.parametrize("off", WRONG)
def test_d7_an_arrival_is_not_earlier_because_the_phone_is_slow(agree, technician, client_of, at_now, off):
    visit = agree(agreed_at=at_now - timedelta(minutes=40))
    tapped = at_now - timedelta(minutes=10)  # it waited so long for a signal
    told = {"at": (tapped + off).isoformat(), "sent": (at_now + off).isoformat()}
    answer = client_of(technician).post(f"/visits/{visit.receipt_no}/go/arrive/", told, headers=JSON)
    assert answer.status_code == 200
    visit.refresh_from_db()
    assert visit.arrived_at == tapped


@pytest.mark.parametrize("off", WRONG)
def test_a_receipt_of_such_a_phone_keeps_when_its_technician_left_and_when_the_customer_signed(
    agree, technician, client_of, receipt_post, at_now, off
):
    from field_visits.services import visit_arrive

    visit = agree(agreed_at=at_now)
    visit_arrive(visit_id=visit.pk, by=technician, now=at_now - timedelta(minutes=50))
    visit.refresh_from_db()
    signed, left = at_now - timedelta(minutes=20), at_now - timedelta(minutes=15)
    moments = {"word_at": signed + off, "left_at": left + off, "sent": at_now + off}
    data = receipt_post(visit, verdict="satisfied", signature=signature())
    data |= {name: moment.isoformat() for name, moment in moments.items()}
    answer = client_of(technician).post(f"/visits/{visit.receipt_no}/go/file/", data, headers=JSON)
    assert answer.status_code == 200, answer.content
    visit.refresh_from_db()
    assert (visit.word_at, visit.left_at) == (signed, left)


def test_the_way_to_the_desk_is_not_taken_for_a_wrong_clock(now):
    tapped = now - timedelta(minutes=3)
    assert by_our_clock(tapped, sent=now - timedelta(seconds=90), now=now) == tapped
    assert by_our_clock(tapped, sent=None, now=now) == tapped
    assert by_our_clock(None, sent=now, now=now) is None
