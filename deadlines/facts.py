"""The facts that due times come from."""

from collections.abc import Sequence

from deadlines.models import Deadline, Pause
from deadlines.policies.times import Facts, Wait
from rulebook.selectors import calendar, terms_for
from servicedesk.clock import local_date


def facts_of(rows: Sequence[Deadline], *, waits: bool = False) -> list[Facts]:
    """What each due time depends on, read for all of them at once; `waits` for rows that may have been paused."""
    terms = terms_for(local_date(row.started_at) for row in rows)
    working_days = calendar() if any(row.meta.works_by_calendar for row in rows) else None
    waited: dict[int, list[Wait]] = {}
    if waits:
        ended = Pause.objects.filter(deadline__in=[row.pk for row in rows], ended_at__isnull=False).order_by("began_at")
        for pause in ended:
            waited.setdefault(pause.deadline_id, []).append(Wait(pause.began_at, pause.ended_at))
    return [
        Facts(
            start=row.started_at,
            terms=terms[local_date(row.started_at)],
            working_days=working_days,
            waits=tuple(waited.get(row.pk, ())),
            tier=row.tier,
        )
        for row in rows
    ]
