from django.apps import AppConfig


class FieldVisitsConfig(AppConfig):
    name = "field_visits"
