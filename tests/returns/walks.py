"""What people try on a walk, one deed a service. A new service is one more deed: pick somebody and something, write
down what is asked for (`chance.well()` says whether properly), and `attempt` it."""

from datetime import timedelta
from decimal import Decimal

from customers.models import Customer
from returns.models import HandOver, Paper
from returns.policies import Circumstances, NewItem, NewJob, Remedy
from returns.policies.handovers import KINDS, Kind
from returns.policies.states import STEPS, Step
from returns.services import (
    goods_receive,
    handover_expect,
    handover_offer_again,
    handover_refuse,
    handover_sign,
    handovers_sign,
    item_correct,
    item_explain,
    paper_void,
    remedy_choose,
)
from returns.services.choosing import Wish
from returns.services.handing_over import Signature
from servicedesk.clock import local_date
from staff.policies import Action, Role
from tests.returns.walking import Chance, Walk, deed

PRICES = [Decimal("450"), Decimal("500"), Decimal("900")]
FACTS = {"domain": "hardware", "severity": "ordinary", "purpose": "work", "brand_class": "brand"}


@deed(often=3)
def goods_come_in(walk: Walk, chance: Chance):
    if walk.open_items() < 3 and len(walk.received) < 12:
        customer: Customer = chance.choice(walk.world.customers)
        brought = [_goods(walk, chance) for _each in range(chance.choice([1, 1, 2]))]
        by = walk.world.people[0]  # the door asks who may
        paper = walk.attempt(goods_receive, by=by, customer=customer, items=brought)
        if paper:
            walk.received += paper.items.order_by("pk").values_list("pk", flat=True)


def _goods(walk: Walk, chance: Chance) -> NewItem:
    """Goods as somebody brings them; some with a fact missing, some with a job for the technicians."""
    bought = local_date(walk.now) - timedelta(days=chance.choice([0, 5, 12, 40, 400, 400]))
    return NewItem(
        product="显示器",
        category=chance.choice(["monitor", "board"]),
        condition=chance.choice(["faulty", "faulty", "intact"]),
        packaging_complete=chance.well(),
        serial=chance.choice(["", f"SN{walk.steps}", "SN1"]),
        purchased_on=bought if chance.well() else None,
        proof=chance.choice(["", "invoice"]),
        sale_price=Decimal("500") if chance.well() else None,
        price_today=chance.choice(PRICES) if chance.well() else None,
        cost=chance.choice([None, Decimal("400")]),
        fault=chance.words("花屏"),
        remedy=chance.choice(["", "repair", "refund"]),
        job=chance.choice([None, NewJob(**FACTS)]),
    )


@deed(often=1)
def time_goes_by(walk: Walk, chance: Chance):
    walk.now += timedelta(hours=chance.choice([1, 5, 24, 24 * 8]))


@deed(often=8)
def a_remedy_is_chosen(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *STEPS[Step.CHOOSE].states)
    if item is None:
        return
    right = chance.choice([Action.DECIDE_REMEDY, Action.OVERRULE_REMEDY, Action.OVERRULE_REMEDY])
    remedy = chance.choice(list(Remedy))
    lowered = chance.choice([None, None, *PRICES, Decimal("80")]) if remedy == Remedy.EXCHANGE else None
    told = Circumstances(
        opened=chance.choice([True, False]),
        user_caused=not chance.well(),
        resaleable=chance.well(),
        supplier_will_replace=chance.choice([True, False]),
        new_price=chance.choice(PRICES) if chance.well() else None,
    )
    wish = Wish(
        remedy=remedy.value,
        told=told,
        new_product=chance.words("大显示器"),
        in_stock=chance.choice([True, False]),
        agreed_by=chance.words("李雷"),
        overrule=chance.words("老客户") if right == Action.OVERRULE_REMEDY else "",
        top_up=lowered if right == Action.OVERRULE_REMEDY else None,
        lowered_reason=chance.words("老客户"),
    )
    bought = local_date(item.received_at) - timedelta(days=chance.choice([2, 12]))
    facts = {"sale_price": Decimal("500"), "price_today": Decimal("450"), "purchased_on": bought}
    by = walk.somebody(chance, right)
    choice = walk.attempt(
        remedy_choose, by=by, may=STEPS[Step.CHOOSE].action,
        item_id=item.pk, wish=wish, corrections=chance.choice([None, facts]),
    )  # fmt: skip
    if choice and (choice.overruled or choice.lowered_by):
        assert choice.by.may(Action.OVERRULE_REMEDY)


