"""Finding goods and papers, and what a scanned serial number already means to the desk."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, Q, Sum, prefetch_related_objects

from customers.models import Customer, Machine
from customers.selectors import machines_by_serial
from records.policies import is_well_formed
from returns.models import (
    GiveBack,
    HandOver,
    Loss,
    Notice,
    OutsideRepair,
    Paper,
    Quote,
    RemedyChoice,
    RemedyDecision,
    ReturnedItem,
    ReturnedItemQuerySet,
    Scrapping,
    SerialLink,
    Trip,
)
from returns.paper_selectors import of_paper, papers_of
from returns.policies import plain_code
from returns.policies.states import State
from servicedesk.clock import day_start, local_date
from tickets.models import Job
from tickets.policies import Status

JOINED = ("customer", "machine", "job", "paper", "holder")
SHOWN = 5  # earlier repairs, open jobs and goods shown beside a scanned serial number
COUNTED = 1000  # counts stop here: "1,000+"
# Prefix, year and month, five digits or more, check character.
OUR_NUMBER = re.compile(r"(?:F[CX]?|PZ|QD|NZ|HJ)\d{9,}[0-9A-Z]")


def spellings(serial: str) -> set[str]:
    """The ways in which a serial number may have been kept."""
    plain = plain_code(serial)
    return {serial.strip(), plain, plain.lower()}


def here_by_serial(serial: str) -> list[ReturnedItem]:
    """Goods in the house with this serial number, in any case and width; none for an empty one."""
    if not plain_code(serial):
        return []
    return list(
        ReturnedItem.objects.in_house()
        .filter(serial__in=spellings(serial))
        .select_related(*JOINED)
        .newest_first()[:SHOWN]
    )


@dataclass(frozen=True)
class Known:
    """What the desk knows about a scanned serial number, machine number or item number."""

    serial: str
    machine: Machine | None = None
    elsewhere: list[Machine] = field(default_factory=list)
    latest: ReturnedItem | None = None
    here: list[ReturnedItem] = field(default_factory=list)
    earlier: list[ReturnedItem] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)

    @property
    def customer(self) -> Customer | None:
        """Whose it is: the machine's owner, else whoever last brought goods of this serial number."""
        known = self.machine or self.latest
        return known.customer if known else None

    @property
    def found(self) -> bool:
        return self.machine is not None or self.latest is not None

    def fill(self, *, with_cost: bool, customer_no: str = "") -> dict[str, str]:
        """What the fields of an item's block are filled with, by field name; what is not known is left out.

        Of goods that are on record for somebody other than `customer_no` only what they are: when and for how much
        they were bought is that other customer's matter.
        """
        source = self.machine or self.latest
        if source is None:
            return {"serial": self.serial}
        product = self.latest.product if self.latest else str(source.get_category_display())
        spec = (self.machine and self.machine.model) or (self.latest.spec if self.latest else "")
        known = {"serial": self.serial, "product": product, "spec": spec, "category": source.category}
        if self.machine is not None:
            known["brand_class"] = self.machine.brand_class
        if customer_no in ("", source.customer.customer_no):
            known |= {
                "purchased_on": source.purchased_on,
                "sale_price": source.sale_price,
                "label_on": self.latest.label_on if self.latest else None,
                "purpose": self.jobs[0].purpose if self.jobs else "",
                "cost": source.cost if with_cost else None,
            }
        return {name: str(value) for name, value in known.items() if value not in (None, "")}


def known_by(words: str, *, customer_no: str = "") -> Known:
    """What a scan means: a serial number, else a machine number, else the number of an item that was here before.

    Several machines of one serial number: the one of `customer_no` counts, else the newest; the others are
    given as `elsewhere`. A machine that is the customer's no more does not count; its earlier returns do. A bounded
    number of queries.
    """
    machines = machines_by_serial(words)
    number = plain_code(words)
    if not machines and number:
        machines = list(Machine.objects.current().filter(machine_no=number).select_related("customer"))
    machines.sort(key=lambda machine: machine.customer.customer_no != customer_no)
    machine = machines[0] if machines else None
    items = _items_of((machine and machine.serial) or words, machine) or _items_numbered(number)
    if machine is None and items and items[0].machine is not None and items[0].machine.left_on is None:
        machine = items[0].machine
    return Known(
        serial=(machine and machine.serial) or (items[0].serial if items else plain_code(words)),
        machine=machine,
        elsewhere=machines[1:],
        latest=items[0] if items else None,
        here=[item for item in items if item.ended_at is None],
        earlier=[item for item in items if item.delivered_at is not None],
        jobs=_jobs_of(machine, items),
    )


