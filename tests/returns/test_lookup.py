"""A scan fills what the desk knows: customer, machine, sale, earlier repairs, open jobs, goods still here."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.support.goods import given_back

pytestmark = pytest.mark.django_db
URL = "/returns/lookup/"


@pytest.fixture
def machine(make_customer, make_machine):
    return make_machine(
        make_customer(name="王芳", phone="13800000000"),
        serial="SN1",
        category="monitor",
        model="TCL S3",
        brand_class="brand",
        purchased_on=date(2026, 8, 30),
        sale_price=Decimal(1890),
        cost=Decimal(1750),
    )


@pytest.mark.parametrize("typed", ["SN1", "sn1", "ｓｎ１"])
def test_a_known_machine_fills_customer_and_sale(client_of, counter, machine, typed):
    told = client_of(counter).get(URL, {"q": typed}).json()
    assert told["customer"]["no"] == machine.customer.customer_no
    assert told["fill"] == {
        "serial": "SN1",
        "product": "Monitor",
        "spec": "TCL S3",
        "category": "monitor",
        "purchased_on": "2026-08-30",
        "sale_price": "1890.00",
        "brand_class": "brand",
    }


def test_the_machines_number_does_too(client_of, counter, machine):
    assert client_of(counter).get(URL, {"q": machine.machine_no.lower()}).json()["fill"]["serial"] == "SN1"


def test_the_cost_is_told_only_to_those_who_may_see_it(client_of, counter, service_manager, machine):
    assert "cost" not in client_of(counter).get(URL, {"q": "SN1"}).json()["fill"]
    assert client_of(service_manager).get(URL, {"q": "SN1"}).json()["fill"]["cost"] == "1750.00"


def test_an_earlier_item_fills_as_well(client_of, counter, make_customer, receive_one, now):
    customer = make_customer()
    item = receive_one(customer, serial="P1", spec="DDR4 8G", sale_price=Decimal(605))
    given_back(item, now)
    for words in ("P1", item.item_no):
        told = client_of(counter).get(URL, {"q": words}).json()
        assert (told["fill"]["product"], told["fill"]["spec"]) == ("内存", "DDR4 8G")
        assert told["customer"]["no"] == customer.customer_no
        assert item.item_no in told["html"]
        assert not told["here"]


def test_goods_still_here_are_told_while_typing(client_of, counter, make_customer, receive_one):
    item = receive_one(make_customer(), serial="P1")
    told = client_of(counter).get(URL, {"q": "p1"}).json()
    assert told["here"]
    assert item.item_no in told["html"]
    assert "2026-10-15 10:00" in told["html"]


def test_open_jobs_and_earlier_repairs_are_shown(client_of, counter, machine, make_job, now):
    week = timedelta(days=7)
    open_job = make_job(machine.customer, machine=machine, fault="花屏", opened_at=now - week)
    closed = make_job(machine.customer, machine=machine, opened_at=now - 3 * week, closed_at=now - 2 * week)
    html = client_of(counter).get(URL, {"q": "SN1"}).json()["html"]
    assert html.index(open_job.job_no) < html.index(closed.job_no)


def test_a_machine_of_another_customer_is_a_warning_not_a_wall(client_of, counter, machine, make_customer, intake_post):
    other = make_customer(name="赵六")
    client = client_of(counter)
    html = client.get(URL, {"q": "SN1", "customer": other.customer_no}).json()["html"]
    assert "not for this customer" in html
    assert "王芳" in html
    filled = client.get(URL, {"q": "SN1", "customer": other.customer_no}).json()["fill"]
    assert set(filled) == {"serial", "product", "spec", "category", "brand_class"}  # not what the other one paid
    assert (
        client.post("/returns/intake/", intake_post({"serial": "SN1"}, customer=other.customer_no)).status_code == 302
    )


def test_of_two_machines_with_one_serial_number_the_chosen_customers_counts(
    client_of, counter, machine, make_customer, make_machine
):
    other = make_customer(name="赵六")
    make_machine(other, serial="SN1", category="laptop")
    for customer, category in ((machine.customer, "monitor"), (other, "laptop")):
        told = client_of(counter).get(URL, {"q": "SN1", "customer": customer.customer_no}).json()
        assert told["fill"]["category"] == category


@pytest.mark.parametrize("words", ["", " ", "🙂", "%", "x" * 5000, "--"])
def test_nothing_known_fills_nothing(client_of, counter, machine, words):
    told = client_of(counter).get(URL, {"q": words}).json()
    assert (told["found"], told["customer"], told["here"]) == (False, None, False)


def test_a_hit_costs_a_fixed_number_of_queries(
    client_of, counter, machine, receive_one, make_job, django_assert_max_num_queries
):
    for _n in range(4):
        receive_one(machine.customer, serial="SN1", again=True)
        make_job(machine.customer, machine=machine)
    client = client_of(counter)
    with django_assert_max_num_queries(8):  # session, person, two for the rights; machine, items, jobs, chain
        client.get(URL, {"q": "SN1"})


def test_the_link_of_a_machines_page_opens_a_filled_intake(client_of, counter, machine):
    for query in ({"serial": "SN1"}, {"machine": machine.machine_no, "customer": machine.customer.customer_no}):
        form = client_of(counter).get("/returns/intake/", query).context["form"]
        assert form.initial["customer"] == machine.customer
        assert form.items.forms[0]["spec"].value() == "TCL S3"
