"""What people are told outside the desk: channels, quiet hours, one message for many, one digest after an outage."""

from datetime import datetime, time, timedelta

import pytest

from notices.models import Message, Notice
from notices.policies import Quiet, leaves_at, next_try, shortened
from notices.services import gather, inbox_read, notice_read
from servicedesk.clock import from_local

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_without_a_choice_the_inbox_is_all(tell, counter, now):
    tell(counter)
    assert gather(now=now) == 0
    assert (Notice.objects.unread_by(counter).count(), Message.objects.count()) == (1, 0)


def test_the_same_cause_tells_a_person_once(tell, counter):
    tell(counter)
    tell(counter)
    assert counter.notices.count() == 1


def test_each_channel_gets_one_message_for_all_that_is_there(tell, wants, robot, counter, settings, now):
    settings.MAIL_READY = True
    wants(counter, robots=[robot], email="chen@example.com")
    tell(counter, 25)
    assert gather(now=now) == 2
    assert set(Message.objects.values_list("channel", flat=True)) == {"email", "dingtalk"}
    message = Message.objects.get(channel="email")
    assert message.notices.count() == 25
    assert message.heading == "25 notices of the service desk"
    assert message.text.count("·") == 20
    assert "and 5 more" in message.text


def test_what_follows_within_ten_minutes_goes_together(tell, wants, robot, counter, now):
    wants(counter, robots=[robot])
    tell(counter)
    gather(now=now)
    for each in (1, 2):
        tell(counter, at=now + each * MINUTE, start=each)
        gather(now=now + each * MINUTE)
    assert Message.objects.count() == 1
    gather(now=now + 10 * MINUTE)
    assert sorted(message.notices.count() for message in Message.objects.all()) == [1, 2]


def test_running_it_again_sends_nothing_twice(tell, wants, robot, counter, now):
    wants(counter, robots=[robot])
    tell(counter)
    assert [gather(now=now + each * 30 * MINUTE) for each in range(3)] == [1, 0, 0]


def test_what_was_read_meanwhile_stays_here(tell, wants, robot, counter, now):
    wants(counter, robots=[robot])
    tell(counter)
    inbox_read(by=counter, now=now)
    assert gather(now=now) == 0


def test_quiet_hours_hold_back_over_midnight(tell, wants, robot, counter, now):
    wants(counter, robots=[robot], quiet_from=time(22), quiet_to=time(7))
    night = from_local(datetime(2026, 10, 15, 23, 30))
    tell(counter, at=night)
    assert gather(now=night) == 0
    assert gather(now=from_local(datetime(2026, 10, 16, 6, 59))) == 0
    assert gather(now=from_local(datetime(2026, 10, 16, 7, 0))) == 1


def test_an_outage_ends_with_one_digest_that_holds_each_notice(tell, wants, robot, counter, now):
    wants(counter, robots=[robot])
    tell(counter, 300, late=True)
    assert gather(now=now) == 1
    unread = Notice.objects.unread_by(counter)
    assert [(each.code, each.data) for each in unread] == [("notice.digest", {"count": 300, "missed": 300})]
    assert counter.notices.filter(folded=True).count() == 300
    assert Message.objects.get().notices.count() == 1
    notice_read(notice_id=unread[0].pk, by=counter, now=now)
    assert not counter.notices.filter(read_at__isnull=True).exists()


def test_d11_sweeps_that_overlap_end_with_one_digest(tell, counter, now):
    """Two catch up at once, each with the moment at which it began; the first to find nothing left speaks for both."""
    tell(counter, 20, at=now, late=True)
    tell(counter, 30, at=now + MINUTE / 60, late=True, start=20)
    gather(now=now)
    gather(now=now + MINUTE / 60)
    unread = Notice.objects.unread_by(counter)
    assert [(each.code, each.data["count"]) for each in unread] == [("notice.digest", 50)]


def test_one_late_notice_stands_by_itself(tell, counter, now):
    tell(counter, late=True)
    gather(now=now)
    assert [each.code for each in Notice.objects.unread_by(counter)] == ["notice.missed"]


def test_quiet_covers_its_beginning_and_not_its_end():
    night, nap = Quiet(time(22), time(7)), Quiet(time(12), time(13))
    assert [night.covers(time(*at)) for at in ((22, 0), (0, 0), (6, 59), (7, 0), (12, 0))] == [True] * 3 + [False] * 2
    assert [nap.covers(time(*at)) for at in ((11, 59), (12, 0), (13, 0))] == [False, True, False]
    assert not Quiet(None, None).covers(time(3))


def test_it_leaves_at_the_end_of_the_quiet_hours(now):
    late = from_local(datetime(2026, 12, 31, 23, 0))
    assert leaves_at(late, quiet=Quiet(time(22), time(7)), last=None) == from_local(datetime(2027, 1, 1, 7, 0))


def test_tries_come_later_and_later_and_end(now):
    waits = [(next_try(now, tries=tries) - now) / MINUTE for tries in range(1, 8)]
    assert waits == [1, 2, 4, 8, 16, 32, 60]
    assert next_try(now, tries=8) is None


def test_a_text_is_cut_at_a_whole_line_within_its_bytes():
    text = "\n".join("期限已逾期" for _each in range(300))
    short = shortened(text, most=2048)
    assert len(short.encode()) <= 2048
    assert set(short.split("\n")) == {"期限已逾期", "…"}
