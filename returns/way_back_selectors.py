"""What waits to go back to customers, whom to tell, and the packing lists of what was shipped (A4, D6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, Min, OuterRef, Prefetch, Q
from django.db.models.functions import Coalesce

from customers.models import Customer
from returns.models import Consignment, HandOver, Notice, ReturnedItem
from returns.policies.handovers import OPEN_STATES, HandOverState, Kind
from returns.policies.states import Finding, State
from returns.policies.ways_back import ShipWay, Told, is_shipped, told_state

WAITING = (State.READY.value, State.UNCOLLECTED.value)
OTHER_GOODS = (Finding.SWAPPED, Finding.EXCHANGED)
CUSTOMERS = 40  # on a page
MOST_ITEMS = 1000  # of them together
SHOWN = 8  # on the home page
COUNTED = 1000  # counts stop here: "1,000+"
PAGE = 50


@dataclass(frozen=True)
class Going:
    """An item on its way back, read with `going`: what the customer gets, was told, and still waits for."""

    item: ReturnedItem
    now: datetime

    @cached_property
    def notice(self) -> Notice | None:
        """The latest telling since it is ready."""
        told = list(self.item.notices.all())
        return told[-1] if told and self._told(told[-1]) == Told.TOLD else None

    @property
    def told(self) -> Told:
        return Told.TOLD if self.notice else self._told(None)

    def _told(self, notice: Notice | None) -> Told:
        told_at = notice.told_at if notice else None
        return told_state(ready_at=self.item.ready_at, told_at=told_at, now=self.now)

    @property
    def is_shipped(self) -> bool:
        """Whether a county/city agent chooses how it is shipped."""
        return is_shipped(is_county_agent=self.item.customer.is_county_agent, finding=self.item.finding)

    @property
    def ships_now(self) -> bool:
        return self.is_shipped and self.notice is not None and self.notice.way == ShipWay.NOW

    @cached_property
    def waits(self) -> list[HandOver]:
        """What has to be signed before it leaves the house; the warehouse's own signing for it apart."""
        still_open = [each for each in self.item.handovers.all() if each.is_open and each.meta.gates]
        return [each for each in still_open if each != self.shipping]

    @property
    def refund(self) -> Decimal | None:
        """The money that he gets for it; None where it is goods."""
        paid = [each.amount for each in self.item.handovers.all() if each.kind == Kind.PAY_REFUND and each.amount]
        return paid[-1] if paid and self.item.finding == Finding.REFUNDED else None

    @cached_property
    def shipping(self) -> HandOver | None:
        """The warehouse's hand-over of what goes with other goods, while it is open."""
        return next((each for each in self.item.handovers.all() if each.is_open and each.consignment_id), None)

    @property
    def new_serial(self) -> str:
        """The serial number of what the customer gets, where it is another than he brought."""
        if self.item.finding in OTHER_GOODS:
            released = [each for each in self.item.handovers.all() if each.kind == Kind.RELEASE_NEW and each.serial]
            return released[-1].serial if released else ""
        if self.item.finding in (Finding.GOOD_UNIT, Finding.NEW_UNIT):
            links = [each for each in self.item.serial_links.all() if each.new_serial]
            return links[-1].new_serial if links else ""
        return ""


def going(items, *, now: datetime) -> list[Going]:
    """The items of a queryset as they go back: three queries more than it has by itself."""
    wanted = Q(state__in=[state.value for state in OPEN_STATES])
    wanted |= Q(kind__in=[Kind.RELEASE_NEW.value, Kind.PAY_REFUND.value], state=HandOverState.SIGNED.value)
    handovers = HandOver.objects.filter(wanted).order_by("signed_at", "pk")
    rows = items.select_related("customer", "paper").prefetch_related(
        Prefetch("handovers", handovers), "notices", "serial_links"
    )
    return [Going(item, now) for item in rows]


def waiting_items():
    """Goods that wait to go back, or for their customer to come."""
    return ReturnedItem.objects.filter(state__in=WAITING)


def _is_told():
    told = Notice.objects.filter(item=OuterRef("pk"))
    return Exists(told.filter(Q(told_at__gte=OuterRef("ready_at")) | Q(item__ready_at__isnull=True)))


def untold_items():
    """Those of whose being ready the customer does not know."""
    return waiting_items().exclude(_is_told())


def narrowed(show: str):
    """What waits, narrowed: "untold", "told", "agents" (county/city agents' goods), "uncollected"; else all."""
    if show == "untold":
        return untold_items()
    if show == "told":
        return waiting_items().filter(_is_told())
    if show == "agents":
        return waiting_items().filter(customer__agent_kind="county")
    if show == "uncollected":
        return waiting_items().filter(state=State.UNCOLLECTED.value)
    return waiting_items()


