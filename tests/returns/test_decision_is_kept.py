"""The decision is kept with the item as it was told: facts, answers and the numbers in force (W13)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from returns.models import RemedyDecision, ReturnedItem
from returns.policies import Circumstances

pytestmark = pytest.mark.django_db
SOLD = {"purchased_on": date(2026, 10, 10), "sale_price": Decimal("300"), "price_today": Decimal("280")}


def test_every_item_whose_facts_are_known_has_one(receive, make_customer, new_item, counter, now):
    paper = receive(make_customer("agent"), new_item(**SOLD, remedy="refund"), new_item(sale_price=Decimal("5")))
    known, unknown = paper.items.order_by("item_no")
    kept = known.decision
    assert (kept.by, kept.decided_at, kept.wanted, kept.terms_version) == (counter, now, "refund", "rulebook")
    assert kept.decision["refund"] == {"allowed": True, "rule": "W1", "until": "2026-10-20", "amount": "280.00"}
    assert (kept.facts["customer"], kept.facts["purchased_on"], kept.facts["on"]) == (
        "county_agent", "2026-10-10", "2026-10-15",
    )  # fmt: skip
    assert not RemedyDecision.objects.filter(item=unknown).exists()


def test_what_the_clerk_told_decides(receive_one, make_customer):
    item = receive_one(make_customer("agent"), **SOLD, told=Circumstances(user_caused=True))
    assert item.decision.advice.decision.refund.rule == "L4"
    assert "user_caused" not in item.decision.advice.assumed


def test_a_machines_cost_is_taken_over_into_the_decision(receive_one, make_customer, make_machine):
    owner = make_customer()
    make_machine(owner, serial="SN1", category="memory", cost=Decimal("250"))
    told = Circumstances(new_price=Decimal("400"))
    exchange = receive_one(owner, **SOLD, serial="SN1", told=told).decision.advice.decision.exchange
    assert exchange.top_up_floor == exchange.top_up - 50


def test_it_names_the_numbers_in_force_and_stays_when_they_change(receive_one, make_customer, company_manager, now):
    from rulebook.models import Parameter

    before = receive_one(make_customer("agent"), **SOLD)
    Parameter.objects.create(
        key="refund_days_county_agent", value="2", valid_from=date(2026, 10, 15), by=company_manager, at=now, reason="x"
    )
    after = receive_one(make_customer("agent"), **SOLD, at=now + timedelta(hours=1))
    assert (before.decision.terms_version, after.decision.terms_version) == ("rulebook", "2026-10-15")
    assert before.decision.advice.decision.refund.allowed
    assert not after.decision.advice.decision.refund.allowed


def test_the_items_page_shows_it_and_the_floor_only_with_the_cost(
    client_of, counter, service_manager, receive_one, make_customer
):
    told = Circumstances(new_price=Decimal("400"))
    item = receive_one(make_customer(), **SOLD, cost=Decimal("250"), told=told)
    for person, sees in ((counter, False), (service_manager, True)):
        page = client_of(person).get(f"/returns/items/{item.item_no}/").content.decode()
        assert "Remedies as told at the desk" in page
        assert ("A manager may go down to" in page) is sees


def test_from_the_form_to_the_item(client_of, counter, make_customer, intake_post, at_now):
    number = make_customer("agent").customer_no
    block = {"purchased_on": "2026-10-10", "sale_price": "300", "remedy": "refund", "opened": "no", "resaleable": "no"}
    assert client_of(counter).post("/returns/intake/", intake_post(block, customer=number)).status_code == 302
    kept = ReturnedItem.objects.get().decision.advice
    assert (kept.case.opened, kept.case.resaleable, kept.decision.refund.rule) == (False, False, "W5")


def test_a_refused_remedy_does_not_keep_the_goods_out(client_of, counter, make_customer, intake_post):
    number = make_customer().customer_no
    block = {"purchased_on": "2026-01-10", "sale_price": "300", "remedy": "refund"}
    assert client_of(counter).post("/returns/intake/", intake_post(block, customer=number)).status_code == 302
    assert ReturnedItem.objects.get().remedy == "refund"


def test_a_wrong_price_of_the_wanted_item_stands_at_its_field(
    client_of, counter, make_customer, intake_post, messages_at
):
    number = make_customer().customer_no
    response = client_of(counter).post("/returns/intake/", intake_post({"new_price": "-1"}, customer=number))
    assert messages_at(response, "items-0-new_price")
    assert not ReturnedItem.objects.exists()
