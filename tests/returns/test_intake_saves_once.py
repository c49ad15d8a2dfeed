"""The intake from the browser's form to the print page; a double click makes one record."""

import pytest

from returns.models import Paper, ReturnedItem

pytestmark = pytest.mark.django_db
URL = "/returns/intake/"


def test_saving_leads_to_the_print_page_that_opens_the_dialog(client_of, counter, make_customer, intake_post):
    customer = make_customer()
    response = client_of(counter).post(URL, intake_post(customer=customer.customer_no))
    paper = Paper.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/vouchers/{paper.paper_no}/?now")
    assert (paper.customer, paper.issued_by) == (customer, counter)


def test_the_print_page_leads_to_the_next(client_of, counter, make_customer, intake_post):
    client = client_of(counter)
    page = client.post(URL, intake_post(customer=make_customer().customer_no), follow=True).content.decode()
    assert "Log the next" in page
    assert 'href="/returns/intake/"' in page
    assert "desk/print.js" in page


def test_the_same_page_sent_twice_makes_one_record(client_of, counter, make_customer, intake_post):
    client, data = client_of(counter), intake_post(customer=make_customer().customer_no)
    first, second = client.post(URL, data), client.post(URL, data)
    assert first["Location"] == second["Location"]
    assert (Paper.objects.count(), ReturnedItem.objects.count()) == (1, 1)


def test_a_fresh_page_is_a_fresh_record(client_of, counter, make_customer, intake_post):
    client, number = client_of(counter), make_customer().customer_no
    client.post(URL, intake_post(customer=number))
    client.post(URL, intake_post(customer=number))
    assert Paper.objects.count() == 2


def test_several_items_come_onto_one_paper(client_of, counter, make_customer, intake_post):
    blocks = [{"serial": f"S{n}", "product": f"键盘{n}", "category": "keyboard"} for n in range(5)]
    client_of(counter).post(URL, intake_post(*blocks, customer=make_customer(tier="agent").customer_no))
    assert Paper.objects.get().items.count() == 5


def test_a_block_taken_away_is_not_saved(client_of, counter, make_customer, intake_post):
    data = intake_post({}, {"product": "", "fault": "", "DELETE": "on"}, customer=make_customer().customer_no)
    client_of(counter).post(URL, data)
    assert ReturnedItem.objects.count() == 1


def test_without_scripts_buttons_add_and_take_away_blocks(client_of, counter, make_customer, intake_post):
    client, data = client_of(counter), intake_post({"product": "鼠标"}, customer="K999")
    more = client.post(URL, data | {"add": "1"}).context["form"]
    assert [form["product"].value() for form in more.items.forms] == ["鼠标", None]
    assert str(more["key"].value()) == data["key"]
    fewer = client.post(URL, intake_post({"product": "一"}, {"product": "二"}) | {"remove": "0"}).context["form"]
    assert [form["product"].value() for form in fewer.items.forms] == ["二"]
    assert not ReturnedItem.objects.exists()


def test_the_prices_are_kept_and_the_cost_only_from_those_who_see_it(
    client_of, counter, service_manager, make_customer, intake_post
):
    number = make_customer().customer_no
    for person in (counter, service_manager):
        block = {"sale_price": "605", "price_today": "599.50", "cost": "550"}
        client_of(person).post(URL, intake_post(block, customer=number))
    told = list(ReturnedItem.objects.order_by("pk").values_list("sale_price", "price_today", "cost"))
    assert [[str(amount) for amount in row] for row in told] == [
        ["605.00", "599.50", "None"],
        ["605.00", "599.50", "550.00"],
    ]
