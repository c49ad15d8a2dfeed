"""D7: there at the agreed time or the delay explained beforehand; D8: on site within 48 hours of accepting."""

from datetime import timedelta

import pytest

from deadlines.models import Deadline
from deadlines.services import sweep
from field_visits import services

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def visit(counter, technician, make_customer, now):
    """Agreed at 10:00 for noon."""
    asked = services.Appointment(customer=make_customer("network"), technician=technician, agreed_at=now + 2 * HOUR)
    return services.visit_agree(by=counter, now=now, asked=asked)


def rows(visit):
    return {row.kind: row for row in Deadline.objects.of("visit", visit.pk)}


def test_both_begin_with_the_appointment(visit, technician, now):
    found = rows(visit)
    assert found["arrival"].due_at == now + 2 * HOUR + timedelta(minutes=15)
    assert found["onsite"].due_at == now + 48 * HOUR
    assert {row.owner for row in found.values()} == {technician}


def test_arrived_in_time_meets_both(visit, technician, now):
    services.visit_depart(visit_id=visit.pk, by=technician, now=now + HOUR)
    services.visit_arrive(visit_id=visit.pk, by=technician, now=now + 2 * HOUR + timedelta(minutes=15))
    assert {row.state for row in rows(visit).values()} == {"met"}


def test_a_tap_that_waited_for_a_signal_counts_from_when_it_was_made(visit, technician, now):
    services.visit_depart(visit_id=visit.pk, by=technician, now=now + HOUR)
    sweep(now=now + 3 * HOUR)
    assert rows(visit)["arrival"].state == "missed"
    services.visit_arrive(visit_id=visit.pk, by=technician, now=now + 3 * HOUR, at=now + 2 * HOUR)
    assert rows(visit)["arrival"].state == "met"


def test_explained_beforehand_is_explained_afterwards_is_not(visit, technician, now):
    services.visit_explain_delay(visit_id=visit.pk, by=technician, now=now + 2 * HOUR)
    assert rows(visit)["arrival"].state == "explained"


def test_explained_a_second_after_the_agreed_time_does_not_count(visit, technician, now):
    services.visit_explain_delay(visit_id=visit.pk, by=technician, now=now + 2 * HOUR + timedelta(seconds=1))
    assert rows(visit)["arrival"].state == "running"


def test_a_moved_appointment_moves_d7_and_passes_on(visit, counter, other_technician, now):
    services.visit_move(
        visit_id=visit.pk, by=counter, now=now, agreed_at=now + 5 * HOUR, technician=other_technician, reason="客户改期"
    )
    row = rows(visit)["arrival"]
    assert (row.due_at, row.owner) == (now + 5 * HOUR + timedelta(minutes=15), other_technician)


def rounds(visit):
    found = Deadline.objects.of("visit", visit.pk).filter(kind="arrival")
    return [(row.cycle, row.state, row.due_at, row.ended_at) for row in found.order_by("cycle")]


def test_another_time_after_a_missed_one_is_a_new_round(visit, counter, technician, now):
    late, soon, grace = now + 3 * HOUR, now + 24 * HOUR, timedelta(minutes=15)
    services.visit_move(visit_id=visit.pk, by=counter, now=late, agreed_at=soon, reason="客户改期")
    old = (1, "missed", now + 2 * HOUR + grace, late)
    assert rounds(visit) == [old, (2, "running", soon + grace, None)]
    sweep(now=soon + HOUR)
    assert rounds(visit) == [old, (2, "missed", soon + grace, None)]


def test_another_time_after_an_explained_one_is_a_new_round(visit, counter, technician, now):
    soon, grace = now + 24 * HOUR, timedelta(minutes=15)
    services.visit_explain_delay(visit_id=visit.pk, by=technician, now=now + HOUR)
    services.visit_move(visit_id=visit.pk, by=counter, now=now + HOUR, agreed_at=soon, reason="客户改期")
    old = (1, "explained", now + 2 * HOUR + grace, now + HOUR)
    assert rounds(visit) == [old, (2, "running", soon + grace, None)]


def test_called_off(visit, counter, now):
    services.visit_cancel(visit_id=visit.pk, by=counter, now=now, reason="客户自己修好了")
    assert {row.state for row in rows(visit).values()} == {"cancelled"}


def test_d3_a_spare_unit_on_loan_meets_the_one_that_waited_longest(make_customer, counter, now):
    from deadlines.services import New, deadlines_open
    from field_visits.appointments import spare_lent
    from field_visits.models import Loan

    customer = make_customer("network")
    news = [New("spare", pk, f"F{pk}", now + pk * 24 * HOUR, customer_id=customer.pk) for pk in (2, 1)]
    later, sooner = deadlines_open(news, by=counter, now=now)
    spare_lent(Loan(customer=customer), by=counter, now=now + 3 * HOUR)
    states = dict(Deadline.objects.filter(kind="spare").values_list("number", "state"))
    assert states == {sooner.number: "met", later.number: "running"}
