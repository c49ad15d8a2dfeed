"""Addresses of the boards and of one deadline."""

from django.urls import path

from deadlines import views

app_name = "deadlines"

urlpatterns = [
    path("", views.board, name="board"),
    path("<int:pk>/", views.deadline, name="deadline"),
    path("<int:pk>/pause/", views.pause, name="pause"),
    path("<int:pk>/resume/", views.resume, name="resume"),
]
