"""What the desk keeps of returned goods, by the part of their way."""

from returns.models.decisions import RemedyChoice, RemedyDecision
from returns.models.handovers import HandOver, HandOverQuerySet
from returns.models.items import ReturnedItem, ReturnedItemQuerySet
from returns.models.papers import Paper, new_token
from returns.models.repairs import OutsideRepair, Quote, QuoteLine, QuoteQuerySet, RepairPart
from returns.models.suppliers import Parcel, Supplier, Trip, TripQuerySet
from returns.models.ways_back import Consignment, GiveBack, Loss, Notice, Scrapping, SerialLink

__all__ = [
    "Consignment",
    "GiveBack",
    "HandOver",
    "HandOverQuerySet",
    "Loss",
    "Notice",
    "OutsideRepair",
    "Paper",
    "Parcel",
    "Quote",
    "QuoteLine",
    "QuoteQuerySet",
    "RemedyChoice",
    "RemedyDecision",
    "RepairPart",
    "ReturnedItem",
    "ReturnedItemQuerySet",
    "Scrapping",
    "SerialLink",
    "Supplier",
    "Trip",
    "TripQuerySet",
    "new_token",
]
