"""How far a running import is. It lives in the cache, for the import's own transaction shows nothing until it is over;
it is also the sign that its process is alive."""

import time
from dataclasses import dataclass

from django.core.cache import cache

from workbook.models import SILENCE

EVERY = 0.5  # seconds between two marks


@dataclass
class Progress:
    """Call it as often as you like: progress("writing", 300, 2000)."""

    run_id: int
    _marked: float = 0.0

    def __call__(self, stage: str, done: int, total: int):
        if time.monotonic() - self._marked >= EVERY or done >= total:
            self._marked = time.monotonic()
            mark(self.run_id, stage, done, total)


def _key(run_id: int) -> str:
    return f"workbook:progress:{run_id}"


def mark(run_id: int, stage: str, done: int, total: int):
    """Keeps how far the run is, for as long as its process is believed alive without another mark."""
    cache.set(_key(run_id), (stage, done, total), timeout=SILENCE.total_seconds())


def clear(run_id: int):
    """Forgets a run that is over."""
    cache.delete(_key(run_id))


def of(run_id: int) -> tuple[str, int, int] | None:
    """(stage, done, total) of a run, None when nothing was heard of it for a while."""
    return cache.get(_key(run_id))
