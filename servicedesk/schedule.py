"""When each line of the beat table last did its work, so that a clock that stands still is seen.

The marks live in the cache (Redis, or a folder in DATA_DIR), keyed by task: they are about now, not history.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app
from django.core.cache import cache

GRACE = timedelta(seconds=60)
MISSED = 3  # intervals without a run before an entry counts as late
STARTED = "beat:started"


@dataclass(frozen=True)
class Run:
    """A line of the beat table: how often it should run, when it last did, and whether it is late."""

    name: str
    task: str
    every: timedelta
    last: datetime | None
    late: bool


def _key(task: str) -> str:
    return f"beat:ran:{task}"


def note_start(now: datetime):
    """Beat has come up; entries have not missed anything from before."""
    cache.set(STARTED, now, None)


def note_run(task: str, now: datetime):
    """The task ended well. Anything but a task of the beat table is ignored."""
    if any(entry["task"] == task for entry in current_app.conf.beat_schedule.values()):
        cache.set(_key(task), now, None)


def runs(now: datetime) -> list[Run]:
    """Every line of the beat table. Late is one that missed three runs, or all of them if beat never came up."""
    table = current_app.conf.beat_schedule
    marks = cache.get_many([STARTED, *(_key(entry["task"]) for entry in table.values())])
    found = []
    for name, entry in table.items():
        every = timedelta(seconds=entry["schedule"])
        last = marks.get(_key(entry["task"]))
        seen = max((mark for mark in (last, marks.get(STARTED)) if mark), default=None)
        late = seen is None or now - seen > MISSED * every + GRACE
        found.append(Run(name=name, task=entry["task"], every=every, last=last, late=late))
    return found
