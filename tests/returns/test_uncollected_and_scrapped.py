"""Goods that nobody comes for, and goods that the customer wants scrapped."""

from datetime import timedelta

import pytest

from customers.models import Machine
from records.models import Entry, Picture
from records.signatures import read
from returns.models import HandOver
from returns.services import Handing, goods_tell_ready, item_give_back, item_scrap, item_uncollected
from servicedesk.errors import DomainError
from tests.support.goods import made_ready
from tests.support.pictures import signature

pytestmark = pytest.mark.django_db
CONSENT = {"consent_by": "张三", "consent_how": "phone", "reason": "修不好，不要了"}


@pytest.fixture
def item(receive_one, make_customer, make_machine, now):
    customer = make_customer()
    make_machine(customer, serial="S1")
    return made_ready(receive_one(customer, serial="S1", at=now - timedelta(days=9)), now - timedelta(days=3))


def tell(item, by, now):
    goods_tell_ready(item_ids=[item.pk], by=by, now=now, told_whom="张三", told_how="phone")


def refused(code, act, *args, **kwargs):
    with pytest.raises(DomainError) as caught:
        act(*args, **kwargs)
    assert caught.value.code == code


def test_not_collected_is_what_the_customer_has_known_of_since_an_earlier_day(item, counter, now):
    mark = {"item_id": item.pk, "by": counter, "reason": "三次通知未取"}
    refused("uncollected.not_told", item_uncollected, now=now, **mark)
    tell(item, counter, now)
    refused("uncollected.not_told", item_uncollected, now=now, **mark)
    item_uncollected(now=now + timedelta(days=1), **mark)
    item.refresh_from_db()
    assert (item.state, item.ended_at) == ("uncollected", None)


def test_what_was_told_before_it_went_to_the_bench_again_counts_for_nothing(item, counter, now):
    tell(item, counter, now - timedelta(days=2))
    made_ready(item, now - timedelta(days=1))
    refused("uncollected.not_told", item_uncollected, item_id=item.pk, by=counter, now=now, reason="x")


def test_it_can_still_be_collected(item, counter, now):
    tell(item, counter, now - timedelta(days=2))
    item_uncollected(item_id=item.pk, by=counter, now=now, reason="x")
    item_give_back(item_id=item.pk, by=counter, now=now, handing=Handing("collected", "张三", voucher_back=True))
    item.refresh_from_db()
    assert item.state == "given_back"


def test_scrapped_with_the_customers_consent(item, service_manager, now):
    item_scrap(item_id=item.pk, by=service_manager, now=now, signature=read(signature()), **CONSENT)
    item.refresh_from_db()
    assert (item.state, item.ended_at, item.closed_at, item.delivered_at) == ("scrapped", now, now, None)
    assert Entry.objects.of("item", item.pk).get(code="goods.scrapped").data == {
        "consent": "张三", "how": "phone", "reason": "修不好，不要了",
    }  # fmt: skip
    scrapping = item.scrapping
    assert (scrapping.at, scrapping.by, scrapping.consent_by) == (now, service_manager, "张三")
    assert Picture.objects.of("item", item.pk).get().kind == "signature"
    assert Machine.objects.get().left_as == "scrapped"


def test_the_items_page_says_who_agreed_to_it_and_how(item, service_manager, counter, client_of, now):
    item_scrap(item_id=item.pk, by=service_manager, now=now, **CONSENT)
    page = client_of(counter).get(f"/returns/items/{item.item_no}/").content.decode()
    assert "张三 · By phone" in page.split("Customer's consent")[-1].split("</dl>")[0]


NEEDED = {"consent_by": "goods.reason_missing", "consent_how": "scrap.how", "reason": "goods.reason_missing"}


@pytest.mark.parametrize("lacking", NEEDED)
def test_without_consent_nothing_is_scrapped(item, service_manager, now, lacking):
    refused(NEEDED[lacking], item_scrap, item_id=item.pk, by=service_manager, now=now, **{**CONSENT, lacking: ""})
    item.refresh_from_db()
    assert item.state == "ready"


def test_money_or_other_goods_for_the_customer_are_not_scrapped(item, service_manager, now):
    made_ready(item, now, finding="swapped")
    refused("scrap.not_theirs", item_scrap, item_id=item.pk, by=service_manager, now=now, **CONSENT)
    assert not HandOver.objects.exists()
