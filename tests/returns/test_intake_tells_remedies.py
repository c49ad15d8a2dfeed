"""W13 at the counter: the remedies of an item as its facts come in, and a warning where the wanted one is refused."""

from datetime import date, timedelta

import pytest

from tests.support.goods import given_back

pytestmark = pytest.mark.django_db
URL = "/returns/remedies/"
BLOCK = {
    "category": "memory",
    "condition": "faulty",
    "packaging_complete": "yes",
    "sale_price": "300",
    "price_today": "300",
}


@pytest.fixture
def told(client_of, counter, at_now):
    """told(**values of the block) -> (the advice, its words)."""

    def make(**query):
        response = client_of(counter).get(URL, {**BLOCK, "purchased_on": "2026-10-10", **query})
        assert response.status_code == 200
        return response.context["advice"], " ".join(response.content.decode().split())

    return make


def test_a_customer_on_record(told, make_customer):
    agent = make_customer("agent")
    advice, words = told(customer=agent.customer_no)
    assert advice.decision.refund.rule == "W1"
    assert "until 2026-10-20" in words
    assert "¥300.00" in words


def test_a_new_customer_by_the_kind_alone(told):
    advice, _words = told(buyer="local_company")
    assert (advice.decision.refund.allowed, advice.decision.swap.allowed) == (False, True)


def test_what_lacks_is_named(told):
    assert "still missing: customer." in told()[1]
    assert "still missing: purchase date." in told(buyer="other", purchased_on="")[1]
    assert "still missing: purchase date." in told(buyer="other", purchased_on="2026-10-16")[1]


def test_a_wanted_remedy_that_is_refused_is_told_at_once(told):
    assert "data-not-allowed" in told(buyer="other", remedy="refund")[1]
    assert "data-not-allowed" not in told(buyer="other", remedy="swap")[1]
    assert "data-not-allowed" not in told(buyer="other", remedy="refund", proof="invoice")[1]


def test_without_todays_price_the_amount_is_a_bound(told):
    assert "at most ¥300.00" in told(buyer="county_agent", price_today="")[1]


def test_earlier_repairs_of_the_serial_number_are_counted(
    told, make_customer, make_machine, make_job, receive_one, now
):
    owner = make_customer()
    machine = make_machine(owner, serial="SN77", category="memory", purchased_on=date(2026, 9, 1))
    query = {"customer": owner.customer_no, "serial": "sn77", "purchased_on": "2026-09-01", "proof": "invoice"}
    assert told(**query)[0].case.repairs_done == 0
    closed = {"machine": machine, "opened_at": now - timedelta(days=30), "closed_at": now - timedelta(days=29)}
    make_job(owner, **closed, outcome="solved")
    make_job(owner, **closed, outcome="unsolved")
    make_job(owner, machine=machine)  # still open
    stay = receive_one(owner, serial="SN77", remedy="repair", at=now - timedelta(days=20))
    assert told(**query)[0].case.repairs_done == 1
    given_back(stay, now - timedelta(days=18))
    advice, words = told(**query)
    assert advice.case.repairs_done == 2
    assert "Repairs of the same fault: 2" in words
    assert told(**query, repairs_done="1")[0].case.repairs_done == 1


def test_the_guarantee_is_the_shops_promise_moved_by_the_days_in_repair(told, make_customer, receive_one, now):
    """A monitor has a year: to 10 October 2026, and with ten days in repair to the 20th."""
    owner = make_customer()
    query = {"customer": owner.customer_no, "category": "monitor", "serial": "MON1", "purchased_on": "2025-10-10"}
    assert told(**query)[0].decision.repair.free is False
    stay = receive_one(owner, serial="MON1", category="monitor", remedy="repair", at=now - timedelta(days=60))
    given_back(stay, now - timedelta(days=50))
    assert told(**query)[0].decision.repair.free is True
    assert told(**query, in_guarantee="no")[0].decision.repair.free is False


def test_a_strangers_machine_tells_nothing(told, make_customer, make_machine, make_job, now):
    owner, other = make_customer(), make_customer(name="韩梅梅")
    machine = make_machine(owner, serial="SN88", category="memory")
    make_job(owner, machine=machine, opened_at=now - timedelta(days=2), closed_at=now, outcome="solved")
    query = {"serial": "SN88", "purchased_on": "2026-09-01"}
    assert told(customer=owner.customer_no, **query)[0].case.repairs_done == 1
    assert told(customer=other.customer_no, **query)[0].case.repairs_done == 0


def test_only_those_who_log_goods(client_of, cast):
    for role, person in cast.items():
        expected = 200 if role in {"counter", "technician", "service_manager"} else 403
        assert client_of(person).get(URL).status_code == expected, role
        assert client_of(person).post(URL).status_code in (405, 403)
