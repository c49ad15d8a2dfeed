"""P, PIPL art. 23: what a supplier reads holds no name, telephone, contact or address of a customer."""

import re

import pytest

from returns.policies.privacy import HIDDEN, without_person

pytestmark = pytest.mark.django_db
WHO = {"name": "王芳家电", "contact": "王小芳", "phone": "0395-2656789", "address": "泰山路81号"}
FAULT = "花屏，王小芳说联系 138 0000-1111 或２６５６７８９，泰山路81号取"


@pytest.fixture
def parcel(put, ship, his, make_customer):
    item = his(
        customer=make_customer(**WHO), fault=FAULT, spec="B760 wx@mail.cn", accessories="王芳家电的电源线",
        looks="有王小芳签名",
    )  # fmt: skip
    return ship(put(item, accessories="王小芳的数据线"))


def text_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page)


@pytest.mark.parametrize("query", ["", "?paper=a4"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_packing_list(client_of, counter, parcel, query, language):
    page = client_of(counter, language).get(f"/parcels/{parcel.parcel_no}/list/{query}").content.decode()
    for secret in (*WHO.values(), "138 0000-1111", "2656789", "２６５６７８９", "wx@mail.cn", "13800001111"):
        assert secret not in page, secret
    item = parcel.trips.get().item
    assert item.customer.customer_no not in page
    assert item.paper.paper_no not in page
    assert item.paper.token not in page
    shown = text_of(page)
    for wanted in (parcel.parcel_no, item.item_no, "SN100", "花屏", "的数据线", "华北板卡", "丁经理", "SF123"):
        assert wanted in shown, wanted
    assert shown.count(HIDDEN) == 6  # contact, two numbers and address in the fault, mail, contact in the accessories


def test_the_basket_shows_what_the_supplier_will_read(client_of, counter, put, his, make_customer, supplier):
    put(his(customer=make_customer(**WHO), fault=FAULT))
    page = client_of(counter).get(f"/suppliers/{supplier.pk}/").content.decode()
    assert "Personal details are hidden" in page
    assert "王小芳" not in page


@pytest.mark.parametrize("address", ["/suppliers/", "/suppliers/today/", "/parcels/"])
def test_nor_on_the_screen_while_talking_to_a_supplier(client_of, counter, parcel, at_now, address):
    page = client_of(counter).get(address).content.decode()
    assert not [secret for secret in WHO.values() if secret in page]


@pytest.mark.parametrize(
    "text",
    ["13800001111", "138-0000-1111", "138 0000 1111", "+86 13800001111", "１３８００００１１１１", "0395-2656789"]
    + ["(0395)2656789", "010 8888 6666", "a.b-c@mail.com.cn", "265 6789", "WANG FANG", "wang fang"],
)
def test_every_spelling_of_a_way_to_a_person(text):
    assert without_person(f"花屏 {text}，急", ["Wang Fang", "2656789"]) == f"花屏 {HIDDEN}，急"


@pytest.mark.parametrize(
    "text",
    ["花屏", "SN20241015000012345", "i5-13400 16G 3200MHz", "1920×1080", "售价 1234.56", "2026-10-15", "12V/5A 0.5m"],
)
def test_what_leads_to_nobody_stays(text):
    assert without_person(text, ["王芳", "", " ", "李", "110"]) == text
