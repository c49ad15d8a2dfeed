"""Duplicates: goods with a serial number that is already in the house are not logged twice unawares."""

import pytest

from returns.models import ReturnedItem
from tests.support.goods import given_back

pytestmark = pytest.mark.django_db
URL = "/returns/intake/"


@pytest.mark.parametrize("typed", ["SN1", "sn1", " ＳＮ１ "])
def test_the_clerk_is_told_which_item_it_is(
    client_of, counter, make_customer, receive_one, intake_post, messages_at, typed
):
    customer = make_customer()
    here = receive_one(customer, serial="SN1")
    client = client_of(counter)
    response = client.post(URL, intake_post({"serial": typed}, customer=customer.customer_no))
    assert here.item_no in messages_at(response, "items-0-serial")[0]
    assert response.context["form"].items.forms[0].asks_again
    assert ReturnedItem.objects.count() == 1


def test_and_may_insist(client_of, counter, make_customer, receive_one, intake_post):
    customer = make_customer()
    receive_one(customer, serial="SN1")
    client_of(counter).post(URL, intake_post({"serial": "SN1", "again": "on"}, customer=customer.customer_no))
    assert ReturnedItem.objects.filter(serial="SN1").count() == 2


def test_goods_given_back_may_come_again(client_of, counter, make_customer, receive_one, intake_post, now):
    customer = make_customer()
    item = receive_one(customer, serial="SN1")
    given_back(item, now)
    response = client_of(counter).post(URL, intake_post({"serial": "SN1"}, customer=customer.customer_no))
    assert response.status_code == 302


def test_one_serial_number_is_one_item_of_a_paper(client_of, counter, make_customer, intake_post, messages_at):
    blocks = [{"serial": "SN1"}, {"serial": "SN2"}, {"serial": "sn 1"}]
    response = client_of(counter).post(URL, intake_post(*blocks, customer=make_customer().customer_no))
    assert messages_at(response, "items-2-serial")
    assert not messages_at(response, "items-0-serial")
    assert not ReturnedItem.objects.exists()


def test_goods_without_serial_numbers_are_no_duplicates(client_of, counter, make_customer, intake_post):
    client_of(counter).post(URL, intake_post({}, {}, customer=make_customer().customer_no))
    assert ReturnedItem.objects.count() == 2


def test_the_message_finds_its_block_behind_one_taken_away(
    client_of, counter, make_customer, receive_one, intake_post, messages_at
):
    customer = make_customer()
    receive_one(customer, serial="SN1")
    data = intake_post({"DELETE": "on"}, {}, {"serial": "SN1"}, customer=customer.customer_no)
    response = client_of(counter).post(URL, data)
    assert messages_at(response, "items-2-serial")
