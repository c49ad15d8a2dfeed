from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "settlement"

    def ready(self):
        from notices.history import TODOS
        from settlement.history import register_phrases
        from settlement.labels import TODO_LABELS

        register_phrases()
        TODOS.update(TODO_LABELS)
