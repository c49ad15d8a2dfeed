"""The inbox of finance, warehouse and purchasing: what waits for whom, the earliest due first, signed one by one or
together."""

from datetime import timedelta
from uuid import uuid4

import pytest

from returns.models import HandOver

pytestmark = pytest.mark.django_db
URL = "/handovers/"


def kinds_on(response) -> list[str]:
    return [each.kind for each in response.context["page"].rows]


@pytest.fixture
def waiting(handed_over):
    """A refund of intact goods, a swap of faulty ones, and a swap that has to be ordered."""
    return [handed_over("refund"), handed_over("swap", "faulty"), handed_over("swap", "faulty", in_stock=False)]


def send(client, *rows, **fields):
    data = {"key": str(uuid4()), "handover": [row.pk for row in rows], **fields}
    return client.post(URL + "sign/", data)


def test_each_role_sees_its_own(client_of, cast, waiting):
    seen = {role: kinds_on(client_of(cast[role]).get(URL)) for role in ("finance", "warehouse", "purchasing")}
    assert seen == {
        "finance": ["pay_refund"],
        "warehouse": ["stock_in", "book_faulty", "release_new", "book_faulty"],
        "purchasing": ["order_new"],
    }


def test_a_row_says_what_of_which_item_by_whom_and_against_which_voucher(client_of, warehouse, counter, waiting):
    page = client_of(warehouse).get(URL, {"kind": "release_new"}).content.decode()
    swap = waiting[1]
    for word in (swap.item_no, "主板", swap.serial, "临河县恒信电脑", counter.name, "10-15 10:00"):
        assert word in page
    assert swap.internal_papers.get().paper_no in page


def test_who_orders_and_releases_sees_what(client_of, purchasing, warehouse, handed_over):
    handed_over("exchange", in_stock=False)
    handed_over("swap", "faulty")
    assert "B760" in client_of(purchasing).get(URL).content.decode()
    release = HandOver.objects.get(kind="release_new")
    for address in (URL, f"{URL}{release.pk}/"):
        assert "the same model" in client_of(warehouse).get(address).content.decode()


def test_money_is_shown_to_whom_it_concerns(client_of, cast, waiting):
    pay = HandOver.objects.get(kind="pay_refund")
    seen = {role for role, who in cast.items() if "450.00" in client_of(who).get(f"{URL}{pay.pk}/").content.decode()}
    assert seen == {"finance", "service_manager", "company_manager"}


@pytest.mark.parametrize(
    ("who", "to"),
    [
        ("counter", "/handovers/refused/"),
        ("technician", "/handovers/refused/"),
        ("service_manager", "/handovers/refused/"),
        ("company_manager", "/handovers/all/"),
    ],
)
def test_who_signs_for_nothing_is_led_to_their_part(client_of, cast, who, to):
    assert client_of(cast[who]).get(URL).url == to


def test_ticked_ones_are_signed_together(client_of, warehouse, waiting):
    rows = list(HandOver.objects.filter(kind__in=["stock_in", "book_faulty"]))
    answer = send(client_of(warehouse), *rows)
    assert answer.url == URL
    assert set(HandOver.objects.filter(role="warehouse", state="open").values_list("kind", flat=True)) == {
        "release_new"
    }


def test_the_button_of_a_row_signs_that_row_alone(client_of, warehouse, waiting):
    row = HandOver.objects.get(kind="stock_in")
    answer = client_of(warehouse).post(URL + "sign/", {"key": str(uuid4()), "one": row.pk, "kind": "stock_in"})
    assert answer.url == URL + "?kind=stock_in"
    assert HandOver.objects.filter(state="signed").get() == row


def test_a_refusal_stays_on_the_page_with_what_was_ticked_and_typed(client_of, finance, handed_over):
    rows = [handed_over("refund").handovers.get(kind="pay_refund") for _n in range(2)]
    answer = send(client_of(finance), *rows, reference=" ")
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.ticked == [row.pk for row in rows]
    assert list(form.errors) == ["reference"]
    assert not HandOver.objects.filter(state="signed").exists()


def test_sent_twice_is_signed_once_and_both_are_told_so(client_of, warehouse, waiting):
    row, key, client = HandOver.objects.get(kind="stock_in"), str(uuid4()), client_of(warehouse)
    for _time in range(2):
        assert client.post(URL + "sign/", {"key": key, "handover": row.pk}).status_code == 302


@pytest.mark.parametrize("number", ["x", "", "9" * 40, "٣"])
def test_nonsense_is_refused_in_words(client_of, warehouse, waiting, number):
    answer = client_of(warehouse).post(URL + "sign/", {"key": str(uuid4()), "handover": number})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_the_earliest_due_first_and_pages_without_gap(client_of, finance, handed_over, monkeypatch, now):
    from returns.handover_selectors import handovers_page

    rows = [handed_over("refund").handovers.get(kind="pay_refund") for _n in range(7)]
    HandOver.objects.filter(pk=rows[5].pk).update(due_at=now - timedelta(days=1))
    seen, after = [], ""
    for _page in range(4):
        page = handovers_page(HandOver.objects.waiting_for("finance"), after=after, size=2)
        seen += [row.pk for row in page.rows]
        after = page.following
    assert seen == [rows[5].pk, *[row.pk for row in rows if row != rows[5]]]
    assert after == ""


@pytest.mark.parametrize("after", ["x", "2026-01-01~1", "2026-01-01T00:00:00+00:00~x", "9999-99-99T00:00:00Z~1"])
def test_a_key_that_is_none_starts_anew(client_of, finance, waiting, after):
    assert kinds_on(client_of(finance).get(URL, {"after": after})) == ["pay_refund"]


def test_the_number_of_queries_does_not_grow(client_of, warehouse, handed_over, django_assert_num_queries):
    client = client_of(warehouse)
    handed_over("swap", "faulty")
    client.get(URL)
    with django_assert_num_queries(7):  # session, person, two for the rights, roles; kinds, page
        client.get(URL)
    for _n in range(5):
        handed_over("swap", "faulty")
    with django_assert_num_queries(7):
        client.get(URL)


def test_purchasing_sees_what_is_ordered_and_not_given_out(client_of, purchasing, waiting, sign, now):
    sign(waiting[2], "order_new", reference="CG1", expected_on=now.date() + timedelta(days=3))
    answer = client_of(purchasing).get(URL)
    assert [each.item for each in answer.context["ordered"]] == [waiting[2]]
    assert "2026-10-18" in answer.content.decode()
