"""A3: the station's voucher to the company: three copies for the house, linked to the customer's paper, never his."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from returns.services import paper_void

pytestmark = pytest.mark.django_db

WORDS = {
    "en": ["Internal voucher", "1 Stub", "2 Warehouse", "3 Finance", "Warranty (W9)", "keeps its old dates", "Basis"],
    "zh-hans": ["内部凭证", "存根联", "库房联", "财务联", "服务站", "库管", "财务"],
}


@pytest.fixture
def swap(handed_over):
    return handed_over("swap", "faulty")


@pytest.fixture
def paper(swap):
    return swap.internal_papers.get()


def page_of(client_of, who, paper, language="en", query="") -> str:
    answer = client_of(who, language).get(f"/vouchers/{paper.paper_no}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_three_copies_with_everything_that_the_house_needs(client_of, warehouse, swap, paper, language):
    page = page_of(client_of, warehouse, paper, language)
    for value in (paper.paper_no, swap.item_no, swap.paper.paper_no, "主板", "SN1", "不亮", "W3", "孙先生"):
        assert page.count(value) >= 3, value
    assert page.count("<svg") == 3
    for word in WORDS[language]:
        assert word in page, word


def test_a_chinese_paper_has_no_english_word(client_of, warehouse, paper):
    page = page_of(client_of, warehouse, paper, "zh-hans")
    body = re.sub(r"<svg.*?</svg>|<form.*?</form>|<[^>]+>", " ", page.split("<body")[1], flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{3,}", body.split(">", 1)[1])) == set()


def test_the_money_of_a_refund_and_why_a_refusal_was_overruled(client_of, finance, handed_over, service_manager):
    from returns.models import Paper

    item = handed_over("refund", "faulty", by=service_manager, overrule="老客户照顾")
    page = page_of(client_of, finance, Paper.objects.get(item=item))
    assert page.count("450.00") >= 3


def test_an_overruled_refusal_is_printed_with_its_reason(
    client_of, finance, choose, receive_one, make_customer, service_manager
):
    from tests.returns.conftest import BOARD

    item = receive_one(make_customer("industry"), **{**BOARD, "condition": "faulty", "fault": "不亮"})
    choose(item, "refund", by=service_manager, overrule="老客户照顾")
    page = page_of(client_of, finance, item.internal_papers.get())
    assert page.count("老客户照顾") == 3
    assert page.count(service_manager.name) >= 3


def test_the_code_leads_staff_to_the_item_and_never_to_a_public_page(client_of, warehouse, swap, paper, monkeypatch):
    coded = []
    monkeypatch.setattr("returns.paper_views.qr_svg", lambda text: coded.append(text) or "")
    page = page_of(client_of, warehouse, paper)
    assert coded == [f"http://testserver/returns/items/{swap.item_no}/?voucher={paper.paper_no}"]
    assert paper.token not in page
    assert Client().get(f"/v/{paper.token}/").status_code == 404
    assert Client().get(coded[0]).status_code == 302  # to sign in


def test_the_customers_own_page_knows_nothing_of_it(swap, paper):
    page = Client().get(f"/v/{swap.paper.token}/").content.decode()
    assert paper.paper_no not in page
    assert swap.paper.paper_no in page


def test_the_two_papers_lead_to_each_other(client_of, counter, swap, paper):
    assert f"/vouchers/{swap.paper.paper_no}/" in page_of(client_of, counter, paper)
    assert f"/vouchers/{paper.paper_no}/" in page_of(client_of, counter, swap.paper)
    assert paper.origin == swap.paper


def test_the_customers_copies_are_printed_without_it(client_of, counter, swap, paper):
    body = page_of(client_of, counter, swap.paper).split("<main>")[1]
    assert paper.paper_no not in body


def test_what_is_signed_by_then_is_printed(client_of, counter, swap, paper, sign):
    sign(swap, "release_new", voucher_no=paper.paper_no, serial="NEW9")
    page = page_of(client_of, counter, paper)
    assert page.count("NEW9") == page.count("库管老王") == 3


def test_on_a4_if_wanted(client_of, counter, swap, paper):
    for each in (paper, swap.paper):
        assert "a4.css" in page_of(client_of, counter, each, query="?paper=a4")
        assert "a4.css" not in page_of(client_of, counter, each)


def test_it_is_printed_as_it_was_when_it_was_made_out(client_of, counter, swap, paper, company_manager, now):
    new = paper_void(paper_id=paper.pk, by=company_manager, now=now, reason="打印错位")
    for each in (paper, new):
        assert "主板" in page_of(client_of, counter, each)


def test_a_fixed_number_of_queries(client_of, counter, paper, django_assert_num_queries):
    client = client_of(counter)
    client.get(f"/vouchers/{paper.paper_no}/")
    # session, person, two for the rights; paper, item and its trips, choice, terms, hand-overs
    with django_assert_num_queries(10):
        client.get(f"/vouchers/{paper.paper_no}/")


@pytest.mark.parametrize(
    ("remedy", "wish", "what"),
    [
        ("refund", {}, "Book the refund and pay it out"),
        ("exchange", {}, "Book the price difference"),
        ("swap", {"in_stock": False}, "Order the new item"),
    ],
)
def test_it_lists_what_finance_and_purchasing_do_too(client_of, counter, handed_over, sign, remedy, wish, what):
    item = handed_over(remedy, "faulty", **wish)
    paper = item.internal_papers.get()
    assert page_of(client_of, counter, paper).count(what) == 3
    if remedy == "refund":
        sign(item, "pay_refund", reference="TK-7")
        page = page_of(client_of, counter, paper)
        assert page.count("TK-7") == 3


def test_an_earlier_remedys_hand_overs_are_not_on_it(client_of, counter, handed_over, choose, now):
    item = handed_over("refund", "faulty")
    choose(item, "swap", at=now + timedelta(minutes=1))
    page = page_of(client_of, counter, item.internal_papers.get(voided_at__isnull=True))
    assert "Book the refund" not in page
    assert page.count("Book faulty goods") == 3
