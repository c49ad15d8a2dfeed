from django.apps import AppConfig


class FieldVisitsConfig(AppConfig):
    name = "field_visits"

    def ready(self):
        from field_visits.history import register_phrases
        from field_visits.spare_selectors import loans_out_of_job
        from tickets.services import counts_of_out

        register_phrases()
        counts_of_out.append(loans_out_of_job)
