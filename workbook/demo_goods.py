"""The last week of the demo's returned goods: some on every part of their way, moved by the people who do it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from customers.models import Customer
from customers.services import machine_create
from returns.models import ReturnedItem, Supplier, Trip
from returns.policies import Circumstances, NewItem
from returns.policies.handovers import HandOverState
from returns.policies.quotes import LineKind, NewLine
from returns.policies.trips import Wanted
from returns.policies.ways_back import ShipWay
from returns.services import (
    Back,
    Handing,
    Shipment,
    Signature,
    back_from_supplier,
    goods_give_back,
    goods_receive,
    goods_tell_ready,
    handover_refuse,
    handover_sign,
    into_basket,
    item_explain,
    item_give_to_technician,
    item_repaired,
    item_send_outside,
    parcel_ship,
    quote_answer,
    quote_make,
    remedy_choose,
)
from returns.services.choosing import Wish
from servicedesk.clock import from_local, local_date
from staff.models import User
from tickets.policies import Channel
from workbook.demo_words import GOODS_WORDS as WORDS

BOARD = NewItem("主板", "board", "faulty", True, spec="B760M", fault="不亮机", proof="invoice")
CARD = NewItem("显卡", "graphics_card", "faulty", True, spec="RTX 4060", fault="花屏", proof="invoice")
MEMORY = NewItem("内存", "memory", "intact", True, spec="DDR5 16G")
LAPTOP = NewItem("笔记本", "laptop", "faulty", False, spec="E14", fault="屏幕不亮", proof="card")
PRINTER = NewItem("打印机", "printer", "faulty", False, spec="M1005", fault="卡纸")


@dataclass(frozen=True)
class Price:
    """What an item was sold for and what it costs now, in yuan."""

    sold: int
    now: int
    cost: int


class GoodsWeek:
    """Plays the stories on the given days: opening and closing of each by the shop's clock, the last one today."""

    def __init__(self, days: list[tuple[datetime, datetime]]):
        self.days = days
        self.people = {person.staff_no: person for person in User.objects.all()}
        self.clerk, self.manager = self.people["C01"], self.people["S01"]
        self.serial = 60_000_000

    def play(self):
        for story in STORIES:
            story(self)

    def at(self, ago: int, part: float) -> datetime:
        """The moment so many of the shop's days ago, at a part of that day; today's is over already."""
        opens, closes = self.days[max(0, len(self.days) - 1 - ago)]
        return from_local(opens + (closes - opens) * part)

    def customer(self, tier: str, kind: str = "", place: int = 0) -> Customer:
        return list(Customer.objects.filter(tier=tier, agent_kind=kind).order_by("pk")[: place + 1])[-1]

    def receive(self, goods: NewItem, customer: Customer, at: datetime, *, days: int, price: Price, **facts):
        """The item, bought so many days before; under a number of its own where none is told."""
        self.serial += 7
        item = replace(
            goods,
            serial=facts.pop("serial", f"SN{self.serial}"),
            purchased_on=local_date(at) - timedelta(days=days),
            sale_price=Decimal(price.sold),
            price_today=Decimal(price.now),
            cost=Decimal(price.cost),
            **facts,
        )
        return goods_receive(by=self.clerk, now=at, customer=customer, items=[item]).items.get()

    def choose(self, item: ReturnedItem, remedy: str, at: datetime, by: User | None = None, **wish):
        agreed = item.customer.contact or item.customer.name
        wish = Wish(remedy=remedy, agreed_by=agreed, **wish)
        remedy_choose(item_id=item.pk, by=by or self.clerk, now=at, wish=wish)

    def sign(self, item: ReturnedItem, kind: str, at: datetime, **written):
        each = item.handovers.get(kind=kind, state=HandOverState.OPEN.value)
        who = {"finance": "F01", "warehouse": "W01", "purchasing": "P01"}[each.role]
        handover_sign(handover_id=each.pk, by=self.people[who], now=at, signature=Signature(**written))

    def swap(self, item: ReturnedItem, ago: int, serial: str):
        """A faulty item swapped on one day, from the remedy to the customer's hands: the number is the new one's."""
        self.choose(item, "swap", self.at(ago, 0.12))
        self.sign(item, "book_faulty", self.at(ago, 0.3))
        voucher = item.internal_papers.get().paper_no
        self.sign(item, "release_new", self.at(ago, 0.35), voucher_no=voucher, serial=serial)
        handing = Handing(kind="delivered", receiver=item.customer.contact or "—", voucher_back=True)
        goods_give_back(item_ids=[item.pk], by=self.clerk, now=self.at(ago, 0.8), handing=handing)

    def ship(self, trip: Trip, at: datetime, carrier: str, waybill: str, phone: str):
        shipment = Shipment(trip.supplier_id, carrier=carrier, waybill=waybill, phone=phone)
        parcel_ship(trip_ids=[trip.pk], by=self.clerk, now=at, shipment=shipment)

    def tell(self, item: ReturnedItem, at: datetime, way: str = ""):
        whom = item.customer.contact or item.customer.name
        told = {"told_whom": whom, "told_how": Channel.PHONE.value, "way": way}
        goods_tell_ready(item_ids=[item.pk], by=self.clerk, now=at, **told)

    def basket(self, item: ReturnedItem, place: int, wanted: Wanted, at: datetime) -> Trip:
        supplier = Supplier.objects.order_by("pk")[place]
        return into_basket(item_id=item.pk, by=self.clerk, now=at, supplier=supplier, wanted=wanted.value)


