"""The jobs of the day: at their local time, once a day, also late; each tells only those whom it concerns."""

from datetime import datetime, timedelta

import pytest

from deadlines import services
from deadlines.services import sweep
from servicedesk.clock import from_local

pytestmark = pytest.mark.django_db


def at(hour, minute=0, day=16):
    return from_local(datetime(2026, 10, day, hour, minute))


def test_the_morning_tells_what_is_due_today_and_what_is_missed(begin, counter, technician, service_manager, told):
    begin(start=at(9, day=15))  # due today at nine
    begin(start=at(9, day=14))  # missed yesterday
    begin(start=at(9, day=16))  # tomorrow
    sweep(now=at(8))
    assert services.morning(now=at(8, 29)) == 0
    assert services.morning(now=at(8, 30)) == 2
    assert counter.notices.get(code="notice.morning").data == {"today": 1, "missed": 1}
    assert service_manager.notices.get(code="notice.morning").data == {"today": 1, "missed": 1}
    assert told(technician) == []


def test_it_is_done_once_a_day_and_late_when_the_desk_was_down(begin, counter):
    begin(start=at(18, day=15))
    assert [services.morning(now=at(15)), services.morning(now=at(15, 1)), services.morning(now=at(23))] == [2, 0, 0]
    assert counter.notices.filter(code="notice.morning").count() == 1


def test_whoever_does_not_want_the_morning_is_left_in_peace(begin, counter, service_manager, now):
    from notices.models import Preference

    Preference.objects.create(person=counter, morning=False)
    begin(start=at(9, day=15))
    services.morning(now=at(8, 30))
    assert not counter.notices.filter(code="notice.morning").exists()


def test_before_evening_each_role_hears_of_its_own_hand_overs(begin, warehouse, finance, told):
    begin("handover", role="warehouse", owner_id=None, start=at(10), number="F1")
    begin("handover", role="warehouse", owner_id=None, start=at(11), number="F2")
    assert services.day_end(now=at(16, 59)) == 0
    assert services.day_end(now=at(17)) == 1
    assert warehouse.notices.get().data == {"count": 2}
    assert warehouse.notices.get().address == "/handovers/"  # where they are signed, one or many
    assert told(finance) == []


def test_the_chase_at_noon_tells_purchasing_how_many_items(monkeypatch, purchasing, service_manager, told):
    monkeypatch.setattr("deadlines.services.daily.chasers", [lambda now: 3, lambda now: 4])
    assert services.chase(now=at(11, 59)) == 0
    assert services.chase(now=at(12)) == 1
    assert purchasing.notices.get().data == {"count": 7}
    assert told(service_manager) == []


def test_with_nothing_to_chase_nobody_is_told(monkeypatch, purchasing, told):
    monkeypatch.setattr("deadlines.services.daily.chasers", [lambda now: 0])
    assert services.chase(now=at(12)) == 0
    assert told(purchasing) == []


def test_the_command_does_it_all_without_beat(begin, counter, told, capsys):
    import time_machine
    from django.core.management import call_command

    begin(start=at(9, day=15))
    with time_machine.travel(at(9) + timedelta(minutes=1), tick=False):
        call_command("sweep")
        call_command("sweep")
    assert sorted(told(counter)) == ["notice.missed", "notice.morning", "notice.warn"]
    assert "1 deadlines moved on" in capsys.readouterr().out
