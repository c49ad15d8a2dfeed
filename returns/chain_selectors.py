"""Which serial number followed which, and where each is now (W9): one chain from any of its numbers."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from customers.models import Machine
from returns.models import RemedyChoice, ReturnedItem, SerialLink, Trip
from returns.policies import plain_code
from returns.policies.states import Where, whereabouts
from returns.policies.trips import TripState
from returns.policies.ways_back import LinkKind
from returns.selectors import spellings
from servicedesk.clock import day_end

MOST_STEPS = 8  # from the number one begins with, in either direction
MOST_LINKS = 60


@dataclass(frozen=True)
class Place:
    """Where a number was from a time on, by what is on record: with whom, as which item, on which trip."""

    at: datetime
    where: Where
    item: ReturnedItem | None = None
    trip: Trip | None = None
    is_now: bool = False  # still so, whatever was written down later


@dataclass
class Unit:
    """One serial number of a chain: what carries it, and where that is now."""

    serial: str
    machine: Machine | None = None
    places: list[Place] = field(default_factory=list)
    given_as: str = ""  # what took the place of another number, by the item and the remedy

    @property
    def place(self) -> Place | None:
        """Where it is now: where it still is on record, else where it was last."""
        return max(self.places, key=lambda place: (place.is_now, place.at), default=None)

    @property
    def product(self) -> str:
        """What it is, as far as somebody wrote it down."""
        item = next((place.item for place in self.places if place.item and place.item.serial == self.serial), None)
        if item is not None:
            return f"{item.product} {item.spec}".strip()
        model = self.machine.model if self.machine else ""
        return model or self.given_as or (str(self.machine.get_category_display()) if self.machine else "")


@dataclass(frozen=True)
class Chain:
    """The links in the order of time, and every number of them; empty where nothing followed anything."""

    links: list[SerialLink]
    units: list[Unit]


def chain_of(serial: str, machine: Machine | None = None) -> Chain:
    """The chain in which a serial number, or a machine without one, stands. A query for each step away from it, and
    four more; one where there is none."""
    links = _links(plain_code(serial), machine)
    serials = list(dict.fromkeys(number for link in links for number in (link.old_serial, link.new_serial) if number))
    return Chain(links, _units(serials, links)) if links else Chain([], [])


def _links(serial: str, machine: Machine | None) -> list[SerialLink]:
    near = Q(old_machine=machine) | Q(new_machine=machine) if machine is not None else Q()
    frontier, found = {serial} - {""}, {}
    known = set(frontier)
    chosen = RemedyChoice.objects.filter(item=OuterRef("item"), current=True).values("new_product")[:1]
    joined = SerialLink.objects.annotate(chosen_instead=Subquery(chosen))
    joined = joined.select_related("item__customer", "trip__supplier", "trip__parcel")
    for _step in range(MOST_STEPS):
        if frontier:
            near |= Q(old_serial__in=frontier) | Q(new_serial__in=frontier)
        if not near:
            break
        for link in joined.filter(near).order_by("at", "pk")[:MOST_LINKS]:
            found[link.pk] = link
        numbers = {number for link in found.values() for number in (link.old_serial, link.new_serial) if number}
        frontier, near = numbers - known, Q()
        known |= frontier
        if not frontier or len(found) >= MOST_LINKS:
            break
    return sorted(found.values(), key=lambda link: (link.at, link.pk))


def _units(serials: list[str], links: list[SerialLink]) -> list[Unit]:
    """The numbers in the order in which they came, each with its machine and with every place it is known to have been
    at. Four queries."""
    units = {serial: Unit(serial) for serial in serials}
    kept_as = {spelling for serial in serials for spelling in spellings(serial)}
    for machine in Machine.objects.filter(serial__in=kept_as).select_related("customer").order_by("pk"):
        units[plain_code(machine.serial)].machine = machine
    for link in links:
        _place_by(link, units)
        if link.new_serial:
            units[link.new_serial].given_as = _given_as(link)
    items = ReturnedItem.objects.filter(Q(serial__in=serials) | Q(pk__in=[link.item_id for link in links]))
    items = items.select_related("customer", "holder").prefetch_related("serial_links", "trips__supplier")
    for item in items.prefetch_related("trips__parcel").order_by("received_at"):
        _place_item(item, units)
    return list(units.values())


def _given_as(link: SerialLink) -> str:
    """What the new number of a link is: the other model that was agreed on, else the same product again."""
    other_model = link.chosen_instead if link.kind == LinkKind.EXCHANGE else ""
    return other_model or f"{link.item.product} {link.item.spec}".strip()


def _place_by(link: SerialLink, units: dict[str, Unit]):
    """What a link says of both its numbers: what a supplier keeps, and what a customer has got."""
    if link.kind == LinkKind.FROM_SUPPLIER:
        if link.old_serial:
            units[link.old_serial].places.append(
                Place(_sent_at(link.trip) or link.at, Where.SUPPLIER, link.item, link.trip)
            )
    elif link.new_serial:
        units[link.new_serial].places.append(Place(link.at, Where.CUSTOMER, link.item))


def _place_item(item: ReturnedItem, units: dict[str, Unit]):
    """Where the unit is that an item stands for by now: the one that came in, or the last that a supplier gave for it;
    and what is on its way to a supplier."""
    given = [link for link in item.serial_links.all() if link.kind == LinkKind.FROM_SUPPLIER]
    unit = units.get(given[-1].new_serial if given else plain_code(item.serial))
    if unit is None:
        return
    away = next((trip for trip in item.trips.all() if trip.state == TripState.AWAY), None)
    where = whereabouts(state=item.state, ours=item.is_ours, at_supplier=away is not None)
    is_now = item.ended_at is None or away is not None
    since = max([item.ended_at or item.received_at, *(link.at for link in given)])
    unit.places.append(Place(_sent_at(away) or since, where, item, away, is_now))


def _sent_at(trip: Trip | None) -> datetime | None:
    """When goods went to a supplier, as far as somebody wrote down the day."""
    day = trip and (trip.sent_on or trip.received_on)
    return day_end(day) if day else None
