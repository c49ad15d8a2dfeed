"""What people see of a repair: the bench, unanswered quotes, the prints, the customer's page, the job, the search."""

from datetime import timedelta

import pytest
from django.test import Client

from returns.repair_selectors import bench_of, open_quotes
from returns.services import item_give_to_technician, item_send_outside, quote_make
from tests.returns.repairs.conftest import LINES

pytestmark = pytest.mark.django_db


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_bench_is_what_a_technician_holds_and_has_to_see_to(
    to_repair, do, answer, settled, technician, other_technician, now, django_assert_num_queries
):
    young = do(item_give_to_technician, to_repair(), technician, to=technician)
    old = answer(do(quote_make, to_repair(at=now - timedelta(days=3)), technician, lines=LINES))
    do(item_give_to_technician, to_repair(), technician, to=other_technician)
    settled()  # ready: no longer his work
    with django_assert_num_queries(1):
        bench = bench_of(technician)
    assert [(item, item.quote_state) for item in bench.rows] == [(old, "accepted"), (young, None)]


def test_the_home_pages_show_it(quoted, do, to_repair, client_of, technician, counter, finance, at_now):
    item = do(item_give_to_technician, to_repair(), technician, to=technician)
    quote_no = quoted().quotes.get().quote_no
    home = text_of(client_of(technician), "/")
    assert "Goods on my bench" in home
    assert item.item_no in home
    assert quote_no in text_of(client_of(counter), "/")
    assert quote_no not in text_of(client_of(finance), "/")


def test_unanswered_quotes_are_bounded(quoted, django_assert_num_queries):
    for _each in range(3):
        quoted()
    with django_assert_num_queries(2):
        shown = open_quotes(limit=2)
    assert (len(shown.rows), shown.more) == (2, True)


@pytest.mark.parametrize("paper", ["", "?paper=a4", "?paper=80mm", "?paper=nonsense"])
def test_the_prints_hold_what_the_customer_signs(settled, client_of, counter, paper):
    item = settled()
    quote = item.quotes.get()
    quote_print = text_of(client_of(counter), f"/quotes/{quote.quote_no}/{paper}")
    for word in (quote.quote_no, item.item_no, "清灰", "91.00", "171.00", "李小雷", "<svg"):
        assert word in quote_print, word
    settlement = text_of(client_of(counter), f"/quotes/{quote.quote_no}/settlement/{paper}")
    for word in (quote.quote_no, "清灰", "171.00", "180 days", "2027-04-13"):
        assert word in settlement, word


def test_contact_details_are_for_those_who_look_after_customers(quoted, make_customer, client_of, cast):
    item = quoted(customer=make_customer(phone="13800001111"))
    address = f"/quotes/{item.quotes.get().quote_no}/"
    seen = {role for role, person in cast.items() if "13800001111" in text_of(client_of(person), address)}
    assert seen == {"counter", "technician", "service_manager", "company_manager"}


def test_no_settlement_list_before_it_is_settled(quoted, client_of, counter):
    quote_no = quoted().quotes.get().quote_no
    assert client_of(counter).get(f"/quotes/{quote_no}/settlement/").status_code == 404


@pytest.mark.parametrize("outside", [False, True])
def test_the_customer_s_page_asks_for_the_answer_and_tells_no_price(to_repair, do, counter, outside):
    item = to_repair()
    if outside:
        do(item_send_outside, item, counter, repairer="宏图维修")
    do(quote_make, item, counter, lines=LINES)
    page = text_of(Client(headers={"accept-language": "en"}), f"/v/{item.paper.token}/")
    assert "Waiting for your answer to our quote" in page
    for secret in ("171", "80.00", "清灰", "宏图维修"):
        assert secret not in page


def test_a_quote_s_number_finds_its_goods(quoted, client_of, counter):
    item = quoted()
    assert item.item_no in text_of(client_of(counter), f"/search/?q={item.quotes.get().quote_no.lower()}")


def test_the_job_shows_the_state_of_its_goods(quoted, make_job, client_of, counter):
    item = quoted()
    item.job = make_job(item.customer)
    item.save(update_fields=["job"])
    assert "Quote with the customer" in text_of(client_of(counter), f"/jobs/{item.job.job_no}/")


def test_an_item_s_page_costs_the_same_however_much_happened(
    settled, to_repair, client_of, counter, do, django_assert_num_queries
):
    item = settled()
    client = client_of(counter)
    client.get(f"/returns/items/{item.item_no}/")
    # as without repairs (tests/returns/test_item_page.py), the quotes' lines, one's roles and the technicians offered
    with django_assert_num_queries(25):
        client.get(f"/returns/items/{item.item_no}/")
