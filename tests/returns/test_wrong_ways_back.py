"""Goods that are not here, not ready or waited for are not given back; who tries is told, and nothing is written."""

from decimal import Decimal

import pytest

from records.models import Entry
from returns.models import GiveBack, HandOver, Quote, ReturnedItem
from returns.policies.handovers import Kind
from returns.policies.states import STEPS, State, Step
from returns.services import Handing, goods_tell_ready, handovers_make, item_give_back, item_uncollected
from returns.services.losing import Found, item_find, item_lose, item_scrap
from servicedesk.errors import DomainError
from tests.support.goods import given_back, made_ready

pytestmark = pytest.mark.django_db
LOST = Found("找不到", Decimal("100.00"))
CONSENT = {"consent_by": "张三", "consent_how": "phone", "reason": "不要了"}
DO = {
    Step.TELL_READY: lambda item, by, now: goods_tell_ready(
        item_ids=[item.pk], by=by, now=now, told_whom="张三", told_how="phone"
    ),
    Step.GIVE_BACK: lambda item, by, now: item_give_back(
        item_id=item.pk, by=by, now=now, handing=Handing("collected", "张三", voucher_back=True)
    ),
    Step.UNCOLLECTED: lambda item, by, now: item_uncollected(item_id=item.pk, by=by, now=now, reason="x"),
    Step.SCRAP: lambda item, by, now: item_scrap(item_id=item.pk, by=by, now=now, **CONSENT),
    Step.LOSE: lambda item, by, now: item_lose(item_id=item.pk, by=by, now=now, found=LOST),
    Step.FIND: lambda item, by, now: item_find(item_id=item.pk, by=by, now=now, reason="在柜子后面"),
}
WRONG = [(step, state) for step in DO for state in State if state not in STEPS[step].states]


def in_state(item, state, now):
    if state == State.GIVEN_BACK:
        given_back(item, now)
        return
    ended = now if state in (State.LOST, State.SCRAPPED) else None
    ReturnedItem.objects.filter(pk=item.pk).update(state=state.value, ended_at=ended)


@pytest.mark.parametrize(("step", "state"), WRONG, ids=lambda value: value.value)
def test_what_the_table_of_states_rules_out_is_refused(receive_one, make_customer, service_manager, now, step, state):
    item = receive_one(make_customer())
    in_state(item, state, now)
    before, entries = ReturnedItem.objects.filter(pk=item.pk).values().get(), Entry.objects.count()
    with pytest.raises(DomainError) as caught:
        DO[step](item, service_manager, now)
    assert caught.value.code == "goods.moved_meanwhile"
    assert ReturnedItem.objects.filter(pk=item.pk).values().get() == before
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("step", list(DO), ids=lambda step: step.value)
def test_only_the_roles_of_the_table_may(receive_one, make_customer, cast, now, step):
    state = sorted(STEPS[step].states)[0]
    item = receive_one(make_customer())
    in_state(item, state, now)
    for person in cast.values():
        if not person.may(STEPS[step].action):
            with pytest.raises(DomainError) as caught:
                DO[step](item, person, now)
            assert caught.value.code == "goods.not_yours"


@pytest.mark.parametrize("kind", [Kind.PAY_REFUND, Kind.RELEASE_NEW, Kind.COLLECT_CHARGE, Kind.SHIP_WITH_OTHERS])
def test_nothing_leaves_while_the_customer_waits_for_a_signature(receive_one, make_customer, counter, now, kind):
    item = made_ready(receive_one(make_customer()), now)
    handovers_make(item, [kind], by=counter, now=now, amount=Decimal("50.00"))
    with pytest.raises(DomainError) as caught:
        DO[Step.GIVE_BACK](item, counter, now)
    assert caught.value.code == "giveback.waits"
    assert not GiveBack.objects.exists()


@pytest.mark.parametrize("kind", [Kind.BOOK_FAULTY, Kind.STOCK_IN, Kind.PAY_REPAIRER])
def test_what_only_the_shop_waits_for_keeps_nobody_but_leaves_the_item_open(
    receive_one, make_customer, counter, now, kind
):
    item = made_ready(receive_one(make_customer()), now)
    handovers_make(item, [kind], by=counter, now=now)
    DO[Step.GIVE_BACK](item, counter, now)
    item.refresh_from_db()
    assert (item.state, item.out, item.closed_at) == ("given_back", 1, None)


def test_l4_a_paid_repair_is_settled_first(receive_one, make_customer, counter, now):
    item = made_ready(receive_one(make_customer()), now)
    Quote.objects.create(
        quote_no="BJ1", item=item, state="accepted", made_at=now,
        answered_at=now, answered_by="张三", answered_how="phone",
    )  # fmt: skip
    with pytest.raises(DomainError) as caught:
        DO[Step.GIVE_BACK](item, counter, now)
    assert caught.value.code == "giveback.waits"
    made_ready(item, now, finding="unrepairable")  # nothing was done for the money
    DO[Step.GIVE_BACK](item, counter, now)


def test_two_clerks_one_after_the_other(receive_one, make_customer, counter, now):
    item = made_ready(receive_one(make_customer()), now)
    seen = item.standing
    DO[Step.GIVE_BACK](item, counter, now)
    with pytest.raises(DomainError) as caught:
        item_give_back(
            item_id=item.pk, by=counter, now=now, seen=seen, handing=Handing("collected", "x", voucher_back=True)
        )
    assert caught.value.code == "goods.moved_meanwhile"
    assert GiveBack.objects.count() == 1
    assert not HandOver.objects.exists()
