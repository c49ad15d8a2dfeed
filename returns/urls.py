"""Addresses of returned goods and their papers."""

from django.urls import path

from returns import (
    choosing_views,
    handover_views,
    item_views,
    paper_views,
    picture_views,
    quote_views,
    remedy_views,
    step_views,
    supplier_views,
    views,
    way_back_views,
)

app_name = "returns"

urlpatterns = [
    # goods
    path("returns/", views.items, name="items"),
    path("returns/intake/", views.intake, name="intake"),
    path("returns/lookup/", views.lookup, name="lookup"),
    path("returns/remedies/", remedy_views.remedies, name="remedies"),
    path("returns/what-if/", remedy_views.what_if, name="what_if"),
    path("returns/items/<str:item_no>/", item_views.item, name="item"),
    path("returns/items/<str:item_no>/remedy/", choosing_views.choose, name="choose"),
    path("returns/items/<str:item_no>/remedy/form/", choosing_views.remedy_form, name="remedy_form"),
    path("returns/items/<str:item_no>/do/<slug:step>/", step_views.step, name="step"),
    path("returns/items/<str:item_no>/pictures/", picture_views.pictures, name="pictures"),
    path("returns/pictures/<slug:stem>/", picture_views.picture, name="picture"),
    path("returns/pictures/<slug:stem>/withdraw/", picture_views.picture_withdraw, name="picture_withdraw"),
    # hand-overs
    path("handovers/", handover_views.inbox, name="handovers"),
    path("handovers/sign/", handover_views.sign_many, name="handovers_sign"),
    path("handovers/refused/", handover_views.refused, name="handovers_refused"),
    path("handovers/all/", handover_views.all_open, name="handovers_all"),
    path("handovers/<int:pk>/", handover_views.handover, name="handover"),
    path("handovers/<int:pk>/<slug:step>/", handover_views.handover_do, name="handover_do"),
    # suppliers
    path("suppliers/", supplier_views.suppliers, name="suppliers"),
    path("suppliers/new/", supplier_views.supplier_new, name="supplier_new"),
    path("suppliers/baskets/", supplier_views.baskets, name="baskets"),
    path("suppliers/today/", supplier_views.chase, name="chase"),
    path("suppliers/today/asked/", supplier_views.chase_asked, name="chase_asked"),
    path("suppliers/today/confirmed/", supplier_views.chase_confirm, name="chase_confirm"),
    path("suppliers/<int:supplier_id>/", supplier_views.supplier, name="supplier"),
    path("suppliers/<int:supplier_id>/edit/", supplier_views.supplier_edit, name="supplier_edit"),
    path("parcels/", supplier_views.parcels, name="parcels"),
    path("parcels/<str:parcel_no>/", supplier_views.parcel, name="parcel"),
    path("parcels/<str:parcel_no>/back/", supplier_views.parcel_back, name="parcel_back"),
    path("parcels/<str:parcel_no>/list/", supplier_views.packing_list, name="packing_list"),
    # the way back
    path("returns/ready/", way_back_views.ready, name="ready"),
    path("returns/ready/tell/", way_back_views.tell, name="tell"),
    path("returns/ready/give-back/", way_back_views.give_back, name="give_back"),
    path("returns/ready/ship/", way_back_views.ship, name="ship"),
    path("packing-lists/", way_back_views.consignments, name="consignments"),
    path("packing-lists/<str:consignment_no>/", way_back_views.consignment, name="consignment"),
    path("packing-lists/<str:consignment_no>/print/", way_back_views.consignment_print, name="consignment_print"),
    # papers
    path("quotes/<str:quote_no>/", quote_views.quote, name="quote"),
    path("quotes/<str:quote_no>/settlement/", quote_views.settlement, name="settlement"),
    path("vouchers/<path:paper_no>/void/", paper_views.void, name="void"),
    path("vouchers/<path:paper_no>/", paper_views.paper, name="paper"),
    path("v/<slug:token>/", paper_views.status, name="status"),
]
