"""Several items of one customer told, given back or shipped on one page; the packing list that is enclosed."""

from uuid import uuid4

import pytest

from returns.models import Consignment, HandOver, Notice
from returns.services import goods_tell_ready, handover_sign
from returns.services.handing_over import Signature
from tests.support.goods import given_back, made_ready
from tests.support.pictures import signature

pytestmark = pytest.mark.django_db
HOUSEHOLD = {"kind": "collected", "receiver": "张三"}
LORRY = {"carrier": "顺达货运", "waybill": "浙D12345", "phone": "13900000009"}


@pytest.fixture
def goods(receive, new_item, make_customer, now):
    """goods(tier, **columns) -> two ready items of a new customer."""

    def make(tier="other", **fields):
        paper = receive(
            make_customer(tier, **fields), new_item(serial="A1", again=True), new_item(serial="A2", again=True)
        )
        return [made_ready(item, now) for item in paper.items.order_by("pk")]

    return make


@pytest.fixture
def desk(client_of, counter, at_now):
    return client_of(counter)


def send(desk, page, items, key=None, **fields):
    data = {"key": key or str(uuid4()), "item": [item.item_no for item in items], **fields}
    return desk.post(f"/returns/ready/{page}/", data)


def states(items):
    for item in items:
        item.refresh_from_db()
    return [item.state for item in items]


def test_both_go_back_with_one_signature(desk, goods):
    items = goods()
    answer = send(desk, "give-back", items, **HOUSEHOLD, signature=signature())
    assert (answer.status_code, answer.url) == (302, "/returns/ready/")
    assert states(items) == ["given_back", "given_back"]
    assert [item.signed for item in items] == [True, True]


def test_sent_twice_it_is_done_once_and_both_are_told_so(desk, goods):
    items, key = goods(), str(uuid4())
    for _n in range(2):
        assert send(desk, "give-back", items, key=key, **HOUSEHOLD, voucher_back="on").status_code == 302


def test_what_somebody_else_gave_back_meanwhile_is_told_and_nothing_is_written(desk, goods, now):
    items = goods()
    given_back(items[1], now)
    answer = send(desk, "give-back", items, **HOUSEHOLD, voucher_back="on")
    assert "has moved on meanwhile" in answer.content.decode()
    assert states(items) == ["ready", "given_back"]


def test_the_page_offers_what_fits_this_customer(desk, goods):
    mine = goods(name="李雷")
    page = desk.get("/returns/ready/give-back/", {"customer": mine[0].customer.customer_no})
    assert [row.item for row in page.context["rows"]] == mine
    assert "voucher_back" in page.context["form"].fields
    county = goods("agent")
    page = desk.get("/returns/ready/give-back/", {"customer": county[0].customer.customer_no})
    assert "voucher_back" not in page.context["form"].fields
    assert [value for value, _word in page.context["form"].fields["kind"].choices] == ["collected"]


def test_chosen_items_alone(desk, goods):
    items = goods()
    page = desk.get("/returns/ready/tell/", {"customer": items[0].customer.customer_no, "item": items[1].item_no})
    assert [row.item for row in page.context["rows"]] == items[1:]


@pytest.mark.parametrize("page", ["tell", "give-back", "ship"])
def test_without_goods_it_leads_back(desk, page):
    for answer in (desk.get(f"/returns/ready/{page}/", {"customer": "K404"}), desk.post(f"/returns/ready/{page}/")):
        assert (answer.status_code, answer.url) == (302, "/returns/ready/")


def test_told_and_chosen_on_one_page(desk, goods):
    items = goods("agent")
    refused = send(desk, "tell", items, told_whom="孙先生", told_how="phone")
    assert refused.context["form"].errors["way"]
    assert not Notice.objects.exists()
    send(desk, "tell", items, told_whom="孙先生", told_how="phone", way="with_other_goods")
    assert HandOver.objects.open().count() == 2


def test_shipped_with_the_packing_list_to_enclose(desk, goods, counter, now):
    items = goods("agent", name="临河恒信")
    goods_tell_ready(
        item_ids=[item.pk for item in items], by=counter, now=now, told_whom="x", told_how="phone", way="ship_now"
    )
    answer = send(desk, "ship", items, **LORRY)
    sent = Consignment.objects.get()
    assert answer.url == f"/packing-lists/{sent.consignment_no}/"
    for address in (answer.url, f"{answer.url}print/", f"{answer.url}print/?paper=a4"):
        page = desk.get(address).content.decode()
        for word in (sent.consignment_no, "临河恒信", "顺达货运", "浙D12345", "13900000009", "A1", "A2", "Repaired"):
            assert word in page, (address, word)
    assert sent.consignment_no in desk.get("/packing-lists/").content.decode()


def test_the_packing_list_names_old_and_new_serial(desk, goods, counter, warehouse, now):
    items = goods("agent")
    HandOver.objects.create(
        item=items[0], kind="release_new", role="warehouse", state="signed", made_at=now, due_at=now,
        signed_at=now, signed_by=warehouse, serial="NEW1",
    )  # fmt: skip
    made_ready(items[0], now, finding="swapped")
    goods_tell_ready(
        item_ids=[items[0].pk], by=counter, now=now, told_whom="x", told_how="phone", way="with_other_goods"
    )
    sent = Consignment.objects.get()
    for signed in (False, True):
        if signed:
            handover = HandOver.objects.get(consignment=sent)
            handover_sign(handover_id=handover.pk, by=warehouse, now=now, signature=Signature(reference="CK-9"))
        page = desk.get(f"/packing-lists/{sent.consignment_no}/print/").content.decode()
        assert all(word in page for word in ("A1", "NEW1", "Swapped"))
        assert ("CK-9" in page) == signed
    assert states(items) == ["given_back", "ready"]


def test_the_agents_phone_is_for_those_who_look_after_customers(
    desk, client_of, warehouse, goods, counter, now, at_now
):
    items = goods("agent", phone="13911112222")
    goods_tell_ready(
        item_ids=[items[0].pk], by=counter, now=now, told_whom="x", told_how="phone", way="with_other_goods"
    )
    address = f"/packing-lists/{Consignment.objects.get().consignment_no}/print/"
    assert "13911112222" in desk.get(address).content.decode()
    assert "13911112222" not in client_of(warehouse).get(address).content.decode()


def test_no_such_packing_list(desk):
    assert desk.get("/packing-lists/FX404/").status_code == 404
    assert desk.get("/packing-lists/FX404/print/").status_code == 404
