"""People are told something, and have read it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from notices.models import Notice, Preference


@dataclass(frozen=True)
class News:
    """What one person is told. `key` is the cause: it never tells the same person twice. `late` is what is caught up
    after an outage and belongs into a digest."""

    person_id: int
    key: str
    code: str
    at: datetime
    data: dict = field(default_factory=dict)
    page: str = ""
    number: str = ""
    step: str = ""
    todo: str = ""
    late: bool = False


def tell(news: Iterable[News], *, now: datetime):
    """Puts each into its person's inbox and, where the person is told outside the desk too, up for leaving. Part of the
    transaction of what it tells of, so that neither is there without the other."""
    news = list(news)
    if not news:
        return
    reached = _told_outside({each.person_id for each in news})
    Notice.objects.bulk_create(
        (
            Notice(
                person_id=each.person_id,
                key=each.key,
                code=each.code,
                data=each.data,
                page=each.page,
                number=each.number,
                step=each.step,
                todo=each.todo,
                at=each.at,
                made_at=now,
                folded=each.late,
                leaves_at=now if each.late or each.person_id in reached else None,
            )
            for each in news
        ),
        ignore_conflicts=True,
        batch_size=500,
    )


def _told_outside(people: set[int]) -> set[int]:
    """Those of the people who are told by a channel too."""
    rows = Preference.objects.filter(person__in=people)
    by_email = rows.filter(by_email=True).values_list("person", flat=True)
    by_robot = rows.filter(robots__is_on=True).values_list("person", flat=True)
    return set(by_email.union(by_robot))


@transaction.atomic
def notice_read(*, notice_id: int, by, now: datetime) -> Notice:
    """The person has seen it; with a digest, all that lies in it."""
    notice = Notice.objects.get(pk=notice_id, person=by)
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=now)
    Notice.objects.filter(digest=notice.pk, read_at__isnull=True).update(read_at=now)
    return notice


def causes_read(*, people: Collection[int], keys: Collection[str], now: datetime):
    """What these causes told these people needs no reading any more, for it is dealt with. Part of the transaction of
    what dealt with it."""
    Notice.objects.filter(person__in=people, key__in=keys, read_at__isnull=True).update(read_at=now)


@transaction.atomic
def inbox_read(*, by, now: datetime) -> int:
    """The person has seen everything that is in the inbox; gives how much that was."""
    Notice.objects.filter(person=by, read_at__isnull=True, digest__isnull=False).update(read_at=now)
    return Notice.objects.unread_by(by).update(read_at=now)
