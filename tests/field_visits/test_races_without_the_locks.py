"""The negative controls of `test_races`: the same people at the same instant, both made to read before either writes.
With the desk's own writing one wins; with a plain save, or nothing held, both do."""

import threading
from datetime import timedelta

import pytest
from django.db.models import QuerySet

from field_visits import receipt_services, services
from field_visits.models import Visit
from servicedesk.errors import DomainError
from tests.tickets.racing import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def met_after(service, met):
    """The service, left by nobody before the others have come so far."""

    def waiting(*args, **fields):
        result = service(*args, **fields)
        met.wait(30)
        return result

    return waiting


def write_naively(visit, **values):
    """As the ORM would have it: what was read meanwhile is not asked."""
    for name, value in values.items():
        setattr(visit, name, value)
    visit.revision += 1
    visit.save(update_fields=[*values, "revision"])


@pytest.fixture
def two_sign(file, finance, later, monkeypatch):
    """Two at finance who have both read that nobody has signed; gives who was refused."""
    visit = file(revenue=80)
    monkeypatch.setattr(receipt_services, "read", met_after(receipt_services.read, threading.Barrier(2)))

    def sign():
        receipt_services.money_sign(visit_id=visit.pk, by=finance, now=later(300))

    return lambda: [result for result in at_once(sign, sign) if isinstance(result, DomainError)]


def test_both_have_read_and_one_signs(two_sign):
    assert [error.code for error in two_sign()] == ["visit.moved_meanwhile"]


def test_without_the_conditional_update_both_sign_for_the_same_money(two_sign, monkeypatch):
    monkeypatch.setattr(receipt_services, "write", write_naively)
    assert two_sign() == []


@pytest.fixture
def two_move(agree, service_manager, counter, later, monkeypatch):
    """Two planners who agree another time each, both having read the old one; gives who was refused."""
    visit = agree()
    monkeypatch.setattr(services, "read", met_after(services.read, threading.Barrier(2)))

    def move(by, hours):
        about = {"agreed_at": later(60 * hours), "reason": "客户改期", "fits": True}
        return lambda: services.visit_move(visit_id=visit.pk, by=by, now=later(0), **about)

    def run():
        results = at_once(move(service_manager, 5), move(counter, 6))
        return [result for result in results if isinstance(result, DomainError)]

    return run


def test_both_have_read_and_one_of_two_new_times_is_refused(two_move):
    assert [error.code for error in two_move()] == ["visit.moved_meanwhile"]


def test_without_the_conditional_update_one_customer_waits_for_a_time_that_is_written_over(two_move, monkeypatch):
    monkeypatch.setattr(services, "write", write_naively)
    assert two_move() == []


@pytest.fixture
def two_agree(school, technician, service_manager, counter, now, monkeypatch):
    """Two planners who give a technician the same hour, neither of them in a hurry once they have looked."""
    looked = threading.Event()

    def slowly(**slot):
        refuse = clash(**slot)
        looked.wait(0.5)  # as long as a second look would take
        return refuse

    clash = services.refuse_clash
    monkeypatch.setattr(services, "refuse_clash", slowly)

    def run():
        asked = services.Appointment(customer=school, technician=technician, agreed_at=now + timedelta(hours=3))
        at_once(*(lambda by=by: services.visit_agree(by=by, now=now, asked=asked) for by in (service_manager, counter)))
        return Visit.objects.count()

    return run


def test_the_technicians_hour_is_held_until_the_appointment_is_there(two_agree):
    assert two_agree() == 1


def test_unless_it_is_held_both_planners_give_it_away(two_agree, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows.all())
    assert two_agree() == 2
