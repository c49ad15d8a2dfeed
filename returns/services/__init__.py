"""The only writers of returned goods, of their papers and of everything that happens to them on their way."""

from returns.policies import NewItem, NewJob
from returns.services.choosing import remedy_choose
from returns.services.correcting import item_correct, item_explain
from returns.services.handing_over import (
    handover_offer_again,
    handover_refuse,
    handover_sign,
    handovers_make,
    handovers_sign,
    handovers_withdraw,
)
from returns.services.receiving import KEPT, NewCustomer, goods_receive, goods_receive_from_new

__all__ = [
    "KEPT",
    "NewCustomer",
    "NewItem",
    "NewJob",
    "goods_receive",
    "goods_receive_from_new",
    "handover_offer_again",
    "handover_refuse",
    "handover_sign",
    "handovers_make",
    "handovers_sign",
    "handovers_withdraw",
    "item_correct",
    "item_explain",
    "remedy_choose",
]
