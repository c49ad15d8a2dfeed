"""Nothing a person can type ends in a broken page, and nothing half saved is left."""

import pytest

from customers.models import Customer, Machine

LONG = "长" * 10_000


@pytest.mark.parametrize(
    "name", ["🙂电脑", "王​芳", "Ω≈ç√", "<script>alert(1)</script>", "'; DROP TABLE x; --", "%s %(x)s"]
)
def test_odd_names_are_kept_as_they_are(name, client_of, counter, customer_form):
    assert client_of(counter).post("/customers/new/", customer_form(name=name)).status_code == 302
    customer = Customer.objects.get()
    assert customer.name == name
    page = client_of(counter).get(f"/customers/{customer.customer_no}/").content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", LONG),
        ("name", "王\x00芳"),
        ("contact", LONG),
        ("phone", "1" * 41),
        ("phone", "138\x00"),
        ("address", LONG),
        ("note", LONG),
        ("tier", ""),
        ("tier", "vip"),
        ("tier", "other\x00"),
        ("agent_kind", "national"),
        ("key", "not-a-key"),
        ("key", ""),
    ],
)
def test_a_bad_customer_gets_a_message_on_the_field(field, value, client_of, counter, customer_form):
    answer = client_of(counter).post("/customers/new/", customer_form(**{field: value}))
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert not Customer.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("purchased_on", "2026-10-16"),  # tomorrow
        ("purchased_on", "2062-10-15"),
        ("purchased_on", "0202-05-01"),
        ("purchased_on", "yesterday"),
        ("purchased_on", "2026-02-30"),
        ("sale_price", "-1"),
        ("sale_price", "1.005"),
        ("sale_price", "99999999999999999999"),
        ("sale_price", "NaN"),
        ("sale_price", "ten"),
        ("cost", "-0.01"),
        ("cost", "Infinity"),
        ("serial", "x" * 61),
        ("serial", "a\x00b"),
        ("model", LONG),
        ("category", "spaceship"),
        ("brand_class", "noname"),
    ],
)
def test_a_bad_machine_gets_a_message_on_the_field(
    field, value, client_of, service_manager, make_customer, machine_form, at_now
):
    customer = make_customer()
    answer = client_of(service_manager).post(
        f"/customers/{customer.customer_no}/machines/new/", machine_form(**{field: value})
    )
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert not Machine.objects.exists()


def test_a_form_without_its_key_says_that_the_page_is_out_of_date(client_of, counter, customer_form):
    page = client_of(counter).post("/customers/new/", customer_form(key="")).content.decode()
    assert "This page is out of date" in page


def test_bought_today_at_no_price_is_fine(client_of, service_manager, make_customer, machine_form, at_now):
    address = f"/customers/{make_customer().customer_no}/machines/new/"
    sent = machine_form(purchased_on="2026-10-15", sale_price="0", cost="0.00", serial="🙂")
    assert client_of(service_manager).post(address, sent).status_code == 302
    assert Machine.objects.get().serial == "🙂"


@pytest.mark.parametrize(
    "address",
    [
        "/customers/K404/",
        "/customers/K404/edit/",
        "/customers/K404/machines/new/",
        "/machines/J404/",
        "/machines/J404/edit/",
        "/customers/%F0%9F%99%82/",
    ],
)
def test_a_wrong_number_in_the_address_is_not_found(address, client_of, counter):
    assert client_of(counter).get(address).status_code == 404
    if address.endswith(("edit/", "new/")):
        assert client_of(counter).post(address, {}).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["q=%00", "after=%00", "tier=%00", "q=%FF%FE", "q=" + "x" * 5000, "tier=vip&after=9", "q=%E5%BC%A0&after=2-0"],
)
def test_odd_query_strings_never_break_a_page(query, client_of, counter, make_customer):
    customer = make_customer()
    for address in ("/customers/", "/customers/lookup/", "/customers/similar/", f"/customers/{customer.customer_no}/"):
        assert client_of(counter).get(f"{address}?{query}").status_code in {200, 400}
    keys = "machines=x&jobs=-1&items=99999999999999999999&earlier=½"
    assert client_of(counter).get(f"/customers/{customer.customer_no}/?{keys}").status_code == 200


def test_a_nul_in_the_address_is_refused_everywhere(client_of, counter):
    for address in ("/customers/?q=%00", "/customers/K%001/", "/machines/%00/", "/search/?q=%00"):
        assert client_of(counter).get(address).status_code == 400
    assert client_of(counter).get("/customers/?q=%2500").status_code == 200
