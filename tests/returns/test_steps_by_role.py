"""Every service of the way of goods with every role and in every state: done or refused as the table of steps says, and
a refusal writes nothing (R1, issue 3: wrong moves are refused)."""

from datetime import date
from decimal import Decimal

import pytest

from returns import services
from returns.models import HandOver, Paper, ReturnedItem, Supplier, Trip
from returns.policies.handovers import KINDS, Kind
from returns.policies.quotes import NewLine
from returns.policies.states import ENDED, STEPS, State, Step
from returns.services.choosing import Wish
from servicedesk.errors import DomainError
from staff.policies import MAY, Action, Role
from tests.returns.walking import dump
from tests.staff.test_every_url_with_every_role import undone

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 15)
# What each step's service is handed besides the item; good enough to get past the questions of state and role.
STEP_SERVICES = {
    Step.CHOOSE: (services.remedy_choose, {"wish": Wish("repair")}),
    Step.EXPLAIN: (services.item_explain, {"explanation": "缺货", "estimate": DAY, "channel": "phone"}),
    Step.CORRECT: (services.item_correct, {"spec": "DDR4"}),
    Step.GIVE_TO_TECHNICIAN: (services.item_give_to_technician, {"to": None}),
    Step.QUOTE: (services.quote_make, {"lines": [NewLine("labour", "工时", Decimal(80))]}),
    Step.ANSWER_QUOTE: (
        services.quote_answer,
        {"quote_no": "HJ1", "accepted": True, "answered_by": "李雷", "answered_how": "phone"},
    ),
    Step.WITHDRAW_QUOTE: (services.quote_withdraw, {"quote_no": "HJ1", "reason": "错"}),
    Step.SETTLE_QUOTE: (services.quote_settle, {"charged": {}}),
    Step.INTO_BASKET: (services.into_basket, {"supplier": None, "wanted": "repair"}),
    Step.OUT_OF_BASKET: (services.out_of_basket, {"reason": "自己修"}),
    Step.SUPPLIER_HAS_IT: (services.supplier_has_it, {"received_on": DAY, "word": "王工"}),
    Step.SUPPLIER_ASKED: (services.supplier_asked, {"word": "下周"}),
    Step.BACK_FROM_SUPPLIER: (services.back_from_supplier, {"back": services.Back("repaired", DAY)}),
    Step.SEND_OUTSIDE: (services.item_send_outside, {"repairer": "老赵"}),
    Step.BACK_FROM_OUTSIDE: (services.item_back_from_outside, {"repaired": True, "cost": Decimal(0)}),
    Step.REPAIRED: (services.item_repaired, {"work_done": "换线"}),
    Step.UNREPAIRABLE: (services.item_unrepairable, {"reason": "烧毁"}),
    Step.WITHDRAW: (services.item_withdraw, {"reason": "不修了"}),
    Step.TELL_READY: (services.item_tell_ready, {"told_whom": "李雷", "told_how": "phone"}),
    Step.GIVE_BACK: (services.item_give_back, {"handing": services.Handing("collected", "李雷", voucher_back=True)}),
    Step.UNCOLLECTED: (services.item_uncollected, {"reason": "不接"}),
    Step.SCRAP: (services.item_scrap, {"consent_by": "李雷", "consent_how": "phone", "reason": "不值"}),
    Step.LOSE: (services.item_lose, {"found": services.Found("不见了", Decimal(9))}),
    Step.FIND: (services.item_find, {"reason": "柜子后面"}),
}


@pytest.fixture
def item_in(receive_one, make_customer, technician, now):
    """item_in(state) -> an item to be repaired, put into that state with what belongs to it."""
    item = receive_one(make_customer(), remedy="repair", serial="SN1")
    supplier = Supplier.objects.create(name="省城售后")

    def put(state: State) -> ReturnedItem:
        over = {"ended_at": now, "closed_at": now} if state in ENDED else {"ended_at": None, "closed_at": None}
        delivered = {"delivered_at": now if state == State.GIVEN_BACK else None}
        ReturnedItem.objects.filter(pk=item.pk).update(state=state, **over, **delivered)
        if state == State.OUTSIDE:
            item.outside_repairs.create(repairer="老赵", sent_at=now)
        if state in {State.BASKET, State.AT_SUPPLIER}:
            away = state == State.AT_SUPPLIER
            Trip.objects.create(
                item=item, supplier=supplier, state="away" if away else "basket", sent_on=DAY if away else None
            )
        return item

    return put


def refused(service, **arguments) -> str:
    """The code of the refusal, "" where there was none; a refusal wrote nothing."""
    before = dump()
    try:
        service(**arguments)
    except DomainError as error:
        code = error.code
    else:
        return ""
    changed = dump() != before
    assert not changed, f"{code}, yet something was written"
    return code


def arguments_of(step: Step, cast) -> dict:
    found = dict(STEP_SERVICES[step][1])
    if step == Step.GIVE_TO_TECHNICIAN:
        found["to"] = cast["technician"]
    if step == Step.INTO_BASKET:
        found["supplier"] = Supplier.objects.get()
    return found


