from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "returns"

    def ready(self):
        from returns.history import register_phrases
        from returns.selectors import out_of_job
        from tickets.services import counts_of_out

        register_phrases()
        counts_of_out.append(out_of_job)
