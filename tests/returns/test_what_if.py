"""The what-if page (W13): all four remedies of a described case, by its address alone, and the cost only for some."""

import pytest

from returns.models import RemedyDecision

pytestmark = pytest.mark.django_db
URL = "/returns/what-if/"
AGENT = {
    "buyer": "county_agent",
    "category": "board",
    "condition": "intact",
    "packaging_complete": "yes",
    "purchased_on": "2026-03-01",
    "on": "2026-03-11",
    "sale_price": "500",
    "price_today": "450",
}
CARD = {
    **AGENT,
    "buyer": "other",
    "category": "graphics_card",
    "purchased_on": "2026-06-01",
    "on": "2026-07-11",
    "sale_price": "800",
    "price_today": "800",
    "new_price": "900",
    "cost": "700",
}


@pytest.fixture
def ask(client_of, counter):
    def make(query, by=counter, **headers):
        response = client_of(by).get(URL, query, headers=headers)
        assert response.status_code == 200
        return response

    return make


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_empty_page_says_what_it_needs(ask):
    told = ask({}).context["advice"]
    assert told.missing == ("customer", "category", "condition", "packaging_complete", "purchased_on", "sale_price")
    assert "customer, category, condition, packaging, purchase date, sale price" in text(ask({}))


def test_worked_example_1_by_its_address(ask):
    page = ask(AGENT)
    assert page.context["advice"].decision.refund.rule == "W1"
    assert "¥450.00" in text(page)
    assert "until 2026-03-11" in text(page)
    assert "Only faulty goods are swapped." in text(page)
    refused = text(ask({**AGENT, "on": "2026-03-12"}))
    assert "Too late: the last day was 2026-03-11." in refused
    assert "until 2026-03-21" in refused


def test_worked_example_3_and_the_floor_only_for_those_who_see_the_cost(ask, service_manager):
    clerk, manager = text(ask(CARD)), text(ask(CARD, by=service_manager))
    for page in (clerk, manager):
        assert "¥80.00" in page  # the wear fee
        assert "¥720.00" in page
        assert "¥180.00" in page
    assert "A manager may go down to" in manager
    assert "A manager may go down to" not in clerk
    assert 'name="cost"' in manager
    assert 'name="cost"' not in clerk


def test_a_customer_on_record_says_the_kind(ask, make_customer, counter, finance):
    local = make_customer("agent", agent_kind="local")
    query = {**AGENT, "buyer": "county_agent", "customer": local.customer_no}
    assert ask(query).context["advice"].case.customer == "local_company"
    unseen = ask(query, by=finance)  # who may not see customers is not told about one
    assert unseen.context["advice"].case.customer == "county_agent"
    assert local.name not in text(unseen)


def test_the_part_alone_for_a_page_that_is_there(ask):
    part = text(ask(AGENT, **{"HX-Request": "true"}))
    assert "<html" not in part
    assert "¥450.00" in part


def test_the_day_asked_about_is_today_unless_told(ask, now):
    assert ask({name: fact for name, fact in AGENT.items() if name != "on"}).context["form"]["on"].value() is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"sale_price": "-1"},
        {"sale_price": "1e999"},
        {"sale_price": "NaN"},
        {"new_price": "9" * 400},
        {"purchased_on": "2026-03-12"},
        {"purchased_on": "0001-01-01", "on": "9999-12-31"},
        {"on": "9999-12-31"},
        {"purchased_on": "9999-12-30", "on": "9999-12-31"},
        {"on": "never"},
        {"category": "\x00"},
        {"buyer": "😀"},
        {"customer": "x" * 10_000},
        {"customer": "\x00"},
        {"serial": "😀\x00"},
        {"repairs_done": "-1"},
        {"repairs_done": "9" * 40},
        {"opened": "perhaps"},
        {"remedy": "everything"},
    ],
)
def test_nothing_that_can_be_typed_breaks_it(client_of, counter, wrong):
    refused = any("\x00" in value for value in wrong.values())  # at the door, for every page
    for headers in ({}, {"HX-Request": "true"}):
        response = client_of(counter).get(URL, {**AGENT, **wrong}, headers=headers)
        assert response.status_code == (400 if refused else 200)


def test_it_saves_nothing(ask):
    ask({**CARD, "remedy": "refund"})
    assert not RemedyDecision.objects.exists()


def test_everyone_who_sees_goods_may_ask(client_of, cast):
    for person in cast.values():
        assert client_of(person).get(URL).status_code == 200
        assert client_of(person).post(URL).status_code == 405