def _items_of(serial: str, machine: Machine | None) -> list[ReturnedItem]:
    """Items of this serial number or of the machine, newest first."""
    match = Q(serial__in=spellings(serial)) if plain_code(serial) else Q()
    if machine is not None:
        match |= Q(machine=machine)
    if not match:
        return []
    return list(ReturnedItem.objects.filter(match).select_related(*JOINED).newest_first()[: 2 * SHOWN])


def _items_numbered(number: str) -> list[ReturnedItem]:
    return list(ReturnedItem.objects.filter(item_no=number).select_related(*JOINED)) if number else []


def _jobs_of(machine: Machine | None, items: list[ReturnedItem]) -> list[Job]:
    """Open jobs first, then the latest repairs of the machine."""
    if machine is None:
        return [item.job for item in items if item.job is not None][:SHOWN]
    jobs = machine.jobs.order_by("-opened_at", "-job_no")[: 2 * SHOWN]
    return sorted(jobs, key=lambda job: job.status == Status.CLOSED)[:SHOWN]


def out_of_job(job_id: int) -> int:
    """How much of a job's goods is out: hand-overs not signed, goods at suppliers and outside repairers."""
    return ReturnedItem.objects.filter(job_id=job_id).aggregate(out=Sum("out", default=0))["out"]


def item_by_no(item_no: str) -> ReturnedItem | None:
    """The item of exactly this number with all that its page shows; None where there is none."""
    trips = Prefetch("trips", Trip.objects.select_related("supplier", "parcel").order_by("-pk"))
    found = ReturnedItem.objects.filter(item_no=item_no).select_related(*JOINED, "received_by")
    return found.prefetch_related(trips).first()


def matching_items(words: str) -> ReturnedItemQuerySet:
    """Items of exactly this item, paper or quote number, also of a paper that is void; where there is none, those whose
    serial number holds the text, and those for which a unit of this serial number was given.

    A text of fewer than three characters is only read as a number: it would match half the house.
    """
    number = plain_code(words)
    items = ReturnedItem.objects.select_related(*JOINED)
    if not number:
        return items.none()
    of_quote = Quote.objects.filter(quote_no=number)
    exact = items.filter(Q(item_no=number) | of_paper(number) | Q(pk__in=of_quote.values("item")))
    if len(number) < 3 or exact.exists():
        return exact
    # Through the ids alone, so that the index of the serial numbers is read and not the whole table.
    held = Q(serial__icontains=number) | Q(pk__in=_items_of_new_unit(number))
    return items.filter(pk__in=ReturnedItem.objects.filter(held).values("pk"))


def _items_of_new_unit(serial: str) -> list[int]:
    """The items for which a unit of exactly this serial number was given (W9)."""
    return list(SerialLink.objects.filter(new_serial=serial).order_by("-at").values_list("item", flat=True)[:SHOWN])


def find_items(words: str, limit: int = 20) -> list[ReturnedItem]:
    """`matching_items`, newest first, for the search over everything."""
    return list(matching_items(words).newest_first()[:limit])


def number_is_mistyped(words: str) -> bool:
    """Whether the text is built like one of our own numbers (item, voucher, list) but its check character is wrong."""
    number = plain_code(words)
    return bool(OUR_NUMBER.fullmatch(number)) and not is_well_formed(number)


@dataclass(frozen=True)
class GoodsPage:
    """One page of the list of goods and the key of the next one, "" on the last."""

    items: list[ReturnedItem]
    following: str


