from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StaffConfig(AppConfig):
    name = "staff"

    def ready(self):
        from staff.history import register_phrases
        from staff.services import sync_role_groups

        register_phrases()
        post_migrate.connect(sync_role_groups, sender=self, dispatch_uid="staff.sync_role_groups")
