"""What imports need in every app: bounded batches, and number series that keep clear of numbers brought in."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from records.models import Entry, Series
from records.policies import is_well_formed
from records.services import record_many

BATCH = 2000
OUR_NUMBER = re.compile(r"([A-Z]{1,3}\d{4})(\d{5,9})[0-9A-Z]", re.ASCII)


def batches(values: Iterable, size: int = BATCH) -> Iterator[list]:
    """The values in lists of at most `size`."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def write_imported(
    rows: Iterable, *, subject: str, code: str, number: str, by, now: datetime, step: Callable[[int], None]
):
    """Inserts unsaved rows of one model in batches, each with one history entry, and tells `step` how many.

    `number` is the column of the number that people read out: its series will not give out one of these again.
    A row's `imported` attribute, where it has one, is (code, data) of a history entry that says more than `code`.
    """
    for batch in batches(rows):
        type(batch[0]).objects.bulk_create(batch)
        record_many(_entry(row, subject, getattr(row, "imported", (code, {})), by, now) for row in batch)
        keep_clear(getattr(row, number) for row in batch)
        step(len(batch))


def _entry(row, subject: str, told: tuple[str, dict], by, now: datetime) -> Entry:
    code, data = told
    return Entry(subject=subject, subject_id=row.pk, code=code, data=data, by=by, at=now)


def keep_clear(numbers: Iterable[str]):
    """Moves each series on past those of its numbers that another desk gave out, so that none comes twice."""
    highest: dict[str, int] = {}
    for number in numbers:
        ours = OUR_NUMBER.fullmatch(number)
        if ours and is_well_formed(number):
            key, count = ours[1], int(ours[2])
            highest[key] = max(count, highest.get(key, 1))
    for key, count in sorted(highest.items()):
        _series, made = Series.objects.get_or_create(pk=key, defaults={"last": count})
        if not made:
            Series.objects.filter(pk=key, last__lt=count).update(last=count)
