"""A customer whom the desk does not know yet is added on the intake screen, by those who may."""

import pytest

from customers.models import Customer
from returns.models import Paper, ReturnedItem

pytestmark = pytest.mark.django_db
URL = "/returns/intake/"
NEW = {"new_name": "王芳", "new_tier": "other", "new_phone": "13800000000", "new_contact": "王芳"}


def test_customer_and_goods_are_saved_together(client_of, counter, intake_post):
    assert client_of(counter).post(URL, intake_post(**NEW)).status_code == 302
    customer = Customer.objects.get()
    assert (customer.name, customer.tier, customer.phone) == ("王芳", "other", "13800000000")
    assert Paper.objects.get().customer == customer


def test_a_new_county_agent_gets_a_list(client_of, counter, intake_post):
    client_of(counter).post(URL, intake_post(**{**NEW, "new_tier": "agent", "new_agent_kind": "county"}))
    assert Paper.objects.get().kind == "list"


def test_goods_refused_leave_no_customer_behind(client_of, counter, intake_post, make_customer, receive_one):
    receive_one(make_customer(), serial="SN1")
    response = client_of(counter).post(URL, intake_post({"serial": "SN1"}, **NEW))
    assert response.status_code == 200
    assert response.context["form"]["new_name"].value() == "王芳"
    assert Customer.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"new_name": ""}, "new_name"),
        ({"new_tier": ""}, "new_tier"),
        ({"new_tier": "king"}, "new_tier"),
        ({"new_tier": "agent"}, "new_agent_kind"),
        ({"new_name": "王🙂"}, "new_name"),
        ({"new_name": "王\x00"}, "new_name"),
        ({"new_phone": "1" * 10_000}, "new_phone"),
    ],
)
def test_a_message_stands_at_the_field(client_of, counter, intake_post, messages_at, fields, name):
    response = client_of(counter).post(URL, intake_post(**{**NEW, **fields}))
    assert messages_at(response, name)
    assert not Customer.objects.exists()


def test_chosen_and_new_at_once_is_a_question(client_of, counter, intake_post, messages_at, make_customer):
    customer = make_customer()
    response = client_of(counter).post(URL, intake_post(customer=customer.customer_no, **NEW))
    assert messages_at(response, "new_name")
    assert (Customer.objects.count(), ReturnedItem.objects.count()) == (1, 0)


def test_a_technician_who_may_not_edit_customers_gets_no_such_fields(client_of, technician, intake_post, messages_at):
    client = client_of(technician)
    assert "new_name" not in client.get(URL).context["form"].fields
    assert messages_at(client.post(URL, intake_post(**NEW)), "customer")
    assert not Customer.objects.exists()
