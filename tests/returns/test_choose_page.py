"""The page on which a remedy is chosen: all four answers before anything is promised (W13), and the printed form."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

FACTS = {
    "product": "显卡", "category": "graphics_card", "serial": "SN7", "purchased_on": date(2026, 10, 5),
    "proof": "invoice", "sale_price": Decimal(800), "cost": Decimal(700), "price_today": Decimal(800),
}  # fmt: skip


@pytest.fixture
def item(make_customer, receive_one):
    return receive_one(make_customer("other", contact="王女士"), **FACTS, remedy="swap")


def sent(item, **fields):
    item.refresh_from_db()
    return {"key": str(uuid4()), "seen": item.standing, "agreed_by": "王女士", "agreed_how": "counter", **fields}


@pytest.fixture
def desk(at_now, client_of, counter):
    return client_of(counter)


def test_the_fresh_page_shows_all_four_answers_and_the_wanted_one(desk, item):
    page = desk.get(f"/returns/items/{item.item_no}/remedy/")
    assert page.context["advice"].decision.swap.allowed
    assert page.context["wanted"] == "swap"
    assert page.context["offered"].label_basis == "restart"  # within 15 days by law (L2, L5)
    assert "overrule" not in page.context["form"].fields
    assert "700.00" not in page.content.decode()  # the cost


def test_choosing_leads_back_to_the_item_with_its_form(desk, item):
    answer = desk.post(f"/returns/items/{item.item_no}/remedy/", sent(item, remedy="swap", in_stock="yes"))
    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.state, item.remedy) == ("handing_over", "swap")
    form = desk.get(f"/returns/items/{item.item_no}/remedy/form/").content.decode()
    assert item.internal_papers.get().paper_no in form
    assert "700.00" not in form


def test_a_missing_price_is_added_on_the_spot(desk, make_customer, receive_one):
    item = receive_one(
        make_customer("agent", agent_kind="county"), **{**FACTS, "price_today": None, "condition": "intact"}
    )
    address = f"/returns/items/{item.item_no}/remedy/"
    refused = desk.post(address, sent(item, remedy="refund"))
    assert refused.status_code == 200
    assert "price_today" in refused.context["form"].errors
    assert desk.post(address, sent(item, remedy="refund", price_today="760")).status_code == 302
    item.refresh_from_db()
    assert (item.price_today, item.choices.get().amount) == (Decimal(760), Decimal(760))


def test_sent_twice_is_chosen_once(desk, item):
    data = sent(item, remedy="swap", in_stock="yes")
    for _again in range(2):
        assert desk.post(f"/returns/items/{item.item_no}/remedy/", data).status_code == 302
    assert item.choices.count() == 1


def test_two_clerks_with_the_same_page_and_only_the_first_one_chooses(desk, item):
    first, second = sent(item, remedy="swap", in_stock="yes"), sent(item, remedy="refund")
    assert desk.post(f"/returns/items/{item.item_no}/remedy/", first).status_code == 302
    told = desk.post(f"/returns/items/{item.item_no}/remedy/", second)
    assert told.status_code == 200
    assert told.context["form"].non_field_errors()
    assert item.choices.get().remedy == "swap"


def test_what_is_typed_is_answered_at_once(desk, item):
    page = desk.get(
        f"/returns/items/{item.item_no}/remedy/",
        {"remedy": "swap", "user_caused": "yes"},
        headers={"HX-Request": "true"},
    )
    assert not page.context["offered"].allowed
    assert page.context["offered"].rule == "L4"
    assert "<html" not in page.content.decode()


def test_w8_a_manager_adds_the_cost_on_the_spot_and_lowers_the_top_up(
    at_now, client_of, service_manager, make_customer, receive_one
):
    facts = {**FACTS, "purchased_on": date(2026, 9, 5), "cost": None, "condition": "intact"}
    item = receive_one(make_customer("other"), **facts)
    wish = {"remedy": "exchange", "new_product": "RTX", "new_price": "900", "top_up": "150", "lowered_reason": "老客户"}
    boss, address = client_of(service_manager), f"/returns/items/{item.item_no}/remedy/"
    refused = boss.post(address, sent(item, **wish))
    assert "Enter it first" in str(refused.context["form"].errors["top_up"])
    assert boss.post(address, sent(item, **wish, cost="700")).status_code == 302
    item.refresh_from_db()
    assert (item.cost, item.choices.get().top_up_agreed) == (Decimal(700), Decimal(150))


def test_the_cost_is_neither_shown_to_a_clerk_nor_taken_from_him(desk, item):
    assert "cost" not in desk.get(f"/returns/items/{item.item_no}/remedy/").context["form"].fields
    desk.post(f"/returns/items/{item.item_no}/remedy/", sent(item, remedy="swap", in_stock="yes", cost="1"))
    item.refresh_from_db()
    assert item.cost == Decimal(700)
