"""Celery: the beat table and the app that worker and beat run.

With REDIS_URL tasks go to workers; without it beat runs them itself, one after another. Either way a task
is an idempotent scan ("find what is due, claim it, act"), so a run that is late, lost or doubled does no harm.
"""

import os

from celery import Celery
from celery.signals import beat_init, task_postrun, task_prerun, task_success

from servicedesk import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servicedesk.settings")
app = Celery("servicedesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# One line an entry: name, task, seconds between runs.
SWEEP_EVERY = float(env.whole("SWEEP_EVERY", 60, least=1, most=300))  # seconds; less only where a desk is tried out
app.conf.beat_schedule = {
    "let happen what has come due (D1–D11)": {
        "task": "deadlines.tasks.sweep_deadlines",
        "schedule": float(SWEEP_EVERY),
    },
    "tell the day's deadlines in the morning": {"task": "deadlines.tasks.tell_the_morning", "schedule": 60.0},
    "chase suppliers at noon (D2)": {"task": "deadlines.tasks.chase_suppliers", "schedule": 60.0},
    "tell the hand-overs before the day ends (D6)": {"task": "deadlines.tasks.tell_the_day_end", "schedule": 60.0},
    "send what people are told": {"task": "notices.tasks.deliver_messages", "schedule": 15.0},
    "end expedites whose time is over (T2)": {"task": "tickets.tasks.end_expedites", "schedule": 60.0},
    "clear the picture files that broken-off steps left": {"task": "records.tasks.sweep_pictures", "schedule": 3600.0},
    "preview and close the months that people asked for": {"task": "settlement.tasks.run_waiting", "schedule": 3.0},
    "import the workbooks that people uploaded": {"task": "workbook.tasks.run_waiting_imports", "schedule": 3.0},
}


@task_prerun.connect
@task_postrun.connect
def drop_broken_connections(**_):
    """Beat that runs tasks itself lives for months; a database restarted meanwhile must not stop it."""
    from django.db import close_old_connections, connection

    if not connection.in_atomic_block:
        close_old_connections()


@beat_init.connect
def note_beat_start(**_):
    from servicedesk import clock, schedule

    schedule.note_start(clock.now())


@task_success.connect
def note_run(sender=None, **_):
    """Leaves the mark that shows a missed run (servicedesk.schedule)."""
    from servicedesk import clock, schedule

    schedule.note_run(sender.name, clock.now())
