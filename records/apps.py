from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"

    def ready(self):
        from records.phrases import register_phrases

        register_phrases()
