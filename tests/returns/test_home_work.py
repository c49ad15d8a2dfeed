"""The goods on the home page: what came in today, and what has been in the house longest."""

from datetime import timedelta

import pytest

from returns.selectors import goods_now
from tests.support.goods import given_back

pytestmark = pytest.mark.django_db


def test_oldest_first_and_today(receive_one, make_customer, now, django_assert_num_queries):
    customer = make_customer()
    old = receive_one(customer, at=now - timedelta(days=9))
    gone = receive_one(customer, at=now - timedelta(days=12))
    new = receive_one(customer)
    given_back(gone, now)
    with django_assert_num_queries(3):
        goods = goods_now(now=now)
    assert (goods.oldest, goods.today, goods.in_house, goods.more) == ([old, new], [new], 2, False)


def test_the_home_page_of_those_who_handle_goods_shows_them(
    client_of, warehouse, receive_one, make_customer, now, at_now
):
    item = receive_one(make_customer(), at=now - timedelta(days=9))
    page = client_of(warehouse).get("/").content.decode()
    assert item.item_no in page
    assert "9 days" in page


def test_the_count_has_a_bound(receive_one, make_customer, monkeypatch, now):
    monkeypatch.setattr("returns.selectors.COUNTED", 2)
    customer = make_customer()
    for _n in range(4):
        receive_one(customer)
    assert (goods_now(now=now).in_house, goods_now(now=now).more) == (2, True)
