from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StaffConfig(AppConfig):
    name = "staff"

    def ready(self):
        from staff.services import sync_role_groups

        post_migrate.connect(sync_role_groups, sender=self, dispatch_uid="staff.sync_role_groups")
