"""A double click makes one record, and leads to it."""

from customers.models import Customer, Machine
from records.models import Entry


def test_a_customer_sent_twice_is_one(client_of, counter, customer_form):
    desk, sent = client_of(counter), customer_form()
    first, second = desk.post("/customers/new/", sent), desk.post("/customers/new/", sent)
    customer = Customer.objects.get()
    assert first.url == second.url == f"/customers/{customer.customer_no}/"
    assert Entry.objects.of("customer", customer.pk).count() == 1


def test_a_machine_sent_twice_is_one(client_of, counter, make_customer, machine_form):
    address = f"/customers/{make_customer().customer_no}/machines/new/"
    desk, sent = client_of(counter), machine_form(serial="A1")
    assert desk.post(address, sent).url == desk.post(address, sent).url
    assert Machine.objects.count() == 1


def test_a_refused_form_can_be_sent_again_under_its_key(client_of, counter, customer_form):
    desk, sent = client_of(counter), customer_form(tier="agent")
    assert desk.post("/customers/new/", sent).status_code == 200
    assert desk.post("/customers/new/", {**sent, "agent_kind": "local"}).status_code == 302
    assert Customer.objects.get().agent_kind == "local"


def test_numbers_go_up_and_differ(client_of, counter, customer_form, at_now):
    desk = client_of(counter)
    for _i in range(3):
        desk.post("/customers/new/", customer_form())
    numbers = list(Customer.objects.order_by("pk").values_list("customer_no", flat=True))
    assert numbers == sorted(set(numbers))
    assert all(number.startswith("K2610") for number in numbers)
