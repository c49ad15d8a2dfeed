"""The customer's page behind the code: how far the goods are, to whoever holds the slip, and nothing private."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from returns.models import Paper, ReturnedItem
from tests.support.goods import given_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(receive, new_item, make_customer):
    customer = make_customer(name="王芳家", contact="王小芳", phone="13800001111", address="泰山路81号", note="爱砍价")
    item = new_item(
        product="显示器",
        category="monitor",
        serial="SN8779941999",
        fault="孩子摔的",
        looks="外壳划痕",
        sale_price=Decimal("1234.56"),
        price_today=Decimal("1111.11"),
        cost=Decimal("987.65"),
    )
    return receive(customer, item)


@pytest.fixture
def page(paper):
    return Client(headers={"accept-language": "en"}).get(f"/v/{paper.token}/")


def test_it_says_what_the_customer_wants_to_know(page, paper):
    text = page.content.decode()
    for word in (paper.paper_no, "显示器", "…1999", "Received", "2026-10-15", "2026-10-25"):
        assert word in text


PRIVATE = ["王芳家", "王小芳", "13800001111", "泰山路", "爱砍价", "1234", "1111.11", "987", "SN8779941999", "877994"]


@pytest.mark.parametrize("secret", [*PRIVATE, "孩子摔的", "外壳划痕", "前台小陈", "C1"])
def test_it_reveals_nothing_private(page, paper, secret):
    # Random keys may hold any two letters by chance: the form's key of 64 characters, and the link itself.
    text = re.sub(r"[A-Za-z0-9]{64}", "", page.content.decode()).replace(paper.token, "")
    assert secret not in text


def test_it_is_neither_kept_nor_indexed(page):
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"


def test_it_follows_the_goods(paper, technician, make_job, now):
    def state():
        return Client(headers={"accept-language": "en"}).get(f"/v/{paper.token}/").content.decode()

    item = paper.items.get()
    ReturnedItem.objects.filter(pk=item.pk).update(job=make_job(paper.customer))
    assert "Being looked at" not in state()
    ReturnedItem.objects.filter(pk=item.pk).update(job=make_job(paper.customer, technician=technician))
    assert "Being looked at" in state()
    given_back(item, now)
    assert "Given back" in state()


@pytest.mark.parametrize("token", ["x", "A" * 22, "..", "🙂"])
def test_a_link_that_nobody_was_given_leads_nowhere(paper, token):
    assert Client().get(f"/v/{token}/").status_code == 404


def test_the_number_of_the_paper_is_no_key(paper):
    assert Client().get(f"/v/{paper.paper_no}/").status_code == 404
    assert Client().get(f"/vouchers/{paper.paper_no}/").status_code == 302  # to sign in


def test_staff_find_the_paper_from_here(client_of, counter, paper):
    assert f"/vouchers/{paper.paper_no}/" in client_of(counter).get(f"/v/{paper.token}/").content.decode()
    assert f"/vouchers/{paper.paper_no}/" not in Client().get(f"/v/{paper.token}/").content.decode()


def test_every_paper_has_its_own_link(receive, make_customer):
    customer = make_customer()
    for _n in range(5):
        receive(customer)
    assert Paper.objects.values("token").distinct().count() == 5
