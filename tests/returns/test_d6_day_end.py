"""D6: at the day's end managers see everything that is open, by role and age, and what was signed today; everybody's
home page begins with what waits for them."""

from datetime import timedelta

import pytest

from returns.handover_selectors import day_end, handovers_now
from returns.models import HandOver
from returns.services import handover_refuse

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_day(handed_over, sign, finance, now):
    """Two refunds and a swap: one paid, one refused by finance, the goods of one in stock."""
    paid, doubted, _swap = handed_over("refund"), handed_over("refund"), handed_over("swap", "faulty")
    sign(paid, "pay_refund", reference="B1")
    sign(paid, "stock_in")
    pay = doubted.handovers.get(kind="pay_refund")
    handover_refuse(handover_id=pay.pk, by=finance, now=now, reason="金额不符")


def test_how_each_role_stands(a_day, now, django_assert_num_queries):
    with django_assert_num_queries(2):
        today = day_end(now=now)
    assert {each.role: (each.open, each.late, each.refused) for each in today.roles} == {
        "finance": (1, 0, 1), "warehouse": (3, 0, 0), "purchasing": (0, 0, 0),
    }  # fmt: skip
    assert [each.kind for each in today.signed] == ["stock_in", "pay_refund"]
    tomorrow = day_end(now=now + timedelta(days=1))
    assert {each.role: each.late for each in tomorrow.roles} == {"finance": 1, "warehouse": 3, "purchasing": 0}
    assert tomorrow.signed == []


def test_what_was_signed_today_is_told_to_a_bound(a_day, now, monkeypatch):
    monkeypatch.setattr("returns.handover_selectors.LATEST", 1)
    today = day_end(now=now)
    assert (len(today.signed), today.signed_more) == (1, True)


def test_managers_see_it_all_and_can_narrow_it_down(client_of, company_manager, a_day, at_now):
    client = client_of(company_manager)
    assert len(client.get("/handovers/all/").context["page"].rows) == 4
    answer = client.get("/handovers/all/", {"role": "finance"})
    assert [each.kind for each in answer.context["page"].rows] == ["pay_refund"]
    for word in ("金额不符", "450.00", "财务小方"):
        assert word in answer.content.decode()
    assert len(client.get("/handovers/all/", {"role": "nobody"}).context["page"].rows) == 4


def test_the_number_of_queries_does_not_grow(client_of, company_manager, a_day, handed_over, django_assert_num_queries):
    client = client_of(company_manager)
    client.get("/handovers/all/")
    with django_assert_num_queries(8):  # session, person, two for the rights, roles; page, two for the day
        client.get("/handovers/all/")
    handed_over("refund")
    with django_assert_num_queries(8):
        client.get("/handovers/all/")


def test_the_home_page_begins_with_what_waits_for_the_person(client_of, cast, a_day, now, at_now):
    def shown(role, moment=now):
        waiting = handovers_now(cast[role], now=moment)
        return {
            name: each.number for name in ("to_sign", "refused", "late") if (each := getattr(waiting, name)) is not None
        }

    assert shown("warehouse") == {"to_sign": 3}
    assert shown("finance") == {"to_sign": 0}
    assert shown("counter") == {"refused": 1}
    assert shown("company_manager", now + timedelta(days=1)) == {"late": 4}
    assert shown("service_manager") == {"refused": 1, "late": 0}
    page = client_of(cast["warehouse"]).get("/").content.decode()
    assert page.index("To sign") < page.index("In the house, oldest first")


def test_the_count_has_a_bound(warehouse, handed_over, now, monkeypatch):
    monkeypatch.setattr("returns.handover_selectors.COUNTED", 1)
    handed_over("swap", "faulty")
    waiting = handovers_now(warehouse, now=now).to_sign
    assert (waiting.number, waiting.more) == (1, True)
    assert HandOver.objects.count() == 2
