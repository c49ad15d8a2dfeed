"""W10: faulty goods are collected per supplier; they travel bare, and what has to go with them is listed."""

import pytest
from django.core.exceptions import ValidationError

from records.models import Entry
from returns.basket_forms import IntoBasketForm
from returns.models import ReturnedItem, Trip
from returns.services import items_into_basket, out_of_basket
from servicedesk.errors import DomainError

pytestmark = pytest.mark.django_db


def test_the_customers_goods_wait_in_the_basket(put, his, counter, now, supplier):
    item = his(state="with_technician")
    trip = put(item, wanted="replace", accessories="原装电源线一根")
    item.refresh_from_db()
    assert (item.state, item.out, trip.state, trip.ours) == ("basket", 1, "basket", False)
    assert (trip.wanted, trip.accessories, trip.put_by, trip.put_at) == ("replace", "原装电源线一根", counter, now)
    assert Entry.objects.filter(subject="item", subject_id=item.pk, code="goods.into_basket").count() == 1


def test_what_is_ours_leaves_its_customers_claim_as_it_stands(put, ours):
    item = ours()
    trip = put(item, wanted="credit")
    item.refresh_from_db()
    assert (item.state, item.out, item.closed_at, trip.ours) == ("given_back", 1, None, True)


@pytest.mark.parametrize("state", ["received", "basket", "quoted", "at_supplier", "outside", "lost", "scrapped"])
def test_not_from_a_state_that_rules_it_out(put, his, state, now):
    item = his()
    ended = {"ended_at": now} if state in ("lost", "scrapped") else {}
    ReturnedItem.objects.filter(pk=item.pk).update(state=state, **ended)
    with pytest.raises(DomainError) as refused:
        put(item)
    assert refused.value.code == "goods.moved_meanwhile"
    assert not Trip.objects.exists()


def test_a_chosen_repair_is_what_is_wanted_unless_told_otherwise(his, ours, counter, now):
    forms = [IntoBasketForm(item=item, user=counter, now=now) for item in (his(), ours())]
    assert [form.get_initial_for_field(form.fields["wanted"], "wanted") for form in forms] == ["repair", None]


def test_intact_goods_stay(put, his):
    with pytest.raises(DomainError) as refused:
        put(his(condition="intact", fault=""))
    assert refused.value.code == "trip.intact"


@pytest.mark.parametrize("state", ["ready", "uncollected"])
def test_goods_that_are_ready_for_their_customer_stay(put, his, state):
    with pytest.raises(DomainError) as refused:
        put(his(state=state))
    assert refused.value.code == "trip.his"


def test_not_into_two_baskets(put, his, ours, other_supplier):
    for item in (ours(),):
        put(item)
        with pytest.raises(DomainError) as refused:
            put(item, supplier=other_supplier)
        assert refused.value.code == "trip.under_way"
    assert Trip.objects.count() == 1


def test_no_credit_for_what_is_the_customers(put, his):
    with pytest.raises(DomainError) as refused:
        put(his(), wanted="credit")
    assert (refused.value.code, refused.value.field) == ("trip.credit", "wanted")


def test_not_for_a_supplier_to_whom_nothing_is_sent_any_more(put, his, supplier):
    supplier.active = False
    supplier.save(update_fields=["active"])
    with pytest.raises(DomainError) as refused:
        put(his())
    assert refused.value.code == "supplier.not_in_use"


def test_a_text_that_no_list_can_hold(put, his):
    item = his()
    with pytest.raises(ValidationError):
        put(item, accessories="线" * 301)
    item.refresh_from_db()
    assert item.state == "chosen"


def test_many_at_once_all_or_none(his, ours, counter, supplier, now):
    good, bad = his(), his(serial="SN101", condition="intact", fault="")
    fill = {"by": counter, "now": now, "supplier": supplier, "wanted": "repair"}
    with pytest.raises(DomainError):
        items_into_basket(item_ids=[good.pk, bad.pk], **fill)
    assert not Trip.objects.exists()
    assert len(items_into_basket(item_ids=[good.pk, ours().pk], **fill)) == 2


@pytest.mark.parametrize("held", [True, False])
def test_out_again_to_whoever_held_it(put, his, counter, technician, now, held):
    item = his(state="with_technician" if held else "chosen")
    ReturnedItem.objects.filter(pk=item.pk).update(holder=technician if held else None)
    put(item)
    trip = out_of_basket(item_id=item.pk, by=counter, now=now, reason="客户等不了")
    item.refresh_from_db()
    assert (item.state, item.out, trip.state) == ("with_technician" if held else "chosen", 0, "taken_out")
    with pytest.raises(DomainError) as refused:
        out_of_basket(item_id=item.pk, by=counter, now=now, reason="又一次")
    assert refused.value.code == "trip.not_in_basket"
    assert put(item).state == "basket"  # and in again


@pytest.mark.parametrize("role", ["finance", "warehouse", "company_manager"])
def test_others_do_not_deal_with_suppliers(put, his, cast, role):
    with pytest.raises(DomainError) as refused:
        put(his(), by=cast[role])
    assert refused.value.code == "goods.not_yours"


@pytest.mark.parametrize("role", ["counter", "technician", "service_manager", "purchasing"])
def test_these_roles_do(put, his, cast, role):
    assert put(his(), by=cast[role]).put_by == cast[role]
