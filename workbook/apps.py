from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    name = "workbook"

    def ready(self):
        from workbook.history import register_phrases

        register_phrases()
