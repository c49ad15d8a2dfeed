"""What people try on the way back: the customer is told, goods leave by hand or carrier, are scrapped, lost, found."""

from decimal import Decimal

from returns.policies.states import State, Step
from returns.policies.ways_back import ShipWay, ways_by_hand
from returns.services import (
    Found,
    Handing,
    Transport,
    goods_ship,
    item_find,
    item_give_back,
    item_lose,
    item_scrap,
    item_tell_ready,
    item_uncollected,
)
from staff.policies import Action
from tests.returns.walking import Chance, Walk, deed

UNDER_WAY = (State.HANDING_OVER, State.QUOTED, State.BASKET, State.AT_SUPPLIER, State.OUTSIDE, State.READY)
SHELF = (State.READY, State.UNCOLLECTED)


@deed(often=3)
def the_customer_is_told(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *SHELF)
    if item:
        county = item.customer.is_county_agent == chance.well()
        walk.try_step(
            chance, Step.TELL_READY, item_tell_ready, item, told_whom=chance.words("李雷"), told_how="phone",
            way=chance.choice(list(ShipWay)).value if county else "",
        )  # fmt: skip


@deed(often=3)
def goods_are_given_back(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *SHELF)
    if item:
        ways = ways_by_hand(is_county_agent=item.customer.is_county_agent, finding=item.finding)
        proof = {"voucher_back": True} if chance.well() else {"unsigned_reason": chance.words("人已走")}
        kind = chance.choice(ways) if chance.well() else "shipped"
        handing = Handing(kind, receiver=chance.words("李雷"), **proof)
        walk.try_step(chance, Step.GIVE_BACK, item_give_back, item, handing=handing)


@deed(often=2)
def goods_are_shipped(walk: Walk, chance: Chance):
    item = walk.some_item(chance, State.READY)
    if item:
        travels = Transport(carrier=chance.words("顺丰"), waybill="SF2", phone="13900000000")
        walk.attempt(
            goods_ship, by=walk.somebody(chance, Action.GIVE_BACK), may=Action.GIVE_BACK,
            item_ids=[item.pk], transport=travels,
        )  # fmt: skip


@deed(often=1)
def nobody_comes_for_it(walk: Walk, chance: Chance):
    item = walk.some_item(chance, State.READY)
    if item:
        walk.try_step(chance, Step.UNCOLLECTED, item_uncollected, item, reason=chance.words("电话不接"))


@deed(often=1)
def goods_are_scrapped(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *SHELF)
    if item:
        walk.try_step(
            chance, Step.SCRAP, item_scrap, item, consent_by=chance.words("李雷"), consent_how="phone",
            reason=chance.words("不值得修"),
        )  # fmt: skip


@deed(often=1)
def goods_are_lost(walk: Walk, chance: Chance):
    item = walk.some_item(chance, *UNDER_WAY)
    if item:
        found = Found(
            reason=chance.words("搬家时不见了"),
            value=Decimal("500"),
            bearer=chance.choice([None, *walk.world.people]),
            compensation=Decimal(chance.choice([0, 400])),
        )
        walk.try_step(chance, Step.LOSE, item_lose, item, found=found)


@deed(often=2)
def lost_goods_turn_up(walk: Walk, chance: Chance):
    item = walk.some_item(chance, State.LOST)
    if item:
        walk.try_step(chance, Step.FIND, item_find, item, reason=chance.words("在库房"))
