from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "deadlines"

    def ready(self):
        from customers.services import on_tier_change
        from deadlines.history import register_phrases
        from deadlines.kinds import KINDS
        from deadlines.services import follow_tier, replan_span
        from notices.history import TODOS
        from rulebook.services import on_calendar_change

        register_phrases()
        TODOS.update({code: kind.todo for code, kind in KINDS.items()})
        on_tier_change.append(follow_tier)
        on_calendar_change.append(replan_span)
