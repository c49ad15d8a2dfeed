"""Addresses of complaints."""

from django.urls import path

from complaints import views

app_name = "complaints"

urlpatterns = [
    path("", views.complaints, name="list"),
    path("new/", views.new, name="new"),
    path("<str:complaint_no>/", views.complaint, name="complaint"),
    path("<str:complaint_no>/do/<slug:step>/", views.step, name="step"),
]
