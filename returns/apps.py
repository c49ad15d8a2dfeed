from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "returns"

    def ready(self):
        from customers.services import on_tier_change
        from deadlines.services import chasers
        from returns.dues import follow_tier
        from returns.history import register_phrases
        from returns.policies.handovers import Kind
        from returns.selectors import out_of_job
        from returns.services.consigning import shipped_with_others
        from returns.services.handing_over import on_signed
        from returns.services.taking_back import goods_taken_back
        from returns.supplier_selectors import count_to_chase
        from returns.writing import end_job
        from tickets.services import counts_of_out, on_back
        from tickets.taking_back import on_taken_back

        register_phrases()
        counts_of_out.append(out_of_job)
        on_back.append(end_job)
        on_taken_back.append(goods_taken_back)
        on_tier_change.append(follow_tier)
        chasers.append(count_to_chase)
        on_signed.setdefault(Kind.SHIP_WITH_OTHERS, []).append(shipped_with_others)
