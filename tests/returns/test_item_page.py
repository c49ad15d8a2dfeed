"""An item's page: everything registered, to each role what it may see."""

from datetime import date
from decimal import Decimal

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(receive_one, make_customer, make_machine):
    customer = make_customer(name="王芳家", contact="王小芳", phone="13800001111", address="泰山路81号")
    make_machine(customer, serial="SN1", model="TCL S3", cost=Decimal("987.65"))
    from returns.services import NewJob

    return receive_one(
        customer,
        serial="SN1",
        fault="花屏",
        accessories="电源线",
        looks="外壳划痕",
        purchased_on=date(2026, 8, 30),
        sale_price=Decimal("1234.56"),
        job=NewJob("hardware", "ordinary", "work"),
    )


def _page(client_of, person, item):
    response = client_of(person).get(f"/returns/items/{item.item_no}/")
    assert response.status_code == 200
    return response.content.decode()


def test_all_facts_paper_job_machine_and_history(client_of, counter, item):
    page = _page(client_of, counter, item)
    wanted = ["SN1", "花屏", "电源线", "外壳划痕", "2026-08-30", "1,234.56", "2026-10-25", "TCL S3"]
    for word in [*wanted, item.paper.paper_no, item.job.job_no, f"Job {item.job.job_no} opened"]:
        assert word in page, word


def test_the_cost_is_for_those_who_may_see_it(client_of, cast, item):
    seen = {role for role, person in cast.items() if "987.65" in _page(client_of, person, item)}
    assert seen == {"service_manager", "company_manager", "finance", "purchasing"}


def test_contact_details_are_for_those_who_look_after_customers(client_of, cast, item):
    for secret in ("13800001111", "王小芳", "泰山路"):
        seen = {role for role, person in cast.items() if secret in _page(client_of, person, item)}
        assert seen == {"counter", "technician", "service_manager", "company_manager"}, secret


@pytest.mark.parametrize("number", ["F404", "x/y"])
def test_no_such_item(client_of, counter, item, number):
    assert client_of(counter).get(f"/returns/items/{number}/").status_code == 404


def test_a_fixed_number_of_queries(client_of, counter, item, django_assert_num_queries):
    client = client_of(counter)
    client.get(f"/returns/items/{item.item_no}/")
    # session, person, two for the rights; item, history, terms; decision, hand-overs, trips, papers, photos;
    # choices, quotes, outside repairs, parts; notices, giving back, losses; numbers, loans; deadlines, complaints
    with django_assert_num_queries(23):
        client.get(f"/returns/items/{item.item_no}/")
