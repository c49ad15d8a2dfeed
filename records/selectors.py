"""Reading the history of several things as one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from records.models import Entry


@dataclass(frozen=True)
class Latest:
    """Entries, newest first, with the key under which the ones before them are asked for; None when there are none."""

    entries: list[Entry]
    earlier: int | None


def latest(
    about: Mapping[str, Collection[int]], *, earlier: str = "", hidden: Collection[str] = (), limit: int = 50
) -> Latest:
    """The newest entries about all these things ({"machine": [3], "job": [5, 8]}), without the `hidden` codes.

    `earlier` is the key of the page before; a key that is none starts from the newest.
    """
    subjects = Q(pk__in=())
    for subject, ids in about.items():
        subjects |= Q(subject=subject, subject_id__in=ids)
    found = Entry.objects.filter(subjects).exclude(code__in=hidden).select_related("by").order_by("-at", "-pk")
    if earlier.isascii() and earlier.isdigit() and len(earlier) < 19:
        edge = Entry.objects.filter(pk=int(earlier)).values_list("at", flat=True).first()
        if edge is not None:
            found = found.filter(Q(at__lt=edge) | Q(at=edge, pk__lt=int(earlier)))
    entries = list(found[: limit + 1])
    return Latest(entries[:limit], entries[limit - 1].pk if len(entries) > limit else None)
