"""Addresses under /import/."""

from django.urls import path

from workbook import views

app_name = "workbook"

urlpatterns = [
    path("", views.imports, name="imports"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/faults.xlsx", views.faults, name="faults"),
    path("empty-workbook.xlsx", views.template, name="template"),
]
