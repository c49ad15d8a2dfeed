"""Deadlines of things that need not exist: the engine knows a thing by its word, its id and its number."""

from itertools import count

import pytest

_ids = count(1)


@pytest.fixture
def begin(db, counter, service_manager, now):
    """begin(kind, start=now, **fields of New) -> Deadline, begun at its start; the counter's unless told otherwise."""

    def make(kind="answer", *, start=None, imported=False, at=None, **fields):
        from deadlines.services import New, deadlines_open

        start = start or now
        fields = {"subject_id": next(_ids), "number": "G1", "owner_id": counter.pk, **fields}
        rows = deadlines_open([New(kind=kind, start=start, **fields)], by=counter, now=at or start, imported=imported)
        return rows[0] if rows else None

    return make


@pytest.fixture
def fresh():
    """fresh(deadline) -> the row as it is now."""

    def read(row):
        row.refresh_from_db()
        return row

    return read


@pytest.fixture
def marks():
    """marks(deadline) -> [(stage, true time)] as they happened."""

    def read(row):
        return list(row.marks.order_by("at", "pk").values_list("stage", "at"))

    return read


@pytest.fixture
def story():
    """story(deadline) -> the codes in the history of its thing."""

    def read(row):
        from records.models import Entry

        return list(Entry.objects.of(row.subject, row.subject_id).values_list("code", flat=True))

    return read


@pytest.fixture
def told():
    """told(person) -> the codes of the notices in the person's inbox, oldest first."""

    def read(person):
        return list(person.notices.order_by("at", "pk").values_list("code", flat=True))

    return read
