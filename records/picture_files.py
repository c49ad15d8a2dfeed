"""Where the bytes of pictures lie: `pictures/` in the folder of uploads.

A file is written into `pictures/new` inside the transaction that writes its row, and moved to its own place once that
is through. What a broken-off transaction leaves behind therefore lies in `new` and nowhere else, and the sweep
(`records.picture_services.pictures_sweep`) looks at nothing but `new`.
"""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

SUFFIXES = (".jpg", ".png")
THUMB = "-thumb.jpg"


def new_name(suffix: str) -> str:
    """A file name of 128 random bits."""
    return secrets.token_hex(16) + suffix


def thumb_of(name: str) -> str:
    """The name of the small picture that belongs to a file."""
    return Path(name).stem + THUMB


def path_of(name: str) -> Path:
    """Where a file lies now; where it would lie if there is none."""
    place = _place(name)
    waiting = _waiting() / name
    return waiting if waiting.exists() and not place.exists() else place


def write(name: str, content: bytes):
    """Puts a new file on the disk, so that it outlasts a power cut as its row does."""
    _waiting().mkdir(parents=True, exist_ok=True)
    with open(_waiting() / name, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle(name: str):
    """Moves a picture and its small one out of `new`; those that are settled stay where they are."""
    for each in (thumb_of(name), name):
        if (_waiting() / each).exists():
            _place(each).parent.mkdir(parents=True, exist_ok=True)
            os.replace(_waiting() / each, _place(each))


def discard(stem: str):
    """Removes from `new` whatever has this stem."""
    for name in (*(stem + suffix for suffix in SUFFIXES), stem + THUMB):
        (_waiting() / name).unlink(missing_ok=True)


def left_behind(*, now: datetime, after: timedelta) -> set[str]:
    """The stems of files that have waited in `new` for longer than any transaction lasts."""
    if not _waiting().exists():
        return set()
    with os.scandir(_waiting()) as entries:
        return {
            Path(entry.name.removesuffix(THUMB)).stem
            for entry in entries
            if now.timestamp() - entry.stat().st_mtime > after.total_seconds()
        }


def _waiting() -> Path:
    return Path(settings.MEDIA_ROOT) / "pictures" / "new"


def _place(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "pictures" / name[:2] / name
