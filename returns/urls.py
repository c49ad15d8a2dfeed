"""Addresses of returned goods and their papers."""

from django.urls import path

from returns import remedy_views, views

app_name = "returns"

urlpatterns = [
    # goods
    path("returns/", views.items, name="items"),
    path("returns/intake/", views.intake, name="intake"),
    path("returns/lookup/", views.lookup, name="lookup"),
    path("returns/remedies/", remedy_views.remedies, name="remedies"),
    path("returns/what-if/", remedy_views.what_if, name="what_if"),
    path("returns/items/<path:item_no>/", views.item, name="item"),
    # papers
    path("vouchers/<path:paper_no>/", views.paper, name="paper"),
    path("v/<slug:token>/", views.status, name="status"),
]
