"""A4, D6: what is ready, customer by customer; who is told the same day, and who has not been."""

from datetime import timedelta

import pytest

from returns.services import goods_tell_ready
from returns.way_back_selectors import ready_page, untold_now
from tests.support.goods import made_ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(receive_one, make_customer, now):
    """ready(days_ago, tier=, customer=) -> an item that has been ready since."""

    def make(days=0, tier="other", customer=None, **fields):
        at = now - timedelta(days=days)
        item = receive_one(customer or make_customer(tier), at=at - timedelta(hours=3), **fields)
        return made_ready(item, at - timedelta(hours=2))

    return make


def told(page):
    return {row.item: row.told.value for group in page.groups for row in group.rows}


def tell(item, by, now, way=""):
    goods_tell_ready(item_ids=[item.pk], by=by, now=now, told_whom="张三", told_how="phone", way=way)


def test_a4_told_to_be_told_today_and_too_late(ready, counter, now):
    today, late, known = ready(), ready(1), ready(2)
    tell(known, counter, now)
    assert told(ready_page(now=now)) == {today: "today", late: "late", known: "told"}


def test_a4_ready_again_means_to_be_told_again(ready, counter, now):
    item = ready(2)
    tell(item, counter, now - timedelta(days=1))
    made_ready(item, now)
    assert told(ready_page(now=now)) == {item: "today"}


def test_who_waits_longest_comes_first_and_one_customer_stands_once(ready, now):
    first = ready(3)
    second = ready(2)
    third = ready(1, customer=first.customer)
    groups = ready_page(now=now).groups
    assert [[row.item for row in group.rows] for group in groups] == [[first, third], [second]]


@pytest.mark.parametrize("show", ["", "untold", "told", "agents", "uncollected", "nonsense"])
def test_narrowed_down(ready, counter, now, show):
    plain, known, county, left = ready(), ready(), ready(tier="agent"), ready()
    tell(known, counter, now)
    tell(left, counter, now)
    type(left).objects.filter(pk=left.pk).update(state="uncollected")
    everything = {plain, known, county, left}
    wanted = {
        "untold": {plain, county}, "told": {known, left}, "agents": {county}, "uncollected": {left},
    }  # fmt: skip
    assert set(told(ready_page(now=now, show=show))) == wanted.get(show, everything)


def test_page_by_page(ready, now):
    items = [ready(days) for days in (5, 4, 3)]
    first = ready_page(now=now, size=2)
    second = ready_page(now=now, size=2, after=first.following)
    assert list(told(first)) == items[:2]
    assert list(told(second)) == items[2:]
    assert second.following == ""
    assert list(told(ready_page(now=now, after="nonsense~x"))) == items


def test_the_same_number_of_queries_however_much_there_is(
    ready, client_of, counter, now, at_now, django_assert_num_queries
):
    client = client_of(counter)
    for _round in range(2):
        for number in range(3):
            tell(ready(number), counter, now)
            ready(number, tier="agent")
        # session, person, two for the rights; customers, items, their hand-overs, notices and serial links
        with django_assert_num_queries(9):
            client.get("/returns/ready/")


def test_the_home_page_of_those_who_give_back_says_who_is_to_be_told(ready, client_of, counter, warehouse, now, at_now):
    item = ready(1)
    page = client_of(counter).get("/").content.decode()
    assert "Not told in time" in page
    assert item.item_no in page
    assert "Not told in time" not in client_of(warehouse).get("/").content.decode()
    tell(item, counter, now)
    assert untold_now(now=now).count == 0
    assert "Every customer knows what is ready." in client_of(counter).get("/").content.decode()
