"""Giving back (A4, S-R3): the ways, the proof that is asked for; how serial numbers follow one another (W9). Pure."""

from datetime import date, datetime
from enum import StrEnum

from returns.policies import DeliveryKind
from returns.policies.choices import LabelBasis
from returns.policies.states import Finding
from servicedesk.clock import local_date

CONSIGNMENT_PREFIX = "FX"
# The desk's own reasons for taking a hand-over back, in words in `returns.labels.DESK_REASONS`.
WAY_CHANGED = "way_changed"
GOODS_LOST = "goods_lost"
GOODS_SCRAPPED = "goods_scrapped"
TURNED_UP = "turned_up"
# How a refund reaches a county/city agent: it is booked to their account, and nothing is handed over.
BOOKED = ""


class ShipWay(StrEnum):
    """A county/city agent's choice: shipped at once by the station, or with the warehouse's next goods."""

    NOW = "ship_now"
    WITH_OTHERS = "with_other_goods"


class LinkKind(StrEnum):
    """How one serial number took the place of another."""

    SWAP = "swap"
    EXCHANGE = "exchange"
    FROM_SUPPLIER = "from_supplier"


def is_shipped(*, is_county_agent: bool, finding: str) -> bool:
    """A4: whether a county/city agent chooses how it is shipped; a refund is booked, and nobody else's is shipped."""
    return is_county_agent and finding != Finding.REFUNDED


def ways_by_hand(*, is_county_agent: bool, finding: str) -> tuple[str, ...]:
    """A4: how it reaches the customer where it is not shipped. Everybody but a county/city agent gets it delivered or
    collects it; such an agent collects when somebody comes by, and a refund is booked to their account."""
    if not is_county_agent:
        return (DeliveryKind.COLLECTED, DeliveryKind.DELIVERED)
    return (BOOKED, DeliveryKind.COLLECTED) if finding == Finding.REFUNDED else (DeliveryKind.COLLECTED,)


def proof_is_there(*, voucher_back: bool, signed: bool, unsigned_reason: str) -> bool:
    """A4: the voucher is taken back or somebody signs; without either, the giver writes down why (S-R3 is proposed)."""
    return voucher_back or signed or bool(unsigned_reason.strip())


def counts_as_signed(*, voucher_back: bool, signed: bool) -> bool:
    """What `signed` of an item says: the voucher that came back stands for the signature."""
    return voucher_back or signed


def label_date(basis: str, *, old: date | None, given_on: date) -> date | None:
    """W9: the date on the label of what the customer gets: the old one, or, where the warranty starts afresh, the day
    on which it is given."""
    return given_on if basis == LabelBasis.RESTART else old


class Told(StrEnum):
    """How the customer's being told stands (A4, D6): told; to be told today; not told on the day it became ready."""

    TOLD = "told"
    TODAY = "today"
    LATE = "late"


def told_state(*, ready_at: datetime | None, told_at: datetime | None, now: datetime) -> Told:
    """A4: the customer is told on the day on which it is ready. `told_at` is the latest telling; what was told before
    it became ready again counts for nothing. Where the books do not say since when, it is to be told today."""
    if told_at is not None and (ready_at is None or told_at >= ready_at):
        return Told.TOLD
    return Told.TODAY if ready_at is None or local_date(ready_at) == local_date(now) else Told.LATE


def may_be_uncollected(*, told_at: datetime | None, ready_at: datetime | None, now: datetime) -> bool:
    """Whether goods count as not collected: they are ready, and the customer has known it since an earlier day."""
    told = told_state(ready_at=ready_at, told_at=told_at, now=now) == Told.TOLD
    return told and local_date(told_at) < local_date(now)
