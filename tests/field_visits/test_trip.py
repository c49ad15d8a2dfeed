"""V1: the departure report; arriving, turning back, and taps that waited on a phone for a signal."""

from datetime import timedelta

import pytest

from field_visits.selectors import who_is_out
from field_visits.services import visit_arrive, visit_depart, visit_explain_delay, visit_turn_back
from servicedesk.errors import DomainError


def test_v1_the_manager_sees_who_is_out_where_since_when(agree, technician, now, later, client_of, service_manager):
    visit = agree()
    assert who_is_out(now) == []
    visit_depart(visit_id=visit.pk, by=technician, now=later(5))
    (row,) = who_is_out(later(6))
    assert (row.visit.technician, row.visit.address, row.visit.departure_reported_at) == (
        technician,
        "学院路1号",
        later(5),
    )
    page = client_of(service_manager).get("/visits/out/").content.decode()
    assert technician.name in page
    assert "学院路1号" in page
    assert "13900000009" in page


def test_whoever_turned_back_is_in_the_plan_again(agree, technician, now, later, codes):
    visit = agree()
    visit_depart(visit_id=visit.pk, by=technician, now=later(5))
    visit_turn_back(visit_id=visit.pk, by=technician, now=later(9), reason="客户不在家")
    visit.refresh_from_db()
    assert (visit.state, visit.departure_reported_at) == ("agreed", None)
    assert codes(visit) == ["visit.agreed", "visit.departed", "visit.turned_back"]


def test_an_arrival_without_a_departure_report_stays_without_one(agree, technician, later):
    visit = visit_arrive(visit_id=agree().pk, by=technician, now=later(30))
    assert (visit.state, visit.departure_reported_at, visit.arrived_at) == ("on_site", None, later(30))


@pytest.mark.parametrize("service", [visit_depart, visit_arrive])
def test_nobody_goes_on_anothers_visit(agree, other_technician, service_manager, now, service):
    visit = agree()
    for person in (other_technician, service_manager):
        with pytest.raises(DomainError, match="technician"):
            service(visit_id=visit.pk, by=person, now=now)


def test_a_tap_that_waited_is_dated_when_it_was_made(agree, technician, later):
    visit = visit_depart(visit_id=agree().pk, by=technician, now=later(90), at=later(60))
    assert visit.departure_reported_at == later(60)


def test_a_phones_clock_that_cannot_be_right_does_not_count(agree, technician, later):
    visit = visit_depart(visit_id=agree().pk, by=technician, now=later(90), at=later(900))
    assert visit.departure_reported_at == later(90)


def test_d7_only_the_first_explanation_counts(agree, technician, service_manager, later, codes):
    visit = agree()
    visit_explain_delay(visit_id=visit.pk, by=technician, now=later(50))
    visit_explain_delay(visit_id=visit.pk, by=service_manager, now=later(70))
    visit.refresh_from_db()
    assert visit.delay_explained_at == later(50)
    assert codes(visit).count("visit.delay_explained") == 1


def test_the_same_tap_twice_is_done_once(agree, technician, client_of, at_now, codes):
    visit, desk = agree(), client_of(technician)
    sent = {"key": "7f4f1a52-3a70-4b35-9d57-0123456789ab", "at": (at_now - timedelta(minutes=3)).isoformat()}
    for _time in range(2):
        answer = desk.post(f"/visits/{visit.receipt_no}/go/depart/", sent, headers={"accept": "application/json"})
        assert (answer.status_code, answer.json()["done"]) == (200, True)
    visit.refresh_from_db()
    assert visit.departure_reported_at == at_now - timedelta(minutes=3)
    assert codes(visit).count("visit.departed") == 1


def test_a_tap_too_late_is_a_conflict_in_words(agree, technician, client_of, at_now):
    visit, desk = agree(), client_of(technician)
    visit_arrive(visit_id=visit.pk, by=technician, now=at_now)
    answer = desk.post(f"/visits/{visit.receipt_no}/go/depart/", headers={"accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "visit.moved_meanwhile"
    assert "At the customer's" in answer.json()["message"]
