"""A void paper keeps its number, says why, and another stands in its place at once; nothing is given out against it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from records.models import Entry
from returns.models import Paper
from returns.selectors import matching_items
from returns.services import paper_void
from servicedesk.errors import DomainError
from tests.support.goods import given_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def swap(handed_over):
    return handed_over("swap", "faulty")


@pytest.fixture
def voucher(receive, new_item, make_customer):
    """A household's voucher for two items."""
    return receive(make_customer("other", name="李雷"), new_item(serial="A1"), new_item(serial="A2"))


@pytest.fixture
def void(company_manager, now):
    def make(paper, *, by=None, at=None, reason="打印错位"):
        return paper_void(paper_id=paper.pk, by=by or company_manager, now=at or now, reason=reason)

    return make


def test_an_internal_voucher_is_made_out_anew_and_the_old_number_is_refused(swap, void, sign):
    old = swap.internal_papers.get()
    new = void(old)
    old.refresh_from_db()
    assert (old.void_reason, old.is_void, new.is_void, new.origin, new.item) == ("打印错位", True, False, old, swap)
    assert {each.paper for each in swap.handovers.open()} == {new}
    with pytest.raises(DomainError) as refused:
        sign(swap, "release_new", voucher_no=old.paper_no, serial="NEW9")
    assert refused.value.code == "handover.voucher"
    assert sign(swap, "release_new", voucher_no=new.paper_no, serial="NEW9").state == "signed"


def test_what_was_signed_against_the_old_one_stays_on_it(swap, void, sign):
    old = swap.internal_papers.get()
    sign(swap, "book_faulty")
    new = void(old)
    assert {each.kind: each.paper for each in swap.handovers.all()} == {"book_faulty": old, "release_new": new}


def test_a_voucher_whose_errands_are_all_signed_is_the_proof_and_stays(swap, void, sign):
    paper = swap.internal_papers.get()
    sign(swap, "book_faulty")
    sign(swap, "release_new", voucher_no=paper.paper_no, serial="NEW9")
    with pytest.raises(DomainError) as refused:
        void(paper)
    assert refused.value.code == "paper.done"


def test_a_customers_voucher_is_replaced_for_the_same_goods(voucher, void, now):
    items = set(voucher.items.values_list("pk", flat=True))
    new = void(voucher, at=now + timedelta(days=2))
    assert (new.origin, new.kind, new.customer) == (voucher, "voucher", voucher.customer)
    assert set(new.items.values_list("pk", flat=True)) == items
    assert new.paper_no != voucher.paper_no
    entries = Entry.objects.filter(subject="item", code="goods.paper_void", subject_id__in=items)
    assert {(each.data["old"], each.data["new"], each.data["reason"]) for each in entries} == {
        (voucher.paper_no, new.paper_no, "打印错位")
    }
    assert entries.count() == 2


def test_the_time_in_and_the_answer_due_stay_those_of_the_goods(client_of, counter, voucher, void, now):
    new = void(voucher, at=now + timedelta(days=2))
    page = client_of(counter).get(f"/vouchers/{new.paper_no}/").content.decode()
    assert page.count("2026-10-15 10:00") == 3
    assert page.count("2026-10-25") == 3


def test_numbers_are_never_used_again(voucher, void):
    numbers = [voucher.paper_no]
    paper = voucher
    for _time in range(3):
        paper = void(paper)
        numbers.append(paper.paper_no)
    assert len(set(numbers)) == Paper.objects.count() == 4


@pytest.mark.parametrize("who", ["counter", "technician", "finance", "warehouse", "purchasing"])
def test_only_managers_make_a_paper_void(voucher, void, cast, who):
    with pytest.raises(DomainError) as refused:
        void(voucher, by=cast[who])
    assert refused.value.code == "goods.not_yours"


@pytest.mark.parametrize("reason", [" ", "x" * 301])
def test_a_reason_is_needed(voucher, void, reason):
    with pytest.raises(DomainError):
        void(voucher, reason=reason)
    voucher.refresh_from_db()
    assert not voucher.is_void


def test_twice_is_once(voucher, void):
    void(voucher)
    with pytest.raises(DomainError) as refused:
        void(voucher)
    assert refused.value.code == "paper.void_already"
    assert Paper.objects.count() == 2


def test_when_all_goods_have_gone_the_paper_stays(voucher, void, now):
    for item in voucher.items.all():
        given_back(item, now)
    with pytest.raises(DomainError) as refused:
        void(voucher)
    assert refused.value.code == "paper.done"


def test_a_void_number_still_finds_its_goods(client_of, counter, swap, voucher, void):
    again = void(void(voucher))
    assert set(matching_items(voucher.paper_no)) == set(again.items.all())
    old = swap.internal_papers.get()
    new = void(old)
    for paper in (old, new):
        assert list(matching_items(paper.paper_no.lower())) == [swap]
    page = client_of(counter).get("/returns/", {"q": voucher.paper_no}).content.decode()
    assert "Void" in page
    assert client_of(counter).get("/search/", {"q": old.paper_no}).url == f"/vouchers/{old.paper_no}/"


def test_a_void_paper_is_printed_as_void_with_its_reason(client_of, counter, voucher, void):
    new = void(voucher)
    for query in ("", "?paper=a4", "?paper=80mm"):
        page = client_of(counter).get(f"/vouchers/{voucher.paper_no}/{query}").content.decode()
        assert "VOID" in page
        assert "打印错位" in page
        assert new.paper_no in page
        assert "A1" in page  # the goods it stood for
        assert "VOID" not in client_of(counter).get(f"/vouchers/{new.paper_no}/{query}").content.decode()


def test_its_public_page_names_the_new_one_and_nothing_else(voucher, void):
    new = void(voucher)
    page = Client(headers={"accept-language": "en"}).get(f"/v/{voucher.token}/").content.decode()
    assert new.paper_no in page
    for secret in ("打印错位", "内存", new.token, "公司经理"):
        assert secret not in page
    assert "内存" in Client().get(f"/v/{new.token}/").content.decode()


def test_all_papers_are_on_the_items_page(client_of, counter, swap, void):
    customers, internal = swap.paper, swap.internal_papers.get()
    papers = {customers, internal, void(customers), void(internal)}
    swap.refresh_from_db()
    response = client_of(counter).get(f"/returns/items/{swap.item_no}/")
    assert set(response.context["page"].papers) == papers
    for paper in papers:
        assert f"/vouchers/{paper.paper_no}/" in response.content.decode()


def test_in_the_browser(client_of, service_manager, counter, voucher, now, at_now):
    client, address = client_of(service_manager), f"/vouchers/{voucher.paper_no}/void/"
    assert "reason" in client.post(address, {"key": str(uuid4()), "reason": " "}).context["form"].errors
    key = str(uuid4())
    answers = [client.post(address, {"key": key, "reason": "客户弄丢"}) for _time in range(2)]
    new = Paper.objects.get(origin=voucher)
    assert [answer.url for answer in answers] == [f"/vouchers/{new.paper_no}/?now"] * 2
    refused = client.post(address, {"key": str(uuid4()), "reason": "客户弄丢"})
    assert refused.status_code == 200
    assert refused.context["form"].non_field_errors()
    assert client_of(counter).get(address).status_code == 403
