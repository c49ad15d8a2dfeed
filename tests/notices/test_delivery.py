"""Delivery to real servers, well and ill: nothing blocks, nothing is lost, none that answered is asked twice."""

import json
import time
from datetime import timedelta

import pytest

from notices.models import Message, Robot
from notices.services import gather, message_retry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def waiting(tell, wants, robot, counter, now):
    """A message for the robot."""
    wants(counter, robots=[robot])
    tell(counter)
    gather(now=now)
    return Message.objects.get()


@pytest.fixture
def letter(tell, wants, mail_server, counter, now):
    """A message for the mail server."""
    wants(counter, email="chen@example.com")
    tell(counter)
    gather(now=now)
    return Message.objects.get()


def test_a_server_that_answers_gets_it_once(waiting, web_server, send_all, now):
    assert [send_all(now), send_all(now + 90 * MINUTE)] == [1, 0]
    ((path, headers, body),) = web_server.asked
    assert "timestamp=" in path
    assert "sign=" in path
    assert headers["Idempotency-Key"] == str(waiting.key)
    assert "G0" in json.loads(body)["text"]["content"]
    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries) == ("sent", 1)


def test_no_personal_data_of_a_customer_leaves(waiting, web_server, send_all, now):
    send_all(now)
    told = web_server.asked[0][2].decode()
    for secret in ("李雷", "138", "蓝屏"):
        assert secret not in told


@pytest.mark.parametrize("mood", ["failing", "hanging", "dribbling"])
def test_an_ill_server_is_asked_again_with_the_same_key(waiting, web_server, send_all, now, mood):
    web_server.mood = mood
    began = time.monotonic()
    assert send_all(now) == 0
    assert time.monotonic() - began < 15  # of a server that would never have ended
    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries) == ("waiting", 1)
    assert waiting.fault
    web_server.mood = "well"
    assert send_all(now) == 0  # not before its time
    assert send_all(now + 2 * MINUTE) == 1
    assert {headers["Idempotency-Key"] for _path, headers, _body in web_server.asked} == {str(waiting.key)}


def test_a_server_that_said_200_and_fell_silent_has_taken_it(waiting, web_server, send_all, now):
    web_server.mood = "silent after 200"
    assert send_all(now) == 1
    assert send_all(now + 90 * MINUTE) == 0
    assert len(web_server.asked) == 1


def test_a_robot_that_refuses_says_why(waiting, web_server, send_all, now):
    web_server.answer = b'{"errcode": 310000, "errmsg": "sign not match"}'
    assert send_all(now) == 0
    waiting.refresh_from_db()
    assert waiting.fault == "310000 sign not match"


def test_given_up_after_eight_tries_and_sent_again_by_a_manager(waiting, web_server, send_all, service_manager, now):
    web_server.mood = "failing"
    for each in range(10):
        send_all(now + each * 120 * MINUTE)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.tries, len(web_server.asked)) == ("dead", 8, 8)
    web_server.mood = "well"
    later = now + timedelta(days=2)
    message_retry(message_id=waiting.pk, by=service_manager, now=later)
    assert send_all(later) == 1


def test_an_ill_server_costs_one_try_a_run_and_holds_up_no_other(waiting, web_server, send_all, wants, tell, now):
    from tests.support.servers import WebServer

    web_server.mood = "hanging"
    well = WebServer()
    other = Robot.objects.create(name="另一群", channel="wecom", url=well.url)
    about = {"person": waiting.person, "heading": "x", "text": "x", "made_at": now, "next_at": now}
    for _each in range(5):
        Message.objects.create(channel="dingtalk", robot=waiting.robot, **about)
    Message.objects.create(channel="wecom", robot=other, **about)
    assert send_all(now) == 1
    assert (len(web_server.asked), len(well.asked)) == (1, 1)
    well.close()


def test_a_letter_is_taken_once_though_the_server_hangs_at_goodbye(letter, mail_server, send_all, now):
    mail_server.mood = "hanging at goodbye"
    assert [send_all(now), send_all(now + 90 * MINUTE)] == [1, 0]
    (taken,) = mail_server.letters
    assert f"Message-ID: <{letter.key}@" in taken


@pytest.mark.parametrize("mood", ["failing", "hanging", "dribbling"])
def test_an_ill_mail_server_is_asked_again(letter, mail_server, send_all, now, mood):
    mail_server.mood = mood
    began = time.monotonic()
    assert send_all(now) == 0
    assert time.monotonic() - began < 15  # of a server that would never have ended
    mail_server.mood = "well"
    assert send_all(now + 2 * MINUTE) == 1
    assert len(mail_server.letters) == 1


def test_a_delivery_that_broke_off_is_taken_up_when_its_lease_ends(waiting, web_server, send_all, monkeypatch, now):
    def die(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("notices.services.delivering.sending.post", die)
        with pytest.raises(KeyboardInterrupt):
            send_all(now)
    assert send_all(now + MINUTE) == 0
    assert send_all(now + 6 * MINUTE) == 1


def test_a_robot_that_is_off_sends_nothing(waiting, robot, web_server, send_all, now):
    Robot.objects.filter(pk=robot.pk).update(is_on=False)
    assert send_all(now) == 0
    assert web_server.asked == []
