"""What every service of deadlines shares: how a due time is worked out, and how stages happen."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import connection

from deadlines.kinds import KINDS, Kind
from deadlines.models import Deadline, Mark, kept
from deadlines.policies import AFTER, Planned, Stage, State, is_late_news, still_to_come
from deadlines.policies.plans import Told, plan_of
from deadlines.policies.times import Facts, due_at
from notices.services import News, tell
from records.models import Entry
from records.services import record_many
from servicedesk.clock import local_date
from staff.models import User
from staff.policies import Role

GIVEN = "given"
OVER = {f"notice.{stage}" for stage in AFTER}
MANAGERS = {Told.SERVICE_MANAGER: Role.SERVICE_MANAGER, Told.COMPANY_MANAGER: Role.COMPANY_MANAGER}


def work_out(row: Deadline, facts: Facts, *, done: Collection[str] = (), after: datetime | None = None):
    """Sets plan, due time and the next instant of a row. `done` are stages that have happened; those that came before
    `after` are left out, for history that is imported warns nobody."""
    kind: Kind = KINDS[row.kind]
    plan = still_to_come(plan_of(kind.span, kind.steps, facts), done=done)
    if after is not None:
        plan = tuple(each for each in plan if each.fires_at > after)
    row.due_at = due_at(kind.span, facts)
    row.plan = kept(plan)
    row.next_at = plan[0].fires_at if plan and row.state == State.RUNNING else None


def stages_done(rows: Collection[Deadline]) -> dict[int, list[str]]:
    """The stages of these rows that have happened, by row."""
    done: dict[int, list[str]] = {}
    for deadline, stage in Mark.objects.filter(deadline__in=[row.pk for row in rows]).values_list("deadline", "stage"):
        done.setdefault(deadline, []).append(stage)
    return done


def entry_of(row: Deadline, code: str, *, at: datetime, by=None, **data) -> Entry:
    """One line in the history of the thing that the deadline belongs to."""
    told = {"deadline": row.pk, "kind": row.kind, "rule": row.kind, "due": row.due_at.isoformat(), **data}
    return Entry(subject=row.subject, subject_id=row.subject_id, code=f"deadline.{code}", data=told, by=by, at=at)


# Stages happen


def happen(rows: Sequence[Deadline], *, until: datetime, now: datetime):
    """Carries out every stage of the held rows whose time has come by `until`: mark, history and notices, each dated
    with its true time. Part of the transaction that holds the rows."""
    coming = [row for row in rows if row.next_at is not None and row.next_at <= until]
    happened = [(row, [each for each in row.planned if row.next_at <= each.fires_at <= until]) for row in coming]
    if not happened:
        return
    for row, stages in happened:
        if any(each.stage == Stage.MISSED for each in stages):
            row.state = State.MISSED.value
        row.next_at = min((each.fires_at for each in row.planned if each.fires_at > until), default=None)
    _move_on([row for row, _stages in happened])
    pairs = [(row, each) for row, stages in happened for each in stages]
    Mark.objects.bulk_create(
        [Mark(deadline=row, stage=each.stage.value, at=each.at, done_at=now) for row, each in pairs], batch_size=500
    )
    record_many(entry_of(row, each.stage.value, at=each.at) for row, each in pairs)
    tell(_news(pairs, now), now=now)


MOVE_ON = """
UPDATE deadlines_deadline SET state = fresh.column2, next_at = {moment}
FROM (VALUES {rows}) AS fresh WHERE deadlines_deadline.id = fresh.column1
"""


def _move_on(rows: Sequence[Deadline]):
    """One statement for all rows: Django's own bulk update would spend longer on building it than on all the rest."""
    moment = "CAST(fresh.column3 AS timestamp with time zone)" if connection.vendor == "postgresql" else "fresh.column3"
    sql = MOVE_ON.format(moment=moment, rows=", ".join(["(%s, %s, %s)"] * len(rows)))
    adapt = connection.ops.adapt_datetimefield_value
    values = [value for row in rows for value in (row.pk, row.state, row.next_at and str(adapt(row.next_at)))]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _news(pairs: Sequence[tuple[Deadline, Planned]], now: datetime) -> Iterable[News]:
    """Who is told what. Nobody is told twice of one instant: who hears of a miss need not hear that it went up."""
    people = People(pairs, now)
    heard: set[tuple[int, int, datetime]] = set()
    for row, planned in pairs:
        step = next(step for step in row.meta.steps if step.stage == planned.stage)
        for person in sorted(people.told(row, step.told)):
            if (row.pk, person, planned.fires_at) in heard:
                continue
            heard.add((row.pk, person, planned.fires_at))
            yield news_of(
                row, f"notice.{planned.stage}", person,
                key=notice_key(row, planned.stage), at=planned.at,
                late=is_late_news(planned, now=now), owner=people.name_of(row),
            )  # fmt: skip


def notice_key(row: Deadline, what: str) -> str:
    """The cause under which a stage is told, or that the thing is somebody's now."""
    return f"{row.pk}:{what}"


def notice_keys(row: Deadline) -> list[str]:
    """The causes under which people are told of a deadline on its way."""
    return [notice_key(row, what) for what in (GIVEN, *(step.stage for step in row.meta.steps))]


def news_of(row: Deadline, code: str, person: int, *, key: str, at: datetime, late: bool = False, **data) -> News:
    """A notice about a deadline: the number, the rule and the time, nothing about the customer."""
    kind = row.meta
    about = {"deadline": row.pk, "number": row.number, "kind": row.kind, "rule": row.kind}
    is_over = kind.only_in_time and code in OVER
    return News(
        person_id=person,
        key=key,
        code=code,
        at=at,
        data={**about, "due": row.due_at.isoformat(), **data},
        page=kind.page,
        number=kind.key_of(row.number, row.subject_id),
        step=kind.step,
        todo="" if is_over else row.kind,
        late=late,
    )


class People:
    """Who is here today: the owners of some rows and everybody of the roles that are told, read at once."""

    def __init__(self, pairs: Sequence[tuple[Deadline, object]], now: datetime):
        owners = {row.owner_id for row, _each in pairs if row.owner_id}
        roles = {row.role for row, _each in pairs if row.role} | {role.value for role in MANAGERS.values()}
        here = User.objects.employed_on(local_date(now))
        self.owners = dict(here.filter(pk__in=owners).values_list("pk", "name"))
        self.by_role: dict[str, set[int]] = {}
        for pk, role in here.filter(groups__name__in=roles).values_list("pk", "groups__name"):
            self.by_role.setdefault(role, set()).add(pk)

    def name_of(self, row: Deadline) -> str:
        """Who has the thing, by name; empty where nobody has."""
        return self.owners.get(row.owner_id, "")

    def told(self, row: Deadline, whom: Collection[Told]) -> set[int]:
        """Those who are told. Where nobody of them is here, a manager is: nothing falls between two chairs."""
        found: set[int] = set()
        for each in whom:
            if each == Told.OWNER and row.owner_id in self.owners:
                found.add(row.owner_id)
            elif each == Told.ROLE:
                found |= self.by_role.get(row.role, set())
            elif each in MANAGERS:
                found |= self.by_role.get(MANAGERS[each].value, set())
        return found or self._managers()

    def _managers(self) -> set[int]:
        service = self.by_role.get(Role.SERVICE_MANAGER.value)
        return service or self.by_role.get(Role.COMPANY_MANAGER.value, set())
