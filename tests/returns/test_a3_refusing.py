"""A3: what is refused stays open until the station has put it right; the customer is not served meanwhile."""

from datetime import timedelta

import pytest

from returns.models import HandOver
from returns.services import handover_offer_again, handover_refuse
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(handed_over):
    return handed_over("refund", "intact")


@pytest.fixture
def refused(item, finance, now):
    """The refund, refused by finance."""
    pay = item.handovers.get(kind="pay_refund")
    return handover_refuse(handover_id=pay.pk, by=finance, now=now, reason="金额与小票不符")


def test_it_is_open_still_with_name_time_and_reason(refused, item, finance, now):
    refused.refresh_from_db()
    assert (refused.state, refused.refused_by, refused.refused_at) == ("refused", finance, now)
    assert refused.reason == "金额与小票不符"
    assert refused in HandOver.objects.open()
    item.refresh_from_db()
    assert item.out == 2


def test_the_customer_waits_as_long_as_it_is_refused(refused, item, sign):
    sign(item, "stock_in")
    item.refresh_from_db()
    assert (item.state, item.out) == ("handing_over", 1)


def test_what_is_refused_is_not_signed(refused, item, sign):
    with pytest.raises(DomainError) as told:
        sign(item, "pay_refund", reference="B1")
    assert told.value.code == "handover.moved_meanwhile"


@pytest.mark.parametrize(("who", "reason", "code"), [
    ("warehouse", "不对", "handover.not_yours"),
    ("counter", "不对", "handover.not_yours"),
    ("finance", " ", "goods.reason_missing"),
])  # fmt: skip
def test_only_the_role_refuses_and_only_with_a_reason(item, cast, now, who, reason, code):
    pay = item.handovers.get(kind="pay_refund")
    with pytest.raises(DomainError) as told:
        handover_refuse(handover_id=pay.pk, by=cast[who], now=now, reason=reason)
    pay.refresh_from_db()
    assert (told.value.code, pay.state) == (code, "open")


@pytest.mark.parametrize("who", ["counter", "technician", "service_manager"])
def test_the_station_offers_it_again_due_the_same_day(refused, cast, now, who):
    tomorrow = now + timedelta(days=1)
    handover_offer_again(handover_id=refused.pk, by=cast[who], now=tomorrow, note_="已改金额")
    again = HandOver.objects.get(pk=refused.pk)
    assert (again.state, again.note, again.reason) == ("open", "已改金额", "金额与小票不符")
    assert again.due_at == refused.due_at + timedelta(days=1)
    assert again.made_at == refused.made_at


@pytest.mark.parametrize("who", ["finance", "warehouse", "purchasing", "company_manager"])
def test_others_do_not_offer_it_again(refused, cast, now, who):
    with pytest.raises(DomainError) as told:
        handover_offer_again(handover_id=refused.pk, by=cast[who], now=now, note_="已改金额")
    assert told.value.code == "goods.not_yours"


def test_what_the_station_says_stays_with_the_signature(refused, item, counter, sign, now):
    handover_offer_again(handover_id=refused.pk, by=counter, now=now, note_="已改金额")
    signed = sign(item, "pay_refund", reference="B1")
    assert (signed.note, signed.reference) == ("已改金额", "B1")
    item.refresh_from_db()
    assert item.state == "ready"


def test_only_what_is_refused_is_offered_again(item, counter, now):
    pay = item.handovers.get(kind="pay_refund")
    for note in ("已改金额", " "):
        with pytest.raises(DomainError) as told:
            handover_offer_again(handover_id=pay.pk, by=counter, now=now, note_=note)
        assert told.value.code == "handover.moved_meanwhile"


def test_a_word_on_what_was_put_right_is_needed(refused, counter, now):
    with pytest.raises(DomainError) as told:
        handover_offer_again(handover_id=refused.pk, by=counter, now=now, note_=" ")
    assert told.value.code == "goods.reason_missing"
