from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "returns"

    def ready(self):
        from returns.history import register_phrases
        from returns.policies.handovers import Kind
        from returns.selectors import out_of_job
        from returns.services.consigning import shipped_with_others
        from returns.services.handing_over import on_signed
        from tickets.services import counts_of_out

        register_phrases()
        counts_of_out.append(out_of_job)
        on_signed.setdefault(Kind.SHIP_WITH_OTHERS, []).append(shipped_with_others)
