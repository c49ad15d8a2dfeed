"""Everybody reads the numbers; the service manager and the company manager plan changes."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from rulebook.models import Parameter
from rulebook.selectors import terms_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
KEY = "answer_hours"
PAGE = "/rules/numbers/answer_hours/"
CHANGE = "/rules/numbers/answer_hours/change/"


def change(**fields):
    return {"key": str(uuid4()), "value": "12", "valid_from": "2026-12-01", "reason": "客户等太久", **fields}


@pytest.mark.parametrize("role", ["service_manager", "company_manager"])
def test_a_manager_plans_a_change(cast, client_of, role):
    response = client_of(cast[role]).post(CHANGE, change(), follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "12 hours from 2026-12-01" in response.content.decode()
    assert terms_on(date(2026, 12, 1)).answer_hours == 12
    assert Parameter.objects.get().by == cast[role]


@pytest.mark.parametrize("role", ["counter", "technician", "finance", "warehouse", "purchasing"])
def test_everybody_else_reads_and_cannot_change(cast, client_of, plan, role):
    planned = plan(KEY, "12")
    client = client_of(cast[role])
    page = client.get(PAGE).content.decode()
    assert "客户等太久" in page
    assert "/change/" not in page
    assert "/withdraw/" not in page
    assert client.post(CHANGE, change(valid_from="2027-01-01")).status_code == 403
    withdraw = reverse("rulebook:number_withdraw", args=[KEY, planned.pk])
    assert client.post(withdraw, {"reason": "x"}).status_code == 403
    assert Parameter.objects.standing().count() == 1


def test_a_stranger_is_sent_to_sign_in(client):
    for path in (PAGE, "/rules/", "/rules/numbers/", "/rules/calendar/"):
        assert reverse("staff:sign_in") in client.get(path).url
    assert client.post(CHANGE, change()).status_code == 302
    assert not Parameter.objects.exists()


def test_a_double_click_plans_one_change(company_manager, client_of):
    client, sent = client_of(company_manager), change()
    assert [client.post(CHANGE, sent).status_code for _ in range(2)] == [302, 302]
    assert Parameter.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": "0"}, "Between 1 hour and 8784 hours."),
        ({"value": "soon"}, "Enter a whole number."),
        ({"value": "9" * 10000}, "at most 20 characters"),
        ({"valid_from": "2026-10-15"}, "Choose a day after today"),
        ({"valid_from": "tomorrow"}, "Enter a valid date."),
        ({"valid_from": ""}, "This field is required."),
        ({"reason": "  "}, "This field is required."),
        ({"reason": "x" * 301}, "at most 300 characters"),
        ({"reason": "\0"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_taken_is_said_on_the_form(company_manager, client_of, fields, said):
    response = client_of(company_manager).post(CHANGE, change(**fields))
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not Parameter.objects.exists()


def test_repeating_the_value_is_taken_with_a_warning(company_manager, client_of):
    page = client_of(company_manager).post(CHANGE, change(value="24"), follow=True).content.decode()
    assert "nothing changes on that day" in page
    assert "notice-warning" in page


def test_a_planned_change_is_withdrawn_with_a_reason(company_manager, client_of, plan):
    client, planned = client_of(company_manager), plan(KEY, "12")
    withdraw = reverse("rulebook:number_withdraw", args=[KEY, planned.pk])
    assert "This field is required." in client.post(withdraw, {"reason": ""}).content.decode()
    page = client.post(withdraw, {"reason": "做不到"}, follow=True).content.decode()
    assert "做不到" in page
    assert "<s>12 hours</s>" in page
    assert not Parameter.objects.standing().exists()


@pytest.mark.parametrize(
    "path",
    [
        "/rules/numbers/no_such_number/",
        "/rules/numbers/no_such_number/change/",
        "/rules/numbers/answer_hours/withdraw/999/",
        "/rules/numbers/repeat_days/withdraw/1/",
    ],
)
def test_what_does_not_exist_is_not_found(company_manager, client_of, plan, path):
    plan(KEY, "12")
    client = client_of(company_manager)
    response = client.get(path) if path.endswith("number/") else client.post(path, change())
    assert response.status_code == 404


@pytest.mark.parametrize("path", [CHANGE, "/rules/numbers/answer_hours/withdraw/1/"])
def test_writes_are_posts(company_manager, client_of, path):
    assert client_of(company_manager).get(path).status_code == 405


def test_the_list_shows_value_since_and_next_change(counter, client_of, plan, now):
    plan(KEY, "12", from_=date(2026, 10, 1), at=now - timedelta(days=30))
    plan(KEY, "8", from_=date(2026, 12, 1))
    page = client_of(counter).get("/rules/numbers/").content.decode()
    assert "<strong>12 hours</strong>" in page
    assert "2026-10-01" in page
    assert "8 hours from 2026-12-01" in page


def test_pages_read_in_chinese(company_manager, client_of, plan):
    plan(KEY, "12")
    client = client_of(company_manager, language="zh-hans")
    assert "给客户明确答复的时限" in client.get("/rules/numbers/").content.decode()
    page = client.get(PAGE).content.decode()
    assert "12 小时" in page
    assert "计划变更" in page


@pytest.mark.parametrize("path", ["/rules/numbers/", PAGE])
def test_queries_do_not_grow_with_changes(company_manager, client_of, plan, django_assert_max_num_queries, path):
    client = client_of(company_manager)
    client.get(path)
    with django_assert_max_num_queries(30) as few:
        client.get(path)
    for month in range(1, 9):
        plan(KEY, str(month), from_=date(2027, month, 1))
        plan("repeat_days", str(month), from_=date(2027, month, 1))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(path)
