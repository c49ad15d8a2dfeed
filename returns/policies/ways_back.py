"""Giving back (A4, S-R3): the ways, the proof that is asked for; how serial numbers follow one another (W9). Pure."""

from enum import StrEnum

from returns.policies import DeliveryKind


class ShipWay(StrEnum):
    """A county/city agent's choice: shipped at once by the station, or with the warehouse's next goods."""

    NOW = "ship_now"
    WITH_OTHERS = "with_other_goods"


class LinkKind(StrEnum):
    """How one serial number took the place of another."""

    SWAP = "swap"
    EXCHANGE = "exchange"
    FROM_SUPPLIER = "from_supplier"


def ways_for(*, is_county_agent: bool) -> tuple[DeliveryKind, ...]:
    """A4: a county/city agent's goods are shipped, or collected when somebody comes by; everybody else's are delivered
    or collected."""
    if is_county_agent:
        return (DeliveryKind.SHIPPED, DeliveryKind.COLLECTED)
    return (DeliveryKind.DELIVERED, DeliveryKind.COLLECTED)


def proof_is_there(*, voucher_back: bool, signed: bool, unsigned_reason: str) -> bool:
    """A4: the voucher is taken back or somebody signs; without either, the giver writes down why (S-R3 is proposed)."""
    return voucher_back or signed or bool(unsigned_reason.strip())


def counts_as_signed(*, voucher_back: bool, signed: bool) -> bool:
    """What `signed` of an item says: the voucher that came back stands for the signature."""
    return voucher_back or signed
