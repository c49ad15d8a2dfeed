"""The only writers of returned goods, of their papers and of everything that happens to them on their way."""

from returns.policies import NewItem, NewJob
from returns.services.choosing import remedy_choose
from returns.services.consigning import Transport, goods_ship
from returns.services.correcting import item_correct, item_explain
from returns.services.giving_back import (
    Handing,
    goods_give_back,
    goods_tell_ready,
    item_give_back,
    item_tell_ready,
    item_uncollected,
)
from returns.services.handing_over import (
    Signature,
    handover_expect,
    handover_offer_again,
    handover_refuse,
    handover_sign,
    handovers_make,
    handovers_sign,
    handovers_withdraw,
)
from returns.services.losing import Found, item_find, item_lose, item_scrap
from returns.services.outside import item_back_from_outside, item_send_outside
from returns.services.papering import paper_void
from returns.services.quoting import quote_answer, quote_make, quote_settle, quote_withdraw
from returns.services.receiving import KEPT, NewCustomer, goods_receive, goods_receive_from_new
from returns.services.repairing import item_give_to_technician, item_repaired, item_unrepairable, item_withdraw
from returns.services.returning import (
    Back,
    back_from_supplier,
    supplier_asked,
    supplier_has_it,
    trips_back,
    trips_chase,
    trips_confirm,
)
from returns.services.supplying import (
    Shipment,
    into_basket,
    items_into_basket,
    out_of_basket,
    parcel_ship,
    supplier_create,
    supplier_update,
)

__all__ = [
    "KEPT",
    "Back",
    "Found",
    "Handing",
    "NewCustomer",
    "NewItem",
    "NewJob",
    "Shipment",
    "Signature",
    "Transport",
    "back_from_supplier",
    "goods_give_back",
    "goods_receive",
    "goods_receive_from_new",
    "goods_ship",
    "goods_tell_ready",
    "handover_expect",
    "handover_offer_again",
    "handover_refuse",
    "handover_sign",
    "handovers_make",
    "handovers_sign",
    "handovers_withdraw",
    "into_basket",
    "item_correct",
    "item_explain",
    "item_find",
    "item_give_back",
    "item_lose",
    "item_scrap",
    "item_tell_ready",
    "item_uncollected",
    "items_into_basket",
    "out_of_basket",
    "parcel_ship",
    "item_back_from_outside",
    "item_give_to_technician",
    "item_repaired",
    "item_send_outside",
    "item_unrepairable",
    "item_withdraw",
    "quote_answer",
    "quote_make",
    "quote_settle",
    "quote_withdraw",
    "paper_void",
    "remedy_choose",
    "supplier_asked",
    "supplier_create",
    "supplier_has_it",
    "supplier_update",
    "trips_back",
    "trips_chase",
    "trips_confirm",
]
