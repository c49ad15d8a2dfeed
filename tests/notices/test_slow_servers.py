"""A server that takes its time holds up nobody: not the sweep, not another delivery; and it gets each message once."""

import threading
from datetime import timedelta

import pytest

from deadlines.services import New, deadlines_open, sweep
from notices.models import Message
from notices.services import gather
from tests.support.services import wait_for

TWO_DAYS = timedelta(days=2)


@pytest.fixture
def delivering(transactional_db, send_all, now):
    """delivering(): a delivery that runs beside the test."""
    from django.db import connection

    running = []

    def run():
        try:
            send_all(now)
        finally:
            connection.close()

    def start():
        running.append(threading.Thread(target=run, daemon=True))
        running[-1].start()
        return running[-1]

    yield start
    for each in running:
        each.join(30)


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_a_slow_web_server_gets_it_once(tell, wants, robot, counter, web_server, send_all, now):
    wants(counter, robots=[robot])
    tell(counter)
    gather(now=now)
    web_server.mood = "slow"
    assert [send_all(now), send_all(now + TWO_DAYS)] == [1, 0]
    assert len(web_server.asked) == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("quick")
def test_a_slow_mail_server_gets_it_once(tell, wants, counter, mail_server, send_all, now):
    mail_server.mood = "slow"
    wants(counter, email="chen@example.com")
    tell(counter)
    gather(now=now)
    assert [send_all(now), send_all(now + TWO_DAYS)] == [1, 0]
    assert len(mail_server.letters) == 1


def test_d11_while_a_server_hangs_the_sweep_goes_on_and_nobody_asks_it_again(
    delivering, tell, wants, robot, counter, web_server, send_all, monkeypatch, now
):
    monkeypatch.setattr("notices.sending.SECONDS", 30)
    wants(counter, robots=[robot])
    tell(counter)
    gather(now=now)
    deadlines_open([New(kind="answer", subject_id=1, number="G1", start=now, owner_id=counter.pk)], by=None, now=now)
    web_server.mood = "hanging"
    first = delivering()
    wait_for(lambda: web_server.asked, what="for the server to be asked")
    assert sweep(now=now + TWO_DAYS) == 1
    assert send_all(now) == 0  # the message is leased to the delivery that hangs
    assert (first.is_alive(), len(web_server.asked)) == (True, 1)
    assert counter.notices.filter(code="notice.missed", data__number="G1").count() == 1
    web_server.over.set()
    first.join(30)
    assert Message.objects.filter(tries=1, state="waiting").count() == 1
