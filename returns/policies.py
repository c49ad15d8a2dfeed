"""Returned goods: the words, and who is handed which paper (A1)."""

from enum import StrEnum


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


class PaperKind(StrEnum):
    """What the customer takes away: a repair voucher in three copies, or, for county/city agents, a list."""

    VOUCHER = "voucher"
    LIST = "list"


# The prefix of the paper's number.
PAPER_PREFIX = {PaperKind.VOUCHER: "PZ", PaperKind.LIST: "QD"}


def paper_for(*, is_county_agent: bool) -> PaperKind:
    """A1: everyone is handed a repair voucher, except county/city agents, whose goods are put on a list."""
    return PaperKind.LIST if is_county_agent else PaperKind.VOUCHER
