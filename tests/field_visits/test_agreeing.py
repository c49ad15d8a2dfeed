"""Appointments: time, technician, zone, advice with a reason against it, clashes, move and cancel with a reason."""

from datetime import date, timedelta

import pytest

from field_visits.services import visit_cancel, visit_depart, visit_explain_delay, visit_move
from servicedesk.errors import DomainError


def refused(code, call, **fields):
    with pytest.raises(DomainError) as told:
        call(**fields)
    assert told.value.code == code
    return told.value


def test_an_appointment_takes_contact_address_and_zone_from_the_customer(agree, codes):
    visit = agree()
    assert (visit.state, visit.contact, visit.address, visit.in_urban_area) == ("agreed", "周老师", "学院路1号", True)
    assert visit.receipt_no.startswith("HZ2610")
    assert codes(visit) == ["visit.agreed"]


def test_h1_a_visit_against_the_advice_needs_a_reason_that_is_kept(agree, make_customer, codes):
    household = make_customer("other", name="李雷")
    told = refused("visit.against_advice", agree, customer=household, domain="software")
    assert "H1" in str(told)
    visit = agree(customer=household, domain="software", advice_reason="老人行动不便")
    assert (visit.advice, visit.advice_reason) == ("phone", "老人行动不便")
    assert codes(visit) == ["visit.agreed_against"]


def test_h1_a_brand_machines_hardware_is_visited_after_the_phone(agree, make_customer, make_machine):
    household = make_customer("other", name="李雷")
    machine = make_machine(household, brand_class="brand")
    visit = agree(customer=household, machine=machine, domain="hardware", phone_tried=True)
    assert (visit.advice, visit.advice_reason) == ("visit", "")


def test_two_visits_of_a_technician_at_once_are_told_before_they_are_agreed(agree, now, other_technician):
    agree()
    told = refused("visit.clash", agree, agreed_at=now + timedelta(minutes=179))
    assert "第一中学" in str(told)
    assert agree(agreed_at=now + timedelta(minutes=180)).pk  # one begins as the other ends
    assert agree(technician=other_technician).pk
    assert agree(fits=True).pk


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"agreed_at": timedelta(hours=-2)}, "visit.time"),
        ({"agreed_at": timedelta(days=91)}, "visit.time"),
        ({"planned_minutes": 4}, "visit.minutes"),
    ],
)
def test_impossible_times_are_refused(agree, now, fields, code):
    if "agreed_at" in fields:
        fields = {"agreed_at": now + fields["agreed_at"]}
    refused(code, agree, **fields)


def test_only_technicians_who_are_with_the_shop_on_that_day(agree, counter, make_staff):
    refused("visit.technician", agree, technician=counter)
    gone = make_staff("T9", roles={"technician"}, active_to=date(2026, 10, 14))
    refused("visit.technician", agree, technician=gone)


def test_machine_and_job_are_the_customers_own(agree, make_customer, make_machine, make_job):
    other = make_customer(name="韩梅")
    refused("visit.machine_of_another", agree, machine=make_machine(other))
    refused("visit.job_of_another", agree, job=make_job(other))


def test_moving_tells_both_times_and_forgets_what_was_explained(agree, now, service_manager, other_technician, codes):
    visit = agree()
    visit_explain_delay(visit_id=visit.pk, by=service_manager, now=now)
    about = {"visit_id": visit.pk, "by": service_manager, "now": now, "agreed_at": now + timedelta(days=1)}
    refused("visit.reason_missing", visit_move, reason=" ", **about)
    moved = visit_move(reason="客户没空", technician=other_technician, **about)
    assert (moved.agreed_at, moved.technician, moved.delay_explained_at) == (about["agreed_at"], other_technician, None)
    assert codes(visit)[-1] == "visit.moved"
    refused("visit.same_time", visit_move, reason="再改", **about)


def test_moving_onto_another_visit_clashes_but_not_with_itself(agree, now, service_manager):
    first, second = agree(), agree(agreed_at=now + timedelta(hours=5))
    about = {"by": service_manager, "now": now, "reason": "x"}
    assert visit_move(visit_id=first.pk, agreed_at=now + timedelta(hours=2, minutes=30), **about)
    refused("visit.clash", visit_move, visit_id=second.pk, agreed_at=now + timedelta(hours=3), **about)


def test_d10_a_cancelled_visit_has_its_cause_and_stays_cancelled(agree, now, service_manager, technician):
    visit = agree()
    about = {"visit_id": visit.pk, "by": service_manager, "now": now}
    refused("visit.reason_missing", visit_cancel, reason="", **about)
    assert visit_cancel(reason="客户改期", **about).cancel_reason == "客户改期"
    refused("visit.moved_meanwhile", visit_cancel, reason="再次", **about)
    refused("visit.moved_meanwhile", visit_depart, visit_id=visit.pk, by=technician, now=now)


def test_a_page_that_is_out_of_date_changes_nothing(agree, now, service_manager, technician):
    visit = agree()
    seen = visit.revision
    visit_depart(visit_id=visit.pk, by=technician, now=now)
    about = {"visit_id": visit.pk, "by": service_manager, "now": now, "reason": "客户改期"}
    refused("visit.moved_meanwhile", visit_cancel, seen=seen, **about)
    visit.refresh_from_db()
    assert visit.state == "out"


def test_a_technician_moves_and_cancels_only_own_visits(agree, now, technician, other_technician):
    visit = agree()
    about = {"visit_id": visit.pk, "now": now, "reason": "x"}
    refused("visit.not_yours", visit_cancel, by=other_technician, **about)
    assert visit_cancel(by=technician, **about).state == "cancelled"
