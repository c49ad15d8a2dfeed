"""Nobody is nagged about what is done: who did it and whose it was have read of it, the inbox says that it is done."""

from datetime import timedelta

import pytest

from deadlines.services import deadline_pause, deadlines_explain, deadlines_meet, sweep
from notices.models import Message, Notice, Robot
from notices.services import gather, preference_save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
HOUR = timedelta(hours=1)


def meet(row, *, by, now):
    deadlines_meet(subject=row.subject, subject_id=row.subject_id, kinds=[row.kind], by=by, now=now)


def unread(person) -> list[str]:
    return list(Notice.objects.unread_by(person).values_list("code", flat=True))


def test_whose_it_was_need_not_read_the_warning_any_more(begin, counter, technician, now):
    row = begin(start=now - 21 * HOUR)
    other = begin(start=now - 21 * HOUR, number="G2")
    sweep(now=now)
    assert unread(counter) == ["notice.warn"] * 2
    meet(row, by=technician, now=now)
    assert [each.number for each in Notice.objects.unread_by(counter)] == [other.number]


def test_who_did_it_has_read_of_the_miss_and_the_other_managers_have_not(begin, make_staff, service_manager, now):
    from staff.policies import Role

    other = make_staff("S2", roles={Role.SERVICE_MANAGER})
    row = begin(start=now - 25 * HOUR, owner_id=None)
    sweep(now=now, telling=False)
    Notice.objects.update(folded=False)
    meet(row, by=service_manager, now=now)
    assert unread(service_manager) == []
    assert unread(other) != []


def test_what_was_explained_is_dealt_with_too(begin, counter, now):
    row = begin("goods_back", number="F1", start=now - timedelta(days=7))
    sweep(now=now)
    assert unread(counter) == ["notice.warn"]
    deadlines_explain(subject="item", subject_id=row.subject_id, kinds=[row.kind], by=counter, now=now, cause="缺货")
    assert unread(counter) == []


def test_what_has_not_left_yet_stays_here(begin, counter, now):
    robot = Robot.objects.create(name="群", channel="wecom", url="https://example.com/")
    preference_save(
        by=counter, now=now, email="", by_email=False, robots=[robot], quiet_from=None, quiet_to=None, morning=True,
        language="en",
    )  # fmt: skip
    row = begin(start=now - 21 * HOUR)
    sweep(now=now, telling=False)
    meet(row, by=counter, now=now)
    gather(now=now)
    assert not Message.objects.exists()


def test_the_inbox_says_that_it_is_done(begin, client_of, counter, now, django_assert_num_queries):
    begin(start=now - 21 * HOUR, number="G2")
    done = begin(start=now - 21 * HOUR, number="G1")
    sweep(now=now)
    desk = client_of(counter)
    assert desk.get("/notices/").content.decode().count(">Answer<span") == 2
    meet(done, by=counter, now=now)
    with django_assert_num_queries(7):  # one more than without notices about deadlines
        page = desk.get("/notices/").content.decode()
    assert (page.count(">Answer<span"), page.count("badge-state-success")) == (1, 1)


def test_d7_a_delay_is_not_asked_for_once_it_is_too_late(begin, client_of, counter, now):
    row = begin("arrival", number="V1", start=now + timedelta(minutes=20), at=now - HOUR)
    sweep(now=now)
    told = counter.notices.get(code="notice.warn")
    assert (told.todo_label, row.todo) == ("Explain the delay", "Explain the delay")
    sweep(now=now + HOUR)
    row.refresh_from_db()
    assert (counter.notices.get(code="notice.missed").todo_label, row.todo) == ("", "Open")


def test_d10_a_wait_that_still_lasts_counts_up_to_now(begin, client_of, counter, service_manager, now):
    row = begin(start=now - 5 * HOUR)
    deadline_pause(deadline_id=row.pk, by=counter, now=now - 3 * HOUR, reason="等客户")
    assert client_of(service_manager).get(f"/deadlines/{row.pk}/").context["told"].waited == 3 * HOUR
