"""Appointments that nobody kept are read for every month's sheets, however many deadlines there are."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0003_machines_left'),
        ('deadlines', '0002_keep_what_is_due_clean'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='deadline',
            index=models.Index(condition=models.Q(('kind', 'arrival'), ('state', 'missed'), models.Q(('cause', ''), _negated=True)), fields=['subject_id'], name='deadlines_missed_appointment'),
        ),
    ]