@dataclass(frozen=True)
class Group:
    """One customer and what goes back to him."""

    customer: Customer
    rows: list[Going]

    @property
    def any_untold(self) -> bool:
        return any(row.told != Told.TOLD for row in self.rows)

    @property
    def any_to_ship(self) -> bool:
        return any(row.ships_now for row in self.rows)

    @property
    def any_by_hand(self) -> bool:
        """Whether something waits neither for the station's or the warehouse's shipping nor for a signature."""
        return any(not (row.ships_now or row.shipping or row.waits) for row in self.rows)


@dataclass(frozen=True)
class ReadyPage:
    """A page of customers with goods that wait for them, and the key of the next page, "" on the last."""

    groups: list[Group]
    following: str


def ready_page(*, now: datetime, show: str = "", after: str = "", size: int = CUSTOMERS) -> ReadyPage:
    """Goods that wait to go back, customer by customer, who has waited longest first. Five queries."""
    wanted = narrowed(show)
    since = Min(Coalesce("ready_at", "received_at"))
    keys = wanted.order_by().values("customer_id").annotate(since=since).order_by("since", "customer_id")
    key = _key(after)
    if key:
        keys = keys.filter(Q(since__gt=key[0]) | Q(since=key[0], customer_id__gt=key[1]))
    found = list(keys[: size + 1])
    last = found[size - 1] if len(found) > size else None
    order = [row["customer_id"] for row in found[:size]]
    rows = wanted.filter(customer_id__in=order).order_by("ready_at", "item_no")[:MOST_ITEMS] if order else None
    by_customer: dict[int, list[Going]] = {pk: [] for pk in order}
    for row in going(rows, now=now) if rows is not None else ():
        by_customer[row.item.customer_id].append(row)
    groups = [Group(rows[0].item.customer, rows) for rows in by_customer.values() if rows]
    return ReadyPage(groups, f"{last['since'].isoformat()}~{last['customer_id']}" if last else "")


def _key(after: str) -> tuple[datetime, int] | None:
    moment, _mark, number = after.partition("~")
    try:
        since = datetime.fromisoformat(moment)
    except ValueError:
        return None
    sound = since.tzinfo and number.isascii() and number.isdigit() and len(number) < 19
    return (since, int(number)) if sound else None


@dataclass(frozen=True)
class UntoldNow:
    """What is ready and not told, for the home page: the longest waiting first, how many, whether there are more."""

    rows: list[Going]
    count: int
    more: bool


def untold_now(*, now: datetime) -> UntoldNow:
    """Five queries at most."""
    counted = untold_items().order_by()[: COUNTED + 1].count()
    rows = going(untold_items().order_by("ready_at", "item_no")[:SHOWN], now=now) if counted else []
    return UntoldNow(rows, min(counted, COUNTED), counted > COUNTED)


def waiting_of(customer_no: str, numbers: Iterable[str], *, now: datetime) -> list[Going]:
    """What waits to go back to a customer; of it only the items of these numbers, where some are given."""
    items = waiting_items().filter(customer__customer_no=customer_no).order_by("item_no")
    numbers = list(numbers)[:MOST_ITEMS]
    return going(items.filter(item_no__in=numbers) if numbers else items[:MOST_ITEMS], now=now)


def items_named(numbers: Iterable[str], *, now: datetime) -> list[Going]:
    """The items of these numbers wherever they are by now, in the order of their numbers."""
    items = ReturnedItem.objects.filter(item_no__in=list(numbers)[:MOST_ITEMS])
    return going(items.order_by("item_no"), now=now)


@dataclass(frozen=True)
class ConsignmentList:
    """A page of packing lists, newest first, and the key of the next one, "" on the last."""

    rows: list[Consignment]
    following: str


def consignments_page(*, after: str = "", size: int = PAGE) -> ConsignmentList:
    """Packing lists, newest first. One query."""
    rows = Consignment.objects.select_related("customer", "made_by").order_by("-made_at", "-pk")
    key = _key(after)
    if key:
        rows = rows.filter(Q(made_at__lt=key[0]) | Q(made_at=key[0], pk__lt=key[1]))
    found = list(rows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return ConsignmentList(found[:size], f"{last.made_at.isoformat()}~{last.pk}" if last else "")


def consignment_by_no(number: str) -> Consignment | None:
    """The packing list of exactly this number; None where there is none."""
    return Consignment.objects.filter(consignment_no=number).select_related("customer", "made_by").first()


def items_of(consignment: Consignment, *, now: datetime) -> list[Going]:
    """What was sent with a packing list, and what still lies in the warehouse's inbox for it."""
    waiting = HandOver.objects.open().filter(consignment=consignment)
    with_it = Q(give_back__consignment=consignment) | Q(pk__in=waiting.values("item_id"))
    return going(ReturnedItem.objects.filter(with_it).order_by("item_no"), now=now)