def quoted(*lines: tuple[str, int]) -> list[NewLine]:
    """Lines of a quote: what for and its price; labour by its name, everything else a part."""
    return [
        NewLine(LineKind.LABOUR if name == "labour" else LineKind.PART, WORDS[name], Decimal(price))
        for name, price in lines
    ]


def county_exchange_goes_with_other_goods(week: GoodsWeek):
    item = week.receive(MEMORY, week.customer("agent", "county"), week.at(5, 0.1), days=6, price=Price(360, 330, 300))
    new = {"told": Circumstances(new_price=Decimal(560)), "new_product": "DDR5 32G"}
    week.choose(item, "exchange", week.at(5, 0.15), **new)
    week.sign(item, "stock_in", week.at(5, 0.3))
    week.sign(item, "book_difference", week.at(5, 0.4), reference="SK-1107")
    week.sign(item, "release_new", week.at(5, 0.5), serial="SN70000001")
    week.tell(item, week.at(5, 0.6), ShipWay.WITH_OTHERS.value)
    week.sign(item, "ship_with_others", week.at(5, 0.9), reference="FH-0231")


def local_swap_is_given_out_and_the_faulty_one_waits_in_the_basket(week: GoodsWeek):
    item = week.receive(BOARD, week.customer("agent", "local"), week.at(3, 0.1), days=12, price=Price(880, 850, 800))
    week.swap(item, 3, "SN70000002")
    week.basket(item, 0, Wanted.REPLACE, week.at(2, 0.2))


def card_is_swapped_twice_and_the_supplier_gives_another_for_the_first(week: GoodsWeek):
    customer, price = week.customer("agent", "local", place=1), Price(2380, 2300, 2150)
    machine_create(
        by=week.clerk,
        now=week.at(5, 0.05),
        customer=customer,
        category="graphics_card",
        model="RTX 4060",
        serial="SN70000010",
        purchased_on=local_date(week.at(5, 0.05)) - timedelta(days=9),
        sale_price=Decimal(price.sold),
        cost=Decimal(price.cost),
    )
    first = week.receive(CARD, customer, week.at(5, 0.1), days=9, price=price, serial="SN70000010")
    week.swap(first, 5, "SN70000011")
    trip = week.basket(first, 0, Wanted.REPLACE, week.at(4, 0.1))
    week.ship(trip, week.at(4, 0.3), "德邦", "DPK2207713345", "95353")
    second = week.receive(CARD, customer, week.at(2, 0.1), days=12, price=price, serial="SN70000011")
    week.swap(second, 2, "SN70000012")
    back = Back(outcome="new", back_on=local_date(week.at(1, 0.2)), new_serial="SN70000020")
    back_from_supplier(item_id=first.pk, by=week.clerk, now=week.at(1, 0.2), back=back)
    week.sign(first, "stock_replacement", week.at(1, 0.4))
    week.basket(second, 0, Wanted.REPLACE, week.at(1, 0.5))


def board_is_at_the_supplier_who_is_to_be_asked(week: GoodsWeek):
    item = week.receive(
        BOARD, week.customer("industry"), week.at(5, 0.2), days=200, price=Price(920, 860, 810), remedy="repair"
    )
    trip = week.basket(item, 1, Wanted.REPAIR, week.at(5, 0.5))
    week.ship(trip, week.at(5, 0.7), "顺丰", "SF1390427711", "95338")


