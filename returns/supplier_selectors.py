"""What is with the suppliers and on its way there: baskets, parcels, and whom to ask after what today (D2)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Coalesce

from returns.models import Parcel, RemedyChoice, ReturnedItem, SerialLink, Supplier, Trip
from returns.policies import Condition, Remedy, plain_code
from returns.policies.privacy import HIDDEN, without_person
from returns.policies.states import BOUGHT_BACK, State
from returns.policies.trips import ChaseState, TripOutcome, TripState, chase_state, confirmation, days_before
from rulebook.selectors import terms_for
from servicedesk.clock import local_date

MOST_ROWS = 200
OURS = (Remedy.REFUND.value, Remedy.EXCHANGE.value, Remedy.SWAP.value)
RANKS = (ChaseState.LATE, ChaseState.TODAY, ChaseState.ASKED)


# Suppliers and their baskets


@dataclass(frozen=True)
class SupplierRow:
    """A supplier with how much of ours is in the basket, away, and to be asked after now."""

    supplier: Supplier
    basket: int
    away: int
    to_ask: int


def supplier_rows(*, now: datetime) -> list[SupplierRow]:
    """All suppliers by name, those no longer in use last. Four queries, of what is under way only."""
    found = Trip.objects.under_way().order_by().values("supplier_id", "state").annotate(number=Count("pk"))
    number = {(row["supplier_id"], row["state"]): row["number"] for row in found}
    to_ask = {row.supplier_id: row.to_ask for row in chase_counts(now=now)}
    return [
        SupplierRow(
            supplier,
            basket=number.get((supplier.pk, TripState.BASKET), 0),
            away=number.get((supplier.pk, TripState.AWAY), 0),
            to_ask=to_ask.get(supplier.pk, 0),
        )
        for supplier in Supplier.objects.order_by("-active", "name")
    ]


def _joined(trips):
    """Trips with all that a list of goods at or for a supplier is made of."""
    links = Prefetch("item__serial_links", SerialLink.objects.order_by("pk"))
    return trips.select_related("supplier", "parcel", "item__customer").prefetch_related(links)


def basket_of(supplier: Supplier) -> list[Trip]:
    """What lies in a supplier's basket, in the order in which it was put there. Two queries."""
    return list(_joined(Trip.objects.filter(supplier=supplier)).in_basket())


@dataclass(frozen=True)
class Candidates:
    """Goods that may go to a supplier and lie in no basket; `more` says that not all are shown."""

    ours: list[ReturnedItem]
    to_repair: list[ReturnedItem]
    more: bool


def basket_candidates() -> Candidates:
    """Faulty goods that became ours at the desk (the newest first), and the customers' that are chosen for repair and
    wait (the longest first). Goods of imported history that were paid for long ago are left out: its books are closed;
    their own pages still put them into a basket. Two queries."""
    free = ReturnedItem.objects.filter(
        ~Exists(Trip.objects.filter(item=OuterRef("pk")).under_way()), condition=Condition.FAULTY.value
    ).select_related("customer")
    settled = Trip.objects.filter(item=OuterRef("pk"), state=TripState.BACK.value, ours=True)
    ours = (
        free.filter(
            Q(finding__in=[each.value for each in BOUGHT_BACK]) | Q(state=State.HANDING_OVER.value),
            Exists(RemedyChoice.objects.filter(item=OuterRef("pk"), current=True, remedy__in=OURS)),
            ~Exists(settled.exclude(outcome=TripOutcome.REFUSED.value)),
        )
        .exclude(state__in=[State.LOST.value, State.SCRAPPED.value])
        .newest_first()
    )
    repair = free.in_house().filter(state=State.CHOSEN.value, remedy=Remedy.REPAIR.value).oldest_first()
    lists = [list(each[: MOST_ROWS + 1]) for each in (ours, repair)]
    return Candidates(*(each[:MOST_ROWS] for each in lists), more=any(len(each) > MOST_ROWS for each in lists))


# Parcels


@dataclass(frozen=True)
class ParcelsPage:
    """One page of parcels, newest first, and the number from which the next one goes on ("" on the last)."""

    parcels: list[Parcel]
    following: str


def parcels_page(*, supplier: Supplier | None = None, after: str = "", size: int = 50) -> ParcelsPage:
    """Parcels newest first with how much of each is still owed; `after` is the `following` of the page before."""
    owed = Count("trips", filter=Q(trips__state=TripState.AWAY.value))
    parcels = Parcel.objects.select_related("supplier", "shipped_by").annotate(items=Count("trips"), owed=owed)
    if supplier is not None:
        parcels = parcels.filter(supplier=supplier)
    last = Parcel.objects.filter(parcel_no=after).first() if after else None
    if last is not None:
        behind = Q(shipped_at__lt=last.shipped_at) | Q(shipped_at=last.shipped_at, parcel_no__lt=last.parcel_no)
        parcels = parcels.filter(behind, shipped_at__lte=last.shipped_at)
    rows = list(parcels.order_by("-shipped_at", "-parcel_no")[: size + 1])
    return ParcelsPage(rows[:size], rows[size - 1].parcel_no if len(rows) > size else "")


def parcel_by_no(parcel_no: str) -> Parcel | None:
    """The parcel of exactly this number; None where there is none."""
    return Parcel.objects.filter(parcel_no=parcel_no).select_related("supplier", "shipped_by").first()


