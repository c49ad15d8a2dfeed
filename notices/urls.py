"""Addresses of the inbox, of how people are told, and of the robots."""

from django.urls import path

from notices import views

app_name = "notices"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("count/", views.count, name="count"),
    path("read/", views.read_all, name="read_all"),
    path("settings/", views.settings, name="settings"),
    path("open/<str:cause>/", views.open_notice, name="open"),
    path("digest/<str:cause>/", views.digest, name="digest"),
    # For managers
    path("robots/", views.robots, name="robots"),
    path("robots/new/", views.robot_new, name="robot_new"),
    path("robots/<int:pk>/", views.robot_edit, name="robot_edit"),
    path("robots/<int:pk>/test/", views.robot_test, name="robot_test"),
    path("outbox/<int:pk>/retry/", views.retry, name="retry"),
]
