"""Addresses of signing in and of /staff/."""

from django.urls import path

from staff import people_views, views

app_name = "staff"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.password, name="password"),
    path("setup/", views.setup, name="setup"),
    path("staff/", people_views.staff_list, name="list"),
    path("staff/new/", people_views.new, name="new"),
    path("staff/<str:staff_no>/", people_views.person, name="person"),
    path("staff/<str:staff_no>/edit/", people_views.edit, name="edit"),
    path("staff/<str:staff_no>/first-password/", people_views.give_first_password, name="first_password"),
]