def find_parcels(words: str, limit: int = 20) -> list[Parcel]:
    """Parcels of exactly this number, waybill or RMA number, newest first."""
    number = plain_code(words)
    if not number:
        return []
    same = Q(parcel_no=number) | Q(waybill__in={words.strip(), number}) | Q(rma_no__in={words.strip(), number})
    return list(Parcel.objects.filter(same).select_related("supplier").order_by("-shipped_at", "-parcel_no")[:limit])


def trips_of(parcel: Parcel) -> list[Trip]:
    """What travelled in a parcel, by item. Two queries."""
    return list(_joined(Trip.objects.filter(parcel=parcel)).order_by("item__item_no"))


@dataclass(frozen=True)
class ListLine:
    """One line of a packing list: all of an item that a supplier may see, and nothing about whose it is."""

    trip: Trip
    product: str
    serial: str
    fault: str
    accessories: str
    hidden: bool


def list_lines(trips: list[Trip]) -> list[ListLine]:
    """The lines of a packing list. What leads to the customer is blotted out of every text that people typed, and
    `hidden` says that something was."""
    return [_line(trip) for trip in trips]


def _line(trip: Trip) -> ListLine:
    item, customer = trip.item, trip.item.customer
    names = (customer.name, customer.contact, customer.phone, customer.address)
    told = [f"{item.product} {item.spec}".strip(), item.fault, trip.accessories]
    product, fault, accessories = shown = [without_person(text, names) for text in told]
    hidden = any(HIDDEN in text for text in shown)
    return ListLine(trip, product, trip.serial_sent, fault, accessories, hidden)


# Whom to ask after what (D2)


@dataclass(frozen=True)
class Owed:
    """One item that a supplier owes us, and how it stands today."""

    trip: Trip
    state: ChaseState
    due: datetime


@dataclass(frozen=True)
class ChaseCount:
    """How much is to be asked of one supplier today."""

    supplier_id: int
    name: str
    late: int
    today: int
    asked: int

    @property
    def to_ask(self) -> int:
        return self.late + self.today


@dataclass(frozen=True)
class ChaseList:
    """Today's list: its rows, the late ones first; `more` says that not all are shown."""

    rows: list[Owed]
    counts: list[ChaseCount]
    more: bool

    @property
    def late(self) -> int:
        return sum(count.late for count in self.counts)

    @property
    def to_ask(self) -> int:
        return sum(count.to_ask for count in self.counts)


def _to_chase(now: datetime):
    """What is on today's list with its `rank` (a place in RANKS), and the terms of each day of sending. Two queries."""
    away = Trip.objects.filter(state=TripState.AWAY.value).annotate(day=Coalesce("sent_on", "received_on"))
    terms = terms_for(away.order_by().values_list("day", flat=True).distinct())
    early, in_time = days_before(now, terms)
    rank = Case(
        When(asked_on=local_date(now), then=Value(RANKS.index(ChaseState.ASKED))),
        When(~Q(day__in=in_time), received_on__isnull=True, then=Value(RANKS.index(ChaseState.LATE))),
        default=Value(RANKS.index(ChaseState.TODAY)),
    )
    return away.exclude(day__in=early).annotate(rank=rank), terms


def chase_counts(*, now: datetime) -> list[ChaseCount]:
    """How much is to be asked today, by supplier. Three queries."""
    return _counts(_to_chase(now)[0])


def count_to_chase(now: datetime) -> int:
    """How many items suppliers are to be asked after today and have not been yet (D2)."""
    return sum(count.late + count.to_ask for count in chase_counts(now=now))


def _counts(trips) -> list[ChaseCount]:
    found: dict[tuple, list[int]] = {}
    rows = trips.order_by().values_list("supplier_id", "supplier__name", "rank").annotate(number=Count("pk"))
    for supplier_id, name, rank, number in rows:
        found.setdefault((name, supplier_id), [0] * len(RANKS))[rank] += number
    return [ChaseCount(supplier_id, name, *numbers) for (name, supplier_id), numbers in sorted(found.items())]


def chase_list(*, now: datetime, supplier: int | None = None, limit: int = MOST_ROWS) -> ChaseList:
    """D2: everything that is to be asked after today, and what has been; the late ones first, the longest away before
    the others. The counts are of all suppliers. Five queries."""
    trips, terms = _to_chase(now)
    wanted = _joined(trips)
    if supplier is not None:
        wanted = wanted.filter(supplier_id=supplier)
    rows = list(wanted.order_by("rank", "day", "pk")[: limit + 1])
    owed = [Owed(trip, RANKS[trip.rank], _due(trip.day, terms)) for trip in rows[:limit]]
    return ChaseList(owed, _counts(trips), more=len(rows) > limit)


def owed_of(trips: list[Trip], *, now: datetime) -> list[Owed]:
    """How each of these trips, all away, stands on the list. One query."""
    terms = terms_for({trip.since for trip in trips})
    return [
        Owed(
            trip,
            chase_state(
                trip.since, received_on=trip.received_on, asked_on=trip.asked_on, now=now, terms=terms[trip.since]
            ),
            _due(trip.since, terms),
        )
        for trip in trips
    ]


def _due(day: date, terms: dict) -> datetime:
    return confirmation(day, terms=terms[day]).due
