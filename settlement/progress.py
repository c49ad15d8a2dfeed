"""How far a running preview or closing is. It lives in the cache, for a closing's own transaction shows nothing until
it is over; it is also the sign that its process is alive."""

import time
from dataclasses import dataclass

from django.core.cache import cache

from settlement.models.runs import SILENCE

EVERY = 0.5  # seconds between two marks


@dataclass
class Progress:
    """Call it as often as you like: progress("shop", 300, 1000)."""

    run_id: int
    _marked: float = 0.0

    def __call__(self, stage: str, done: int, total: int):
        if time.monotonic() - self._marked >= EVERY or done >= total:
            self._marked = time.monotonic()
            cache.set(_key(self.run_id), (stage, done, total), timeout=SILENCE.total_seconds())


def _key(run_id: int) -> str:
    return f"settlement:progress:{run_id}"


def clear(run_id: int):
    """Forgets a run that is over."""
    cache.delete(_key(run_id))


def of(run_id: int) -> tuple[str, int, int] | None:
    """(stage, done, total) of a run, None when nothing was heard of it for a while."""
    return cache.get(_key(run_id))
