"""Five wrong tries for one number from one address close that door for fifteen minutes, and no other door."""

from datetime import timedelta

import pytest
import time_machine

from staff.services import first_password


@pytest.fixture
def locked(technician, sign_in_as, now):
    """Five wrong tries with the number T1 from 10.0.0.1, at `now`."""
    with time_machine.travel(now, tick=False):
        answers = [sign_in_as(number, "wrong").status_code for number in ("T1", "t1", "T1", "Ｔ１", "t1")]
    assert answers == [200, 200, 200, 200, 429]


def at(moment):
    return time_machine.travel(moment, tick=False)


def test_then_the_right_password_does_not_help_either(locked, sign_in_as, now):
    with at(now + timedelta(minutes=14, seconds=59)):
        answer = sign_in_as("T1")
    assert answer.status_code == 429
    assert "desk_session" not in answer.cookies


def test_the_page_says_when_to_try_again(locked, sign_in_as, now):
    with at(now + timedelta(minutes=5)):
        answer = sign_in_as("T1")
    assert "10:15:00" in answer.content.decode()
    assert answer["Retry-After"] == "600"


def test_and_then_it_works(locked, sign_in_as, now):
    with at(now + timedelta(minutes=5)):
        sign_in_as("T1", "wrong")  # does not put it off
    with at(now + timedelta(minutes=15, seconds=1)):
        assert sign_in_as("T1").status_code == 302


def test_a_colleague_behind_the_same_address_is_not_held_up(locked, counter, sign_in_as, now):
    with at(now):
        assert sign_in_as("C1").status_code == 302


def test_the_same_person_elsewhere_is_not_held_up(locked, sign_in_as, now):
    with at(now):
        assert sign_in_as("T1", address="10.0.0.2").status_code == 302


def test_a_right_one_in_between_starts_the_count_anew(technician, sign_in_as, at_now):
    for _round in range(3):
        for _try in range(4):
            assert sign_in_as("T1", "wrong").status_code == 200
        assert sign_in_as("T1").status_code == 302


def test_a_first_password_opens_the_door_again(locked, technician, company_manager, sign_in_as, now):
    given = first_password(staff_id=technician.pk, by=company_manager, now=now)
    with at(now):
        assert sign_in_as("T1", given).status_code == 302


def test_numbers_that_nobody_has_are_counted_alike(technician, sign_in_as, at_now):
    assert [sign_in_as("X9", "wrong").status_code for _try in range(6)] == [200, 200, 200, 200, 429, 429]


def test_the_page_is_in_the_readers_language(locked, browser, now):
    with at(now):
        page = browser().post("/sign-in/", {"username": "T1", "password": "x"}, headers={"accept-language": "zh-CN"})
    assert page["Content-Language"] == "zh-hans"
