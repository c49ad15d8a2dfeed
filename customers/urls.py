"""Addresses under /customers/ and /machines/."""

from django.urls import path

from customers import machine_views, views

app_name = "customers"

urlpatterns = [
    path("customers/", views.customer_list, name="list"),
    path("customers/new/", views.new, name="new"),
    path("customers/lookup/", views.lookup, name="lookup"),
    path("customers/similar/", views.similar, name="similar"),
    path("customers/<str:customer_no>/", views.detail, name="detail"),
    path("customers/<str:customer_no>/edit/", views.edit, name="edit"),
    path("customers/<str:customer_no>/machines/new/", machine_views.machine_new, name="machine_new"),
    path("machines/same-serial/", machine_views.same_serial, name="same_serial"),
    path("machines/<str:machine_no>/", machine_views.machine, name="machine"),
    path("machines/<str:machine_no>/edit/", machine_views.machine_edit, name="machine_edit"),
]
