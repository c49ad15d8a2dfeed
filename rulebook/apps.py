from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "rulebook"

    def ready(self):
        from rulebook.history import register_phrases

        register_phrases()
