"""The jobs of the day at local times: the morning's digest, the chase at noon, the hand-overs before the day ends.

Each asks every minute whether its time has come and its day's work is not done, so that a desk that was down at that
time does it when it is up again, and never twice.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, time

from django.db import transaction
from django.db.models import Q

from deadlines.models import DayJob, Deadline
from deadlines.policies import State
from notices.models import Preference
from notices.services import News, tell
from rulebook.selectors import terms_on
from servicedesk.clock import day_end as end_of
from servicedesk.clock import day_start, local, local_date
from staff.models import User
from staff.policies import Role

MORNING = time(8, 30)
BEFORE_EVENING = time(17, 0)
# What is owed to us by suppliers, counted as f(now) by the app that has it.
chasers: list[Callable[[datetime], int]] = []


def _begin(name: str, since: time, now: datetime) -> bool:
    """Whether the job is to be done now; from then on nobody else does it today."""
    if local(now).time() < since:
        return False
    return DayJob.objects.get_or_create(name=name, day=local_date(now), defaults={"done_at": now})[1]


@transaction.atomic
def morning(*, now: datetime) -> int:
    """Tells everybody who has something due today or still missed how much it is; managers for the whole shop."""
    if not _begin("morning", MORNING, now):
        return 0
    day = local_date(now)
    today = Q(state=State.RUNNING.value, due_at__gte=day_start(day), due_at__lte=end_of(day))
    rows = Deadline.objects.unfinished().filter(today | Q(state=State.MISSED.value)).order_by()
    due, missed = Counter(), Counter()
    for owner, state in rows.values_list("owner", "state"):
        (missed if state == State.MISSED else due)[owner] += 1
    here = User.objects.employed_on(day)
    managers = set(here.with_role(Role.SERVICE_MANAGER).values_list("pk", flat=True))
    wanted = set(here.filter(pk__in={*due, *missed}).values_list("pk", flat=True)) | managers
    wanted -= set(Preference.objects.filter(person__in=wanted, morning=False).values_list("person", flat=True))
    counts = {
        person: (due.total(), missed.total()) if person in managers else (due[person], missed[person])
        for person in wanted
    }
    news = [
        News(person, f"morning:{day}", "notice.morning", now, {"today": today, "missed": late}, page="deadlines:board")
        for person, (today, late) in sorted(counts.items())
        if today or late
    ]
    tell(news, now=now)
    return len(news)


@transaction.atomic
def day_end(*, now: datetime) -> int:
    """Tells each role how many hand-overs wait for its signature before the day ends (D6)."""
    if not _begin("day_end", BEFORE_EVENING, now):
        return 0
    day = local_date(now)
    rows = Deadline.objects.unfinished().filter(kind="handover", state=State.RUNNING.value, due_at__lte=end_of(day))
    count = Counter(rows.values_list("role", flat=True))
    here = User.objects.employed_on(day).filter(groups__name__in=count).values_list("pk", "groups__name")
    waiting = Counter()
    for person, role in here:
        waiting[person] += count[role]
    _tell_counts(waiting, f"day_end:{day}", "notice.day_end", now, page="returns:handovers")
    return len(waiting)


@transaction.atomic
def chase(*, now: datetime) -> int:
    """Tells purchasing, else the service manager, how many items are to be chased at suppliers today (D2)."""
    day = local_date(now)
    if not _begin("chase", terms_on(day).supplier_confirm_opens, now):
        return 0
    count = sum(counted(now) for counted in chasers)
    if not count:
        return 0
    here = User.objects.employed_on(day)
    people = here.with_role(Role.PURCHASING) or here.with_role(Role.SERVICE_MANAGER)
    waiting = {person.pk: count for person in people}
    _tell_counts(waiting, f"chase:{day}", "notice.chase", now, page="returns:chase")
    return len(waiting)


def _tell_counts(waiting: dict[int, int], key: str, code: str, now: datetime, *, page: str):
    news = (
        News(person, key, code, now, {"count": count}, page=page) for person, count in sorted(waiting.items()) if count
    )
    tell(news, now=now)
