"""Whoever logs a job from a machine's page finds the machine chosen already."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def chosen(client_of, counter):
    """chosen(customer, machine) -> the machine that the form of a new job has chosen."""

    def ask(customer, machine):
        query = {"customer": customer.customer_no, "machine": machine.machine_no}
        return client_of(counter).get(reverse("tickets:new"), query).context["form"]["machine"].value()

    return ask


def test_the_machine_named_is_chosen(chosen, make_customer, make_machine):
    customer = make_customer()
    machine, _other = make_machine(customer), make_machine(customer)
    assert chosen(customer, machine) == machine.pk


def test_a_machine_of_somebody_else_is_not(chosen, make_customer, make_machine):
    assert chosen(make_customer(), make_machine(make_customer())) is None


@pytest.mark.parametrize(
    ("path", "marked"), [("/jobs/new/", "/queue/"), ("/queue/", "/queue/"), ("/returns/intake/", "/returns/intake/")]
)
def test_one_main_link_is_marked_on_every_page(client_of, counter, path, marked):
    links = client_of(counter).get(path).context["main_links"]
    assert [link.url for link, here in links if here] == [marked]