@deed(often=1)
def a_delay_is_explained(walk: Walk, chance: Chance):
    item = walk.some_item(chance)
    if item:
        walk.try_step(
            chance, Step.EXPLAIN, item_explain, item, explanation=chance.words("配件缺货"), channel="phone",
            estimate=local_date(walk.now) + timedelta(days=5 if chance.well() else -1),
        )  # fmt: skip


@deed(often=1)
def an_item_is_corrected(walk: Walk, chance: Chance):
    item = walk.some_item(chance)
    if item:
        facts = {
            "condition": chance.choice(["intact", "faulty"]),
            "sale_price": chance.choice([None, *PRICES]),
            "price_today": chance.choice([None, *PRICES]),
            "cost": chance.choice([None, *PRICES]),
            "purchased_on": local_date(walk.now) - timedelta(days=40 if chance.well() else -40),
            "serial": chance.choice(["", "SN9"]),
        }
        walk.try_step(chance, Step.CORRECT, item_correct, item, **facts)


@deed(often=6)
def somebody_signs(walk: Walk, chance: Chance):
    each = _hand_over(chance)
    if each:
        role = KINDS[Kind(each.kind)].role
        walk.attempt(
            handover_sign, by=walk.somebody(chance, role), may=role, handover_id=each.pk,
            signature=signature_for(walk, chance, each),
        )  # fmt: skip


@deed(often=2)
def somebody_signs_many(walk: Walk, chance: Chance):
    each = _hand_over(chance)
    if each:
        role = KINDS[Kind(each.kind)].role
        chosen = HandOver.objects.waiting_for(role) if chance.well() else HandOver.objects.all()
        walk.attempt(
            handovers_sign, by=walk.somebody(chance, role), handover_ids=[one.pk for one in chosen],
            signature=signature_for(walk, chance, each),
        )  # fmt: skip


@deed(often=1)
def somebody_refuses_to_sign(walk: Walk, chance: Chance):
    each = _hand_over(chance)
    if each:
        role = KINDS[Kind(each.kind)].role
        walk.attempt(
            handover_refuse, by=walk.somebody(chance, role), may=role, handover_id=each.pk,
            reason=chance.words("少一根线"),
        )  # fmt: skip


@deed(often=1)
def ordered_goods_come_later(walk: Walk, chance: Chance):
    each = _hand_over(chance)
    if each:
        walk.attempt(
            handover_expect, by=walk.somebody(chance, Role.PURCHASING), may=Role.PURCHASING, handover_id=each.pk,
            expected_on=local_date(walk.now) + timedelta(days=5 if chance.well() else -5), reason=chance.words("缺货"),
        )  # fmt: skip


@deed(often=1)
def a_paper_is_made_void(walk: Walk, chance: Chance):
    paper = chance.one(Paper.objects.order_by("pk"))
    if paper:
        walk.attempt(
            paper_void, by=walk.somebody(chance, Action.MANAGE_GOODS), may=Action.MANAGE_GOODS,
            paper_id=paper.pk, reason=chance.words("打印坏了"),
        )  # fmt: skip


@deed(often=2)
def what_was_refused_is_offered_again(walk: Walk, chance: Chance):
    each = chance.one(HandOver.objects.refused()) if chance.well() else _hand_over(chance)
    if each:
        walk.attempt(
            handover_offer_again, by=walk.somebody(chance, Action.WORK_GOODS), may=Action.WORK_GOODS,
            handover_id=each.pk, note_=chance.words("补上了"),
        )  # fmt: skip


def _hand_over(chance: Chance) -> HandOver | None:
    """Mostly one that is open."""
    found = HandOver.objects.select_related("paper").order_by("pk")
    return chance.one(found.filter(state="open") if chance.well() else found)


def signature_for(walk: Walk, chance: Chance, each: HandOver) -> Signature:
    paper = each.paper.paper_no if each.paper else ""
    return Signature(
        reference=chance.words(f"B{walk.steps}"),
        voucher_no=paper if chance.well() else "PZ1",
        serial=chance.words(f"NEW{walk.steps}"),
        expected_on=local_date(walk.now) + timedelta(days=2) if chance.well() else None,
    )