def test_every_step_has_its_service():
    assert set(STEP_SERVICES) == set(STEPS)


@pytest.mark.parametrize("step", list(Step))
def test_every_role_does_its_steps_and_no_others(step, item_in, cast, now):
    item = item_in(sorted(STEPS[step].states)[0])
    for role, person in cast.items():
        with undone():
            code = refused(STEP_SERVICES[step][0], item_id=item.pk, by=person, now=now, **arguments_of(step, cast))
        assert (code == "goods.not_yours") == (role not in MAY[STEPS[step].action]), (role, code)
        assert code != "goods.moved_meanwhile" or step == Step.BACK_FROM_OUTSIDE


@pytest.mark.parametrize("step", list(Step))
def test_in_every_other_state_the_step_is_refused_in_words(step, item_in, cast, now):
    by = cast[sorted(MAY[STEPS[step].action])[0]]
    for state in State:
        with undone():
            item = item_in(state)
            code = refused(STEP_SERVICES[step][0], item_id=item.pk, by=by, now=now, **arguments_of(step, cast))
        if state not in STEPS[step].states:
            assert code == "goods.moved_meanwhile", state


@pytest.mark.parametrize("kind", list(Kind))
def test_every_hand_over_is_answered_by_its_own_role_alone(kind, item_in, cast, now):
    role = KINDS[kind].role
    each = HandOver.objects.create(item=item_in(State.READY), kind=kind, role=role, made_at=now, due_at=now, amount=9)
    for service, given in (
        (services.handover_sign, {"signature": services.Signature("B1", serial="NEW1", expected_on=DAY)}),
        (services.handover_refuse, {"reason": "少一件"}),
    ):
        for person in cast.values():
            with undone():
                code = refused(service, handover_id=each.pk, by=person, now=now, **given)
            assert (code == "handover.not_yours") == (role not in person.roles), (service, person.roles, code)


@pytest.mark.parametrize(
    ("service", "given", "action"),
    [
        (services.parcel_ship, {"trip_ids": [0], "shipment": services.Shipment(0, "顺丰", "SF1")}, Action.SHIP_GOODS),
        (services.trips_confirm, {"trip_ids": [0], "received_on": DAY, "word": "王工"}, Action.SHIP_GOODS),
        (services.trips_chase, {"trip_ids": [0]}, Action.SHIP_GOODS),
        (services.trips_back, {"backs": {}}, Action.SHIP_GOODS),
        (services.supplier_create, {"name": "新供应商"}, Action.SHIP_GOODS),
    ],
)
def test_what_concerns_suppliers_is_for_those_who_ship(service, given, action, cast, now):
    for role, person in cast.items():
        with undone():
            code = refused(service, by=person, now=now, **given)
        assert (code == "goods.not_yours") == (role not in MAY[action]), (role, code)


def test_what_was_refused_is_offered_again_by_the_station_and_papers_made_void_by_managers(item_in, cast, now):
    item = item_in(State.HANDING_OVER)
    each = HandOver.objects.create(
        item=item, kind="stock_in", role="warehouse", made_at=now, due_at=now,
        state="refused", reason="x", refused_at=now, refused_by=cast["warehouse"],
    )  # fmt: skip
    for role, person in cast.items():
        with undone():
            code = refused(services.handover_offer_again, handover_id=each.pk, by=person, now=now, note_="补上了")
            assert (code == "goods.not_yours") == (role not in MAY[Action.WORK_GOODS]), role
            paper = Paper.objects.get(items=item)
            code = refused(services.paper_void, paper_id=paper.pk, by=person, now=now, reason="打坏了")
            assert (code == "goods.not_yours") == (role not in MAY[Action.MANAGE_GOODS]), role


def test_w12_w8_only_managers_overrule_and_lower(receive_one, make_customer, cast, now):
    facts = {"purchased_on": DAY, "sale_price": Decimal(500), "price_today": Decimal(500), "cost": Decimal(400)}
    item = receive_one(make_customer("industry"), **facts)
    told = services.choosing.Circumstances(new_price=Decimal(600), opened=False)
    overruled = Wish("refund", agreed_by="李雷", overrule="老客户")
    lowered = Wish(
        "exchange", told=told, new_product="x", agreed_by="李雷", top_up=Decimal(50), lowered_reason="老客户"
    )
    for role, person in cast.items():
        for wish, code in ((overruled, "remedy.refused"), (lowered, "remedy.top_up")):
            with undone():
                found = refused(services.remedy_choose, item_id=item.pk, by=person, now=now, wish=wish)
            if role in MAY[Action.OVERRULE_REMEDY]:
                assert found == "", role
            else:
                assert found == (code if role in MAY[Action.DECIDE_REMEDY] else "goods.not_yours"), role


def test_the_roles_of_the_house_are_all_tried(cast):
    assert set(cast) == set(Role)
