from django.apps import AppConfig


class FieldVisitsConfig(AppConfig):
    name = "field_visits"

    def ready(self):
        from field_visits.history import register_phrases

        register_phrases()
