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
    "NewCustomer",
    "NewItem",
    "NewJob",
    "Shipment",
    "back_from_supplier",
    "goods_receive",
    "goods_receive_from_new",
    "handover_offer_again",
    "handover_refuse",
    "handover_sign",
    "handovers_make",
    "handovers_sign",
    "handovers_withdraw",
    "into_basket",
    "item_correct",
    "item_explain",
    "items_into_basket",
    "out_of_basket",
    "parcel_ship",
    "remedy_choose",
    "supplier_asked",
    "supplier_create",
    "supplier_has_it",
    "supplier_update",
    "trips_back",
    "trips_chase",
    "trips_confirm",
]
