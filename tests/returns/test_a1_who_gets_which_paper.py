"""A1: everyone is handed a repair voucher, except county/city agents, whose goods are put on a list."""

import pytest

from records.policies import is_well_formed

pytestmark = pytest.mark.django_db

CUSTOMERS = [
    ({"tier": "agent", "agent_kind": "county"}, "list", "QD2610"),
    ({"tier": "agent", "agent_kind": "local"}, "voucher", "PZ2610"),
    ({"tier": "industry"}, "voucher", "PZ2610"),
    ({"tier": "network"}, "voucher", "PZ2610"),
    ({"tier": "quasi_industry"}, "voucher", "PZ2610"),
    ({"tier": "other"}, "voucher", "PZ2610"),
]


@pytest.mark.parametrize(("who", "kind", "begins"), CUSTOMERS)
def test_the_paper_follows_the_customer(receive, make_customer, who, kind, begins):
    paper = receive(make_customer(**who))
    assert paper.kind == kind
    assert paper.paper_no.startswith(begins)
    assert is_well_formed(paper.paper_no)


@pytest.mark.parametrize(("who", "kind", "begins"), CUSTOMERS)
def test_the_print_page_has_three_copies_or_one_list(
    receive, make_customer, client_of, counter, who, kind, begins, new_item
):
    paper = receive(make_customer(**who), new_item(), new_item(product="键盘"))
    page = client_of(counter).get(f"/vouchers/{paper.paper_no}/").content.decode()
    assert page.count('<section class="sheet voucher"') == (3 if kind == "voucher" else 1)
    for word in ("1 Stub", "2 Customer", "3 Stock and accounts"):
        assert (word in page) == (kind == "voucher")
    assert page.count("Responsible person of the customer") == (kind == "voucher")
    assert ("Repair voucher" in page, "List of returned goods" in page) == (kind == "voucher", kind == "list")


def test_all_goods_of_one_call_are_on_one_paper(receive, make_customer, new_item):
    paper = receive(make_customer(tier="agent"), *[new_item(serial=f"A{n}") for n in range(12)])
    numbers = set(paper.items.values_list("item_no", flat=True))
    assert len(numbers) == 12


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"tier": "agent", "agent_kind": "county"}, "list"),
        ({"tier": "agent", "agent_kind": "local"}, "voucher"),
        ({"tier": "other"}, "voucher"),
    ],
)
def test_the_screen_says_it_as_soon_as_the_customer_is_known(client_of, counter, make_customer, fields, kind):
    customer = make_customer(**fields)
    page = client_of(counter).get("/returns/intake/", {"customer": customer.customer_no})
    assert page.context["form"].paper_kind == kind
    shown = {"list": "list, no voucher (county/city agent)", "voucher": "repair voucher in three copies"}
    assert shown[kind] in page.content.decode()
