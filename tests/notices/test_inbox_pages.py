"""The inbox: only one's own, read by being opened, counted in one query; settings and robots."""

import pytest

from notices.models import Notice, Preference, Robot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def test_everybody_sees_their_own(client_of, counter, technician, tell):
    tell(counter)
    assert "G0:" in client_of(counter).get("/notices/").content.decode()
    assert "G0:" not in client_of(technician).get("/notices/").content.decode()


def test_opening_one_reads_it_and_leads_there(client_of, counter, technician, tell):
    tell(counter)
    assert client_of(technician).post("/notices/open/0:missed/").status_code == 404
    assert client_of(counter).post("/notices/open/0:missed/").status_code == 302
    assert Notice.objects.get().read_at is not None


def test_the_bell_counts_to_a_hundred(client_of, counter, tell, django_assert_num_queries):
    tell(counter, 120)
    desk = client_of(counter)
    with django_assert_num_queries(3):  # session, person, count
        assert "99+" in desk.get("/notices/count/").content.decode()
    desk.post("/notices/read/")
    assert "bell-number" not in desk.get("/notices/count/").content.decode()


def test_the_inbox_costs_a_fixed_number_of_queries_and_has_an_older_page(
    client_of, counter, tell, django_assert_num_queries
):
    tell(counter, 120)
    desk = client_of(counter)
    with django_assert_num_queries(6):
        page = desk.get("/notices/").context["page"]
    older = desk.get(f"/notices/?before={page.older}").context["page"]
    assert len({each.pk for each in page.notices} | {each.pk for each in older.notices}) == 100


def test_how_i_am_told_is_mine_to_say(client_of, counter, robot, settings):
    settings.MAIL_READY = True
    data = {
        "by_email": "on", "email": "chen@example.com", "robots": [robot.pk], "quiet_from": "22:00", "quiet_to": "07:00",
        "language": "en",
    }  # fmt: skip
    assert client_of(counter).post("/notices/settings/", data).status_code == 302
    held = Preference.objects.get(person=counter)
    assert (held.by_email, list(held.robots.all()), held.morning) == (True, [robot], False)


def test_email_without_an_address_and_half_a_quiet_time_are_told(client_of, counter, settings):
    settings.MAIL_READY = True
    desk = client_of(counter)
    for data in ({"by_email": "on", "language": "en"}, {"quiet_from": "22:00", "language": "en"}):
        answer = desk.post("/notices/settings/", data)
        assert answer.status_code == 200
        assert answer.context["form"].errors


def test_a_robots_secrets_are_not_shown_again(client_of, service_manager, robot, settings):
    page = client_of(service_manager).get(f"/notices/robots/{robot.pk}/").content.decode()
    assert "SECx" not in page
    assert "access_token" not in page
    data = {"name": "新名", "channel": "dingtalk", "url": "", "secret": "", "is_on": "on"}
    client_of(service_manager).post(f"/notices/robots/{robot.pk}/", data)
    assert Robot.objects.get().name == "售后群"  # its address is none of DingTalk's, so nothing is kept
    settings.ROBOT_HOSTS = ["127.0.0.1"]
    client_of(service_manager).post(f"/notices/robots/{robot.pk}/", data)
    kept = Robot.objects.get()
    assert (kept.name, kept.secret, kept.url) == ("新名", "SECx", robot.url)


def test_an_address_that_is_none_is_told(client_of, service_manager, db):
    data = {"name": "群", "channel": "wecom", "url": "qyapi.weixin.qq.com", "is_on": "on"}
    answer = client_of(service_manager).post("/notices/robots/new/", data)
    assert "url" in answer.context["form"].errors
