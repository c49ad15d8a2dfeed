"""S-V9, D7: an appointment that nobody kept stays one when another time is agreed afterwards or it is called off."""

from datetime import timedelta

import pytest

from field_visits import services
from tests.settlement.facts import AFTER, OCTOBER, at, told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
NOON = at(15, 12)
LINE = ("S-V9", 15, "-10.00")


@pytest.fixture
def visit(service_manager, technician, make_customer):
    """Agreed for noon on 15 October."""
    asked = services.Appointment(customer=make_customer("network"), technician=technician, agreed_at=NOON)
    return services.visit_agree(by=service_manager, now=NOON - 2 * HOUR, asked=asked)


@pytest.fixture
def move(visit, service_manager):
    """move(when, to, **fields): another time is agreed."""

    def make(when, to, **fields):
        return services.visit_move(
            visit_id=visit.pk, by=service_manager, now=when, agreed_at=to, reason="改期", **fields
        )

    return make


@pytest.fixture
def lines(sheet):
    """lines(person, now=) -> (rule, day, amount) of the October sheet."""

    def read(person, now=AFTER):
        found = sheet(person, OCTOBER, now)
        return [(rule, day, amount) for rule, _source, day, amount in told(found)] if found else []

    return read


def test_moved_before_it_was_missed_is_nothing(move, lines, technician):
    move(NOON + timedelta(minutes=15), at(28, 9))
    assert lines(technician, at(20)) == []


def test_moved_afterwards_it_stays_with_whoever_did_not_come(move, lines, technician, other_technician):
    move(NOON + HOUR, at(28, 9), technician=other_technician)
    assert (lines(technician, at(20)), lines(other_technician, at(20))) == ([LINE], [])


def test_each_that_nobody_kept_is_a_line_of_its_own(move, lines, sheet, technician):
    move(NOON + HOUR, at(20, 9))
    move(at(20, 12), at(28, 9))
    assert lines(technician) == [LINE, ("S-V9", 20, "-10.00"), ("S-V9", 28, "-10.00")]
    assert [line.part for line in sheet(technician, OCTOBER, AFTER).lines] == ["", "10-20 09:00", "10-28 09:00"]


def test_kept_the_second_time_the_first_stays(move, lines, technician):
    visit = move(NOON + HOUR, at(20, 9))
    services.visit_arrive(visit_id=visit.pk, by=technician, now=at(20, 9))
    assert lines(technician) == [LINE]


def test_called_off_afterwards_it_stays(visit, lines, service_manager, technician):
    services.visit_cancel(visit_id=visit.pk, by=service_manager, now=NOON + HOUR, reason="客户不等了")
    assert lines(technician) == [LINE]


def test_called_off_or_explained_beforehand_it_is_nothing(visit, move, lines, service_manager, technician):
    services.visit_explain_delay(visit_id=visit.pk, by=technician, now=NOON)
    move(NOON + HOUR, at(20, 9))
    services.visit_cancel(visit_id=visit.pk, by=service_manager, now=at(19), reason="客户自己修好了")
    assert lines(technician) == []
