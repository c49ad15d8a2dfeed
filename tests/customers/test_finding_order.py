"""Best match first, in pages by key, with counts up to a bound."""

import pytest

from customers import selectors
from customers.models import Customer
from customers.policies import customer_text
from customers.selectors import customer_page, find_customers


def test_whole_before_beginning_before_inside(make_customer):
    inside = make_customer(name="小红", phone="0138")
    begins = make_customer(name="小明", phone="1389")
    whole = make_customer(name="小刚", phone="138")
    assert find_customers("138") == [whole, begins, inside]


def test_among_equals_the_newest_first(make_customer):
    older, newer = make_customer(name="王芳"), make_customer(name="王芳")
    assert find_customers("王芳") == [newer, older]


@pytest.fixture
def many(db):
    rows = []
    for number in range(125):
        text = {"customer_no": f"K{number:04d}", "name": ("王" if number % 3 else "小王") + str(number)}
        rows.append(Customer(**text, tier="other" if number % 2 else "industry", search_text=customer_text(**text)))
    return Customer.objects.bulk_create(rows)


@pytest.mark.parametrize("words", ["", "王", "k00"])
def test_every_row_is_on_exactly_one_page(many, words):
    seen, after = [], ""
    while True:
        page = customer_page(words, after=after)
        seen += page.rows
        if not page.after:
            break
        after = page.after
    assert len(seen) == len(set(seen)) == Customer.objects.matching(words).count()
    assert seen == list(Customer.objects.matching(words).best_first(words))


def test_a_tier_can_be_chosen(many):
    page = customer_page("王", "industry")
    assert {customer.tier for customer in page.rows} == {"industry"}
    assert page.count == 63


@pytest.mark.parametrize("after", ["x", "2-", "-5", "9-9", "2-99999999999999999999", "2-½", "2-5-5"])
def test_a_key_that_is_none_starts_from_the_top(many, after):
    assert customer_page("王", after=after).rows == customer_page("王").rows


def test_counting_stops_at_a_bound(many, monkeypatch):
    assert (customer_page().count, customer_page().is_more) == (125, False)
    monkeypatch.setattr(selectors, "COUNTED", 100)
    assert (customer_page().count, customer_page().is_more) == (100, True)


def test_the_page_says_so(many, monkeypatch, client_of, counter):
    monkeypatch.setattr(selectors, "COUNTED", 100)
    assert "More than 100 customers" in client_of(counter).get("/customers/").content.decode()


def test_while_typing_only_the_results_are_sent(many, client_of, counter):
    desk = client_of(counter)
    part = desk.get("/customers/?q=王1", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "王1" in part.content.decode()
    assert "HX-Request" in part["Vary"]
    whole = desk.get("/customers/?q=王1", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in whole.content.decode()


@pytest.mark.parametrize(("words", "field"), [("李雷", "name"), ("138 0013 8000", "phone"), ("+86-138001", "phone")])
def test_who_is_not_found_can_be_created_from_what_was_typed(db, client_of, counter, words, field):
    desk = client_of(counter)
    page = desk.get("/customers/", {"q": words}).content.decode()
    address = page.split("/customers/new/?")[1].split('"')[0]
    assert desk.get(f"/customers/new/?{address}").context["form"].initial[field] == words


def test_a_serial_number_leads_to_its_machine_from_the_same_field(many, make_machine, client_of, counter):
    machine = make_machine(many[0], serial="PF3XK9Z1")
    page = client_of(counter).get("/customers/?q=pf3xk").content.decode()
    assert f"/machines/{machine.machine_no}/" in page
    assert f"/customers/{many[0].customer_no}/" in page
