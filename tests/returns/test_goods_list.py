"""The list of goods: in the house first, narrowed down, found by number, a page at a time by key."""

from datetime import timedelta

import pytest

from returns.models import ReturnedItem
from tests.support.goods import given_back

pytestmark = pytest.mark.django_db
URL = "/returns/"


def _numbers(response):
    return [item.item_no for item in response.context["page"].items]


@pytest.fixture
def goods(receive_one, make_customer, now):
    """Three items of two customers, received on three days; the first is given back."""
    one, two = make_customer(name="甲"), make_customer(name="乙")
    days = [now - timedelta(days=n) for n in (3, 2, 1)]
    made = [
        receive_one(who, serial=f"AB{n}XY", at=day)
        for n, (who, day) in enumerate(zip([one, two, one], days, strict=True))
    ]
    given_back(made[0], now)
    return made


def test_what_is_in_the_house_newest_first(client_of, warehouse, goods):
    assert _numbers(client_of(warehouse).get(URL)) == [goods[2].item_no, goods[1].item_no]


def test_all_of_it_on_request(client_of, warehouse, goods):
    assert len(_numbers(client_of(warehouse).get(URL, {"state": "all"}))) == 3


def test_by_state_and_by_what_is_out(client_of, warehouse, goods):
    ReturnedItem.objects.filter(pk=goods[1].pk).update(state="at_supplier", out=1)
    client = client_of(warehouse)
    assert _numbers(client.get(URL, {"state": "at_supplier"})) == [goods[1].item_no]
    assert _numbers(client.get(URL, {"state": "out"})) == [goods[1].item_no]
    assert _numbers(client.get(URL, {"state": "given_back"})) == [goods[0].item_no]
    assert _numbers(client.get(URL, {"state": "nonsense"})) == [goods[2].item_no, goods[1].item_no]


def test_by_customer_and_by_holder(client_of, warehouse, goods, technician):
    ReturnedItem.objects.filter(pk=goods[1].pk).update(holder=technician)
    client = client_of(warehouse)
    assert _numbers(client.get(URL, {"customer": goods[2].customer.customer_no})) == [goods[2].item_no]
    assert _numbers(client.get(URL, {"holder": technician.staff_no})) == [goods[1].item_no]


def test_by_number_of_item_or_paper_or_part_of_the_serial(client_of, counter, goods):
    client = client_of(counter)
    for words in (goods[0].item_no, goods[0].item_no.lower(), goods[0].paper.paper_no, "b0x", "AB0XY"):
        assert _numbers(client.get(URL, {"q": words})) == [goods[0].item_no], words
    assert goods[0].paper in client.get(URL, {"q": goods[0].paper.paper_no.lower()}).context["papers"]


def test_two_characters_are_no_search(client_of, counter, goods):
    assert _numbers(client_of(counter).get(URL, {"q": "AB"})) == []


@pytest.mark.parametrize("kind", ["item_no", "paper_no"])
def test_a_slip_in_a_number_is_pointed_out(client_of, counter, goods, kind):
    number = goods[0].item_no if kind == "item_no" else goods[0].paper.paper_no
    client = client_of(counter)
    wrong = number[:-2] + ("1" if number[-2] != "1" else "2") + number[-1]
    assert client.get(URL, {"q": wrong}).context["mistyped"]
    assert not client.get(URL, {"q": number}).context["mistyped"]
    assert not client.get(URL, {"q": "F00001"}).context["mistyped"]  # of the older books, without a check character


def test_pages_follow_each_other_without_gap_or_repeat(db, make_customer, receive, new_item):
    from returns.selectors import goods_page

    paper = receive(make_customer(), *[new_item() for _n in range(7)])  # all at one instant
    seen, after = [], ""
    for _page in range(4):
        page = goods_page(after=after, size=2)
        seen += [item.item_no for item in page.items]
        after = page.following
    assert seen == sorted(paper.items.values_list("item_no", flat=True), reverse=True)
    assert after == ""


@pytest.mark.parametrize(
    "query",
    [
        {"after": "nonsense"},
        {"after": "2026-01-01~x"},
        {"after": "2026-01-01T00:00:00+00:00~\x00"},
        {"after": "9999-99-99T00:00:00Z~F1"},
        {"q": "\x00"},
        {"q": "🙂" * 3},
        {"q": "x" * 9999},
        {"q": "%_%"},
        {"state": "lost"},
        {"holder": "nobody"},
        {"holder": "\x00"},
        {"customer": "nobody at all"},
        {"customer": "\x00"},
    ],
)
def test_no_query_breaks_the_page(client_of, counter, goods, query):
    nul = any("\x00" in value for value in query.values())
    assert client_of(counter).get(URL, query).status_code == (400 if nul else 200)


def test_the_number_of_queries_does_not_grow(
    client_of, counter, make_customer, receive, new_item, django_assert_num_queries
):
    client = client_of(counter)
    receive(make_customer())
    client.get(URL)
    with django_assert_num_queries(6) as few:
        client.get(URL)
    for n in range(30):
        receive(make_customer(name=f"客户{n}"), new_item())
    with django_assert_num_queries(len(few)):
        client.get(URL)
