"""The only writers of history, numbers and submission marks. Each belongs to the transaction of its caller."""

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from records.models import Entry, Submission
from records.policies import number, series_key

ADD = "INSERT INTO records_entry (subject, subject_id, code, data, by_id, at) VALUES (%s, %s, %s, %s, %s, %s)"


def record(*, subject: str, subject_id: int, code: str, at: datetime, by=None, data: dict[str, Any] | None = None):
    """Adds one entry to the history of a thing.

    By cursor: every write of the desk ends here, and building a model instance would cost more than the insert.
    """
    author = None if by is None else by.pk
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(ADD, [subject, subject_id, code, json.dumps(data or {}), author, moment])


def record_many(entries: Iterable[Entry]):
    """Adds many entries at once, for imports."""
    Entry.objects.bulk_create(entries, batch_size=2000)


def next_number(*, prefix: str, day: date) -> str:
    """The next number of the prefix and the day's month: distinct under any concurrency, without gaps.

    Whoever asks second waits for the first one's transaction, so ask late in a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("next_number belongs inside the transaction that uses the number")
    key = series_key(prefix, day)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_series (key, last) VALUES (%s, 1) "
            "ON CONFLICT (key) DO UPDATE SET last = records_series.last + 1 RETURNING last",
            [key],
        )
        return number(key, cursor.fetchone()[0])


def once(*, key: UUID, subject: str, at: datetime, make: Callable[[], Any]) -> tuple[int, bool]:
    """Runs `make` in a transaction unless this key was taken in before; gives (id, made now).

    `make` returns an object with a `pk`. Two requests with one key at the same instant: one makes, the other
    waits and is given what the first one made.
    """
    try:
        with transaction.atomic():
            mark = Submission.objects.create(key=key, subject=subject, subject_id=0, at=at)
            mark.subject_id = make().pk
            mark.save(update_fields=["subject_id"])
            return mark.subject_id, True
    except IntegrityError:
        earlier = Submission.objects.filter(pk=key, subject=subject).first()
        if earlier is None:
            raise
        return earlier.subject_id, False
