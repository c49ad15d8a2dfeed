"""Workers and beats that are killed at random moments while thousands of deadlines fall due, and what is asked of the
desk afterwards: each stage, each line of history and each notice exactly once, with its true time (D11)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Count

from deadlines.models import Deadline, Mark
from deadlines.services import New, deadlines_open
from notices.models import Notice
from records.models import Entry

ROOT = Path(__file__).resolve().parent.parent
CELERY = [sys.executable, "-m", "celery", "-A", "servicedesk"]
WORKER = [*CELERY, "worker", "-P", "solo", "--without-gossip", "--without-mingle", "--loglevel", "ERROR"]
BEAT = [*CELERY, "beat", "-S", "celery.beat.Scheduler", "--pidfile=", "--loglevel", "ERROR"]
GRACE = timedelta(minutes=15)  # of D7, the kind that is used
STAGES = ("warn", "missed", "escalated")


@dataclass
class Rig:
    """Two beats and four workers, as processes that can be killed and brought back."""

    family: object
    env: dict[str, str]
    log: Path
    workers: list[subprocess.Popen] = field(default_factory=list)
    beats: list[subprocess.Popen] = field(default_factory=list)
    kills: int = 0

    def start(self, *, workers: int = 4, beats: int = 2):
        self.workers = [self._begin(WORKER) for _each in range(workers)]
        self.beats = [self._begin(BEAT) for _each in range(beats)]

    def _begin(self, argv: list[str]) -> subprocess.Popen:
        if argv is WORKER:
            argv = [*WORKER, "-n", f"w{time.monotonic_ns()}@%h"]
        with open(self.log, "ab") as log:
            return self.family.start(argv, env=self.env, cwd=ROOT, stdout=log, stderr=log)

    def kill(self, among: list[subprocess.Popen], argv: list[str], chance: random.Random):
        """One of these dies this instant; another takes its place."""
        place = chance.randrange(len(among))
        os.killpg(among[place].pid, signal.SIGKILL)
        among[place].wait()
        self.family.reaped(among[place])
        among[place] = self._begin(argv)
        self.kills += 1

    def round(self, chance: random.Random):
        """Waits for a random moment, then kills a worker, a beat, or both."""
        time.sleep(chance.uniform(0.2, 1.4))
        victims = chance.choice(("worker", "beat", "both"))
        if victims != "beat":
            self.kill(self.workers, WORKER, chance)
        if victims != "worker":
            self.kill(self.beats, BEAT, chance)

    def stop(self):
        self.family.stop(*self.beats, *self.workers, patience=5)


def fill(count: int, *, owner, now: datetime, seconds: float, first: int = 1) -> list[Deadline]:
    """Begins so many deadlines whose warning is due at once and whose due times are spread over so many seconds."""
    news = [
        New("arrival", first + each, f"V{first + each}", now + timedelta(seconds=int(seconds * each / count)) - GRACE,
            owner_id=owner.pk)
        for each in range(count)
    ]  # fmt: skip
    with transaction.atomic():  # all at once, as after an outage: no sweep finds a part of them and takes it for all
        return deadlines_open(news, by=owner, now=now)


def wait_until_done(*, patience: float = 180) -> float:
    """Waits until nothing is due any more; gives the seconds it took. Raises TimeoutError."""
    began = time.monotonic()
    while time.monotonic() - began < patience:
        if not again(lambda: Deadline.objects.filter(next_at__isnull=False).exists()):
            return time.monotonic() - began
        time.sleep(0.5)
    raise TimeoutError(f"still to happen: {Deadline.objects.filter(next_at__isnull=False).count()}")


def again(ask: Callable):
    """What is asked of a database that may just be starting anew."""
    for _try in range(60):
        try:
            return ask()
        except Exception:
            connection.close()
            time.sleep(0.5)
    return ask()


def faults(rows: list[Deadline], *, owner, manager) -> list[str]:
    """Whatever is not exactly once, or not with its true time; an empty list is what is hoped for."""
    wanted = {row.pk: {each.stage.value: each for each in row.planned} for row in rows}
    found = []
    marks: dict[tuple, list] = {}
    for pk, stage, at in Mark.objects.filter(deadline__in=wanted).values_list("deadline", "stage", "at"):
        marks.setdefault((pk, stage), []).append(at)
    for pk, stages in wanted.items():
        for stage, planned in stages.items():
            if marks.get((pk, stage)) != [planned.at]:
                found.append(f"{pk} {stage}: marked {marks.get((pk, stage))}, planned {planned.at}")
    lines = Entry.objects.filter(subject="visit", subject_id__in=[row.subject_id for row in rows])
    lines = lines.filter(code__in=[f"deadline.{stage}" for stage in STAGES]).order_by()
    counted = lines.values_list("subject_id", "code").annotate(number=Count("pk"))
    found += [f"history {pk} {code}: {number}" for pk, code, number in counted if number != 1]
    if len(counted) != len(rows) * len(STAGES):
        found.append(f"{len(counted)} lines of history, not {len(rows) * len(STAGES)}")
    for person, codes in ((owner, ("notice.warn", "notice.missed")), (manager, ("notice.escalated",))):
        keys = [f"{row.pk}:{code.partition('.')[2]}" for row in rows for code in codes]
        told = list(Notice.objects.filter(person=person, code__in=codes, key__in=keys).values_list("key", flat=True))
        if sorted(told) != sorted(keys):
            found.append(f"{person.name} was told {len(told)} times, not {len(keys)}")
    running = Deadline.objects.filter(pk__in=wanted).exclude(state="missed").count()
    return found + ([f"{running} are not missed"] if running else [])