def goods_page(*, words="", state="", customer=None, holder=None, after="", size=50) -> GoodsPage:
    """Goods newest first, narrowed down; `after` is the `following` of the page before (nonsense starts anew).

    `state` is one of `State`, "all", "out" (something of them is out), else those whose claim has not ended.

    Words are looked for in all goods, given back or not: whoever has a number in hand wants that item.
    """
    items = matching_items(words) if words else ReturnedItem.objects.select_related(*JOINED)
    if not words and state != "all":
        items = items.in_state(state)
    if customer is not None:
        items = items.filter(customer=customer)
    if holder is not None:
        items = items.filter(holder=holder)
    key = _key(after)
    rows = list((items.after(*key) if key else items).newest_first()[: size + 1])
    more = len(rows) > size
    last = rows[size - 1] if more else None
    return GoodsPage(rows[:size], f"{last.received_at.isoformat()}~{last.item_no}" if last else "")


def _key(after: str) -> tuple[datetime, str] | None:
    moment, _mark, item_no = after.partition("~")
    try:
        received_at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (received_at, item_no) if received_at.tzinfo and item_no else None


@dataclass(frozen=True)
class GoodsNow:
    """The goods on the home page of those who handle them."""

    today: list[ReturnedItem]
    oldest: list[ReturnedItem]
    in_house: int
    more: bool


def goods_now(*, now: datetime, limit: int = 8) -> GoodsNow:
    """Received today (newest first), in the house (oldest first), and how many are, counted up to 1,000.

    `more` says that there are more than were counted. Three queries.
    """
    items = ReturnedItem.objects.select_related("customer", "holder", "paper")
    house = ReturnedItem.objects.in_house()
    counted = house.order_by()[: COUNTED + 1].count()
    return GoodsNow(
        today=list(items.filter(received_at__gte=day_start(local_date(now))).newest_first()[:limit]),
        oldest=list(items.in_house().oldest_first()[:limit]),
        in_house=min(counted, COUNTED),
        more=counted > COUNTED,
    )


@dataclass(frozen=True)
class ItemPage:
    """What belongs to an item besides its own columns, as its page shows it."""

    decision: RemedyDecision | None
    choice: RemedyChoice | None
    earlier_choices: list[RemedyChoice]
    handovers: list[HandOver]
    trips: list[Trip]
    papers: list[Paper]
    notices: list[Notice]
    give_back: GiveBack | None
    losses: list[Loss]
    scrapping: Scrapping | None

    @property
    def turned_up(self) -> bool:
        """Whether goods that were lost are here again, or where they belong."""
        return bool(self.losses) and self.losses[-1].turned_up_at is not None

    @property
    def internal(self) -> Paper | None:
        """The internal voucher in force."""
        return next((paper for paper in self.papers if paper.is_internal and not paper.is_void), None)


# What an item is asked for by its page and by the forms of its steps alike.
_OF_ITEM = (
    Prefetch("choices", RemedyChoice.objects.select_related("by", "lowered_by").order_by("-chosen_at", "-pk")),
    Prefetch("quotes", Quote.objects.select_related("made_by", "settled_by").order_by("-pk")),
    "quotes__lines",
    Prefetch("outside_repairs", OutsideRepair.objects.select_related("sent_by", "back_by").order_by("-pk")),
    "parts",
)


def item_page(item: ReturnedItem) -> ItemPage:
    """Everything that hangs on an item, in a fixed number of queries; quotes, parts and outside repairs on the item."""
    prefetch_related_objects([item], *_OF_ITEM)
    choices = list(item.choices.all())
    return ItemPage(
        decision=RemedyDecision.objects.filter(item=item).select_related("by").first(),
        choice=next((each for each in choices if each.current), None),
        earlier_choices=[each for each in choices if not each.current],
        handovers=list(
            item.handovers.select_related("made_by", "signed_by", "refused_by", "paper").order_by("made_at", "pk")
        ),
        trips=list(item.trips.all()),
        papers=papers_of(item),
        notices=list(item.notices.select_related("told_by")),
        give_back=GiveBack.objects.filter(item=item).select_related("by", "consignment").first(),
        scrapping=_scrapping(item),
        losses=list(item.losses.select_related("bearer").order_by("found_out_at", "pk")),
    )


def _scrapping(item: ReturnedItem) -> Scrapping | None:
    if item.state != State.SCRAPPED:
        return None
    return Scrapping.objects.filter(item=item).select_related("by").first()