def exchange_waits_for_an_order(week: GoodsWeek):
    item = week.receive(CARD, week.customer("network"), week.at(1, 0.3), days=20, price=Price(2400, 2300, 2200))
    new = {"told": Circumstances(new_price=Decimal(3600)), "new_product": "RTX 4070", "in_stock": False}
    week.choose(
        item, "exchange", week.at(1, 0.35), by=week.manager, top_up=Decimal(1200), lowered_reason=WORDS["low"], **new
    )
    week.sign(
        item,
        "order_new",
        week.at(1, 0.6),
        reference="DH-0452",
        expected_on=local_date(week.at(0, 1)) + timedelta(days=2),
    )


def paid_repair_waits_for_the_customers_answer(week: GoodsWeek):
    item = week.receive(
        PRINTER, week.customer("other"), week.at(2, 0.2), days=900, price=Price(1350, 1200, 1250), remedy="repair"
    )
    item_give_to_technician(item_id=item.pk, by=week.clerk, now=week.at(2, 0.3), to=week.people["T02"])
    lines = [
        NewLine(LineKind.PART, WORDS["part"], Decimal(120)),
        NewLine(LineKind.LABOUR, WORDS["labour"], Decimal(60)),
    ]
    quote_make(item_id=item.pk, by=week.people["T02"], now=week.at(1, 0.2), lines=lines)


def paid_repair_is_on_the_bench(week: GoodsWeek):
    item = week.receive(
        LAPTOP,
        week.customer("quasi_industry"),
        week.at(3, 0.4),
        days=1400,
        price=Price(4300, 3900, 4000),
        remedy="repair",
    )
    item_give_to_technician(item_id=item.pk, by=week.clerk, now=week.at(3, 0.5), to=week.people["T01"])
    lines = quoted(("screen", 480), ("labour", 80))
    quote = quote_make(item_id=item.pk, by=week.people["T01"], now=week.at(2, 0.5), lines=lines)
    answer = {"answered_by": item.customer.contact or item.customer.name, "answered_how": Channel.PHONE.value}
    quote_answer(item_id=item.pk, by=week.clerk, now=week.at(1, 0.1), quote_no=quote.quote_no, accepted=True, **answer)


def repaired_and_nobody_told_yet(week: GoodsWeek):
    item = week.receive(
        LAPTOP,
        week.customer("other", place=3),
        week.at(4, 0.5),
        days=100,
        price=Price(4600, 4500, 4300),
        remedy="repair",
    )
    item_give_to_technician(item_id=item.pk, by=week.clerk, now=week.at(3, 0.1), to=week.people["T03"])
    item_repaired(item_id=item.pk, by=week.people["T03"], now=week.at(0, 0.4), work_done=WORDS["repaired"])


def refund_by_law_waits_for_signatures(week: GoodsWeek):
    item = week.receive(CARD, week.customer("other", place=1), week.at(0, 0.2), days=5, price=Price(2400, 2350, 2200))
    week.choose(item, "refund", week.at(0, 0.3))


def refund_is_refused_by_the_warehouse(week: GoodsWeek):
    item = week.receive(
        MEMORY, week.customer("agent", "county", place=1), week.at(1, 0.5), days=4, price=Price(360, 330, 300)
    )
    week.choose(item, "refund", week.at(1, 0.6))
    each = item.handovers.get(kind="stock_in")
    handover_refuse(handover_id=each.pk, by=week.people["W01"], now=week.at(1, 0.8), reason=WORDS["refused"])


def laptop_is_at_an_outside_repairer(week: GoodsWeek):
    item = week.receive(
        LAPTOP,
        week.customer("industry", place=2),
        week.at(5, 0.6),
        days=500,
        price=Price(5200, 4800, 4900),
        remedy="repair",
    )
    day = local_date(week.at(0, 1)) + timedelta(days=3)
    item_send_outside(item_id=item.pk, by=week.clerk, now=week.at(4, 0.2), repairer=WORDS["repairer"], expected_on=day)
    item_explain(
        item_id=item.pk, by=week.clerk, now=week.at(3, 0.2), explanation=WORDS["waits"], estimate=day, channel="phone"
    )


STORIES: tuple[Callable[[GoodsWeek], None], ...] = (
    county_exchange_goes_with_other_goods,
    local_swap_is_given_out_and_the_faulty_one_waits_in_the_basket,
    card_is_swapped_twice_and_the_supplier_gives_another_for_the_first,
    board_is_at_the_supplier_who_is_to_be_asked,
    exchange_waits_for_an_order,
    paid_repair_waits_for_the_customers_answer,
    paid_repair_is_on_the_bench,
    repaired_and_nobody_told_yet,
    refund_by_law_waits_for_signatures,
    refund_is_refused_by_the_warehouse,
    laptop_is_at_an_outside_repairer,
)
