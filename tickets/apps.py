from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "tickets"

    def ready(self):
        from customers.services import on_brand_change, on_tier_change
        from tickets.history import register_phrases
        from tickets.services import answer_after_taking, rerank_customer, rerank_machine
        from tickets.taking_back import on_taken_back

        register_phrases()
        on_tier_change.append(rerank_customer)
        on_brand_change.append(rerank_machine)
        on_taken_back.append(answer_after_taking)
