"""The print page shows every field of A1 in both languages, on each copy, and again whenever it is asked for."""

from datetime import date, timedelta

import pytest

pytestmark = pytest.mark.django_db

WORDS = {
    "en": ["Repair voucher", "Customer class", "Contact", "Phone", "Time in", "Answer due", "Product", "Specification"],
    "zh-hans": ["返修凭证", "客户类别", "联系人", "电话", "品名", "规格", "购买日期", "故障", "附件"]
    + ["存根联", "客户联", "库房财务联", "答复期限"],
}


@pytest.fixture
def paper(receive, new_item, make_customer):
    item = new_item(
        product="显示器",
        spec="TCL 精彩 S3",
        category="monitor",
        serial="SN8779941999",
        purchased_on=date(2026, 8, 30),
        label_on=date(2026, 8, 31),
        proof="both",
        fault="花屏",
        looks="外壳划痕",
        accessories="电源线一根",
        remedy="swap",
    )
    customer = make_customer(
        tier="agent", agent_kind="local", name="临颍腾飞", contact="高丽涛", phone="13274648506", address="交通路"
    )
    return receive(customer, item)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("query", ["", "?paper=80mm"])
def test_every_field_is_on_every_copy(client_of, counter, paper, language, query):
    page = client_of(counter, language).get(f"/vouchers/{paper.paper_no}/{query}").content.decode()
    item = paper.items.get()
    values = [paper.paper_no, "2026-10-15 10:00", "2026-10-25", "临颍腾飞", "高丽涛", "13274648506", item.item_no]
    values += ["显示器", "TCL 精彩 S3", "SN8779941999", "2026-08-30", "花屏", "电源线一根", "外壳划痕", "前台小陈"]
    for value in values:
        assert page.count(value) >= (1 if query else 3), value
    assert page.count("<svg") == (1 if query else 3)
    if not query:
        for word in WORDS[language]:
            assert word in page, word


@pytest.mark.parametrize("query", ["", "?paper=80mm"])
def test_a_chinese_paper_has_no_english_word(client_of, counter, paper, query):
    import re

    page = client_of(counter, "zh-hans").get(f"/vouchers/{paper.paper_no}/{query}").content.decode()
    body = re.sub(r"<svg.*?</svg>|<form.*?</form>|<[^>]+>", " ", page.split("<body")[1], flags=re.DOTALL)
    words = set(re.findall(r"[A-Za-z]{3,}", body.split(">", 1)[1]))
    assert words <= {"TCL", "mm"}, words


def test_the_list_shows_all_its_items(client_of, counter, receive, new_item, make_customer):
    paper = receive(make_customer(tier="agent"), *[new_item(serial=f"P8239602{n}") for n in range(9)])
    page = client_of(counter).get(f"/vouchers/{paper.paper_no}/").content.decode()
    for item in paper.items.all():
        assert page.count(item.item_no) == page.count(item.serial) == 1


def test_the_code_holds_the_address_of_the_customers_page(client_of, counter, paper):
    context = client_of(counter).get(f"/vouchers/{paper.paper_no}/").context
    assert context["status_url"] == f"http://testserver/v/{paper.token}/"
    assert len(paper.token) >= 20


def test_the_page_keeps_to_the_content_policy(client_of, counter, paper):
    page = client_of(counter).get(f"/vouchers/{paper.paper_no}/?now").content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert "<script>" not in page


def test_the_due_date_keeps_the_terms_of_the_day_of_receipt(client_of, counter, paper):
    """D4: the number in force when the goods came in; one that changes later changes nothing printed."""
    from rulebook.models import Parameter

    Parameter.objects.create(
        key="return_days", value="5", valid_from=date(2026, 10, 16), by=counter, at=paper.issued_at
    )
    page = client_of(counter).get(f"/vouchers/{paper.paper_no}/").content.decode()
    assert "2026-10-25" in page


def test_never_the_last_word_to_ourselves(client_of, counter, paper):
    page = client_of(counter, "zh-hans").get(f"/vouchers/{paper.paper_no}/").content.decode()
    assert "最终解释" not in page


def test_who_may_not_see_customers_prints_no_contact(client_of, warehouse, paper):
    page = client_of(warehouse).get(f"/vouchers/{paper.paper_no}/").content.decode()
    assert "临颍腾飞" in page
    assert "13274648506" not in page
    assert "高丽涛" not in page


def test_printing_again_changes_nothing(client_of, counter, paper, django_assert_num_queries):
    from records.models import Entry

    client, before = client_of(counter), Entry.objects.count()
    client.get(f"/vouchers/{paper.paper_no}/")
    with django_assert_num_queries(8):  # session, person, two for the rights; paper, items, terms, internal vouchers
        client.get(f"/vouchers/{paper.paper_no}/")
    assert Entry.objects.count() == before


@pytest.mark.parametrize("number", ["PZ404", "a/b", "🙂"])
def test_no_such_paper(client_of, counter, paper, number):
    assert client_of(counter).get(f"/vouchers/{number}/").status_code == 404


def test_imported_papers_without_a_clerk_print_too(client_of, counter, make_customer, now):
    from returns.models import Paper

    Paper.objects.create(paper_no="PZ00001", kind="voucher", customer=make_customer(), issued_at=now - timedelta(1))
    assert client_of(counter).get("/vouchers/PZ00001/").status_code == 200
