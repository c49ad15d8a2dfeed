from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"

    def ready(self):
        from complaints.history import register_phrases
        from complaints.labels import TODO_LABELS
        from notices.history import TODOS

        register_phrases()
        TODOS.update(TODO_LABELS)
