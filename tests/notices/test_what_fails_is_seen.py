"""Whoever sets up a robot sees at once what is wrong with it, not only when its messages are given up."""

from datetime import timedelta

import pytest

from notices.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def test_a_test_that_fails_is_listed_with_its_fault_until_it_arrives(
    client_of, service_manager, robot, web_server, send_all, now
):
    desk = client_of(service_manager)
    assert desk.get("/notices/robots/").context["failing"] == []
    web_server.mood = "failing"
    desk.post(f"/notices/robots/{robot.pk}/test/")
    assert desk.get("/notices/robots/").context["failing"] == []  # not tried yet
    send_all(now)
    page = desk.get("/notices/robots/")
    assert [each.tries for each in page.context["failing"]] == [1]
    assert "500" in page.content.decode()
    web_server.mood = "well"
    send_all(now + timedelta(minutes=2))
    assert desk.get("/notices/robots/").context["failing"] == []
    assert Message.objects.get().state == "sent"
