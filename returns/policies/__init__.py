"""Returned goods: the words, who is handed which paper (A1), what a registration must hold, what the public sees."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from customers.policies import EARLIEST_PURCHASE, Category, folded
from rulebook.policies import Terms
from servicedesk.money import LARGEST


class Condition(StrEnum):
    INTACT = "intact"
    FAULTY = "faulty"


class Remedy(StrEnum):
    """The four remedies of W1–W4."""

    REFUND = "refund"
    EXCHANGE = "exchange"
    SWAP = "swap"
    REPAIR = "repair"


class DeliveryKind(StrEnum):
    DELIVERED = "delivered"
    COLLECTED = "collected"
    SHIPPED = "shipped"


class Proof(StrEnum):
    """What the customer showed for the purchase: the law's claims (L) rest on it."""

    INVOICE = "invoice"
    CARD = "card"
    BOTH = "both"
    NONE = "none"


class PaperKind(StrEnum):
    """What the customer takes away: a repair voucher in three copies, or, for county/city agents, a list. And the
    station's own voucher to the company for goods that become the company's (A3), which no customer is handed."""

    VOUCHER = "voucher"
    LIST = "list"
    INTERNAL = "internal"


class PublicState(StrEnum):
    """How far the goods are, as the customer's own page says it."""

    RECEIVED = "received"
    IN_WORK = "in_work"
    YOUR_ANSWER = "your_answer"
    READY = "ready"
    GIVEN_BACK = "given_back"
    ASK_US = "ask_us"
    ENDED = "ended"


# The prefix of the paper's number.
PAPER_PREFIX = {PaperKind.VOUCHER: "PZ", PaperKind.LIST: "QD", PaperKind.INTERNAL: "NZ"}
ITEM_PREFIX = "F"
# The desk's own reasons for taking something back, told in the reader's language (`returns.labels.DESK_REASONS`).
REMEDY_CHANGED = "remedy_changed"
CHARGE_CHANGED = "charge_changed"
CAME_BACK_UNREPAIRED = "came_back_unrepaired"
ON_THE_BENCH = "on_the_bench"
# How far ahead a day lies at most that somebody is told to wait for.
LONGEST_WAIT = timedelta(days=366)
# The most items on one paper: what a page of the form and a print can carry.
MOST_ITEMS = 40


def paper_for(*, is_county_agent: bool) -> PaperKind:
    """A1: everyone is handed a repair voucher, except county/city agents, whose goods are put on a list."""
    return PaperKind.LIST if is_county_agent else PaperKind.VOUCHER


def answer_due_on(received_on: date, *, terms: Terms) -> date:
    """The last day on which the goods are back, or the customer knows why not (D4); `terms` are those of that day."""
    return received_on + timedelta(days=terms.return_days)


def wants_job(condition: str, remedy: str) -> bool:
    """Whether the technicians get a job for the item unless the clerk decides otherwise: faulty and to be repaired."""
    return condition == Condition.FAULTY and remedy == Remedy.REPAIR


def plain_code(text: str) -> str:
    """A serial number, or a number of ours, as it is kept: full-width letters made plain, blanks dropped, capitals."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def scanned_number(text: str) -> str:
    """The number of a paper, as it was typed or as a scanner reads it off the paper: the code of an internal voucher
    holds the address of its item with the number of the voucher behind it."""
    held = re.search(r"[?&]voucher=([^&#\s]+)", text)
    return plain_code(held[1] if held else text)


def unprintable(text: str) -> str:
    """The first sign of the text that a paper or a search cannot carry (emoji, control and invisible signs), or "".

    Rare Chinese characters, however new, are letters and pass.
    """
    for sign in text:
        kind, place = unicodedata.category(sign), ord(sign)
        if kind in {"Cc", "Cf", "Cs", "Co", "Cn"} or 0x2600 <= place <= 0x27BF or 0xFE00 <= place <= 0xFE0F:
            return sign
        if place >= 0x1F000 and kind in {"So", "Sk"}:
            return sign
    return ""


@dataclass(frozen=True)
class NewJob:
    """What the technicians need to know to put the job in its place (T2)."""

    domain: str
    severity: str
    purpose: str
    brand_class: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else decides. The defaults promise nothing that would have to be taken back; None leaves it to the desk."""

    opened: bool = True
    user_caused: bool = False
    resaleable: bool = True
    supplier_will_replace: bool = False
    same_model_available: bool = True
    consumer: bool | None = None
    repairs_done: int | None = None
    in_guarantee: bool | None = None
    new_price: Decimal | None = None


@dataclass(frozen=True)
class NewItem:
    """One item as it lies on the counter: all that A1 has registered. `again` says that the clerk knows
    goods with this serial number to be here already and still means another item; `told` decides the remedies."""

    product: str
    category: str
    condition: str
    packaging_complete: bool | None
    spec: str = ""
    serial: str = ""
    purchased_on: date | None = None
    label_on: date | None = None
    proof: str = ""
    sale_price: Decimal | None = None
    cost: Decimal | None = None
    price_today: Decimal | None = None
    fault: str = ""
    looks: str = ""
    accessories: str = ""
    remedy: str = ""
    job: NewJob | None = None
    again: bool = False
    told: Circumstances = Circumstances()


def is_coming_day(day: date, *, today: date) -> bool:
    """Whether a day that a customer or the desk waits for is one: today or later, and within a year. A slip of the
    year would let the goods be forgotten."""
    return today <= day <= today + LONGEST_WAIT


def problems(item: NewItem, *, today: date) -> list[tuple[str, str]]:
    """What keeps the item from being registered (A1), as (field, code); `today` is the day of receipt."""
    found = []
    if not item.product.strip():
        found.append(("product", "product.missing"))
    if item.category not in set(Category):
        found.append(("category", "category.missing"))
    if item.condition not in set(Condition):
        found.append(("condition", "condition.missing"))
    elif item.condition == Condition.FAULTY and not item.fault.strip():
        found.append(("fault", "fault.missing"))
    if item.packaging_complete is None:
        found.append(("packaging_complete", "packaging.missing"))
    for name in ("purchased_on", "label_on"):
        day = getattr(item, name)
        if day is not None and day > today:
            found.append((name, "date.future"))
        elif day is not None and day < EARLIEST_PURCHASE:
            found.append((name, "date.too_early"))
    amounts = {name: getattr(item, name) for name in ("sale_price", "cost", "price_today")}
    for name, amount in (amounts | {"new_price": item.told.new_price}).items():
        if amount is not None and not 0 <= amount <= LARGEST:
            found.append((name, "money.bounds"))
    return found


def same_serial(items: Sequence[NewItem]) -> list[int]:
    """The positions of items whose serial number stands on an earlier item of the same paper."""
    seen, repeated = set(), []
    for position, item in enumerate(items):
        key = folded(item.serial)
        if key and key in seen:
            repeated.append(position)
        seen.add(key)
    return repeated
