"""Closing a month in one transaction (S7, S8)."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from field_visits.policies import seal_of
from notices.services import News
from notices.services import tell as notify
from records.services import record
from rulebook.selectors import terms_on
from servicedesk.errors import DomainError
from settlement.frozen import insert_lines, line_rows, sheet_row
from settlement.locks import hold_months
from settlement.models import ClosedSheet, Closing
from settlement.month_selectors import decisions_of, open_work, seals_before, wages_on
from settlement.policies import Month
from settlement.policies.closing import Scope, scopes_for
from settlement.policies.decisions import wage_guard
from settlement.selectors import closed_months, service_managers, sheets_of
from settlement.services.paying import Frozen, payouts_freeze
from staff.models import User

TOGETHER = 25  # people whose sheets are worked out at once: few enough for the memory, enough for few queries

Tell = Callable[[str, int, int], None]


def _nothing(*_args):
    return None


def month_close(*, month: Month, by: User, now: datetime, tell: Tell = _nothing) -> list[Closing]:
    """Freezes the sheets of a month: a service manager everybody's but the service managers', the company manager
    all that are open. All of it or nothing.

    Raises `month.not_yours`, `month.closed` (also to the second of two at once), `month.order`, `month.open_work`.
    """
    with transaction.atomic():
        hold_months(alone=True)
        scopes = _scopes(month, by)
        made = [_close(month, scope, by=by, now=now, tell=tell) for scope in scopes]
        if made[-1].scope == Scope.SHOP and not _left(month, now=now):
            made.append(_close(month, Scope.MANAGERS, by=by, now=now, tell=tell))
        return made


def _scopes(month: Month, by: User) -> tuple[Scope, ...]:
    """What this person closes now, or why not."""
    done = {Scope(scope) for scope in Closing.objects.filter(month=month.first).values_list("scope", flat=True)}
    scopes = scopes_for(by.roles, done)
    if not scopes:
        if not scopes_for(by.roles, ()):
            raise DomainError("month.not_yours", _("The service manager closes the month (S7)."))
        raise _closed_already()
    closed = closed_months()
    if closed.first is not None:
        for scope in scopes:
            following = closed.first_open(manager=scope == Scope.MANAGERS)
            if month != following:
                raise DomainError("month.order", _("Close %(month)s first.") % {"month": following})
    return scopes


def _closed_already() -> DomainError:
    return DomainError("month.closed", _("This month is closed already. What is closed never changes (S7)."))


def _left(month: Month, *, now: datetime) -> bool:
    """Whether a sheet is left for the company manager."""
    people = list(User.objects.filter(pk__in=service_managers()))
    return any(sheet.lines or sheet.filed for sheet in sheets_of(month, now=now, people=people))


def _close(month: Month, scope: Scope, *, by: User, now: datetime, tell: Tell) -> Closing:
    try:
        with transaction.atomic():
            closing = Closing.objects.create(month=month.first, scope=scope.value, by=by, at=now)
    except IntegrityError as error:
        raise DomainError(
            "month.closed", _("This month is closed already. What is closed never changes (S7).")
        ) from error
    people, seals, paid = _people(month, scope), [], []
    for done, batch in _batches(people):
        work = open_work(month, people=batch, now=now)
        if work.blocks:
            raise DomainError(
                "month.open_work",
                _("Still open: %(proposals)d deductions to decide on, %(objections)d objections to answer (S8).")
                % {"proposals": work.proposals, "objections": work.objections},
            )
        frozen = _freeze(closing, month, batch, work.sheets)
        seals += [each.row.seal for each in frozen]
        paid += payouts_freeze(frozen, people=batch)
        tell(scope.value, done, len(people))
    told = Closing.objects.filter(pk=closing.pk, seal="")
    content = {"month": str(month), "scope": scope.value, "sheets": seals, "paid": paid}
    told.update(seal=seal_of(content), sheet_count=len(seals))
    closing.refresh_from_db()
    data = {"month": str(month), "count": len(seals)}
    record(subject="closing", subject_id=closing.pk, code=f"month.closed_{scope.value}", by=by, at=now, data=data)
    _tell_everybody(closing, month, by, now)
    return closing


def _tell_everybody(closing: Closing, month: Month, by: User, now: datetime):
    """Whoever has a sheet learns that it is closed; what is on it stands on their own month alone."""
    about = {"code": "notice.month_closed", "data": {"month": str(month), "name": by.name}}
    place = {"page": "settlement:mine_in", "number": str(month), "key": f"closed:{month}"}
    people = ClosedSheet.objects.filter(closing=closing).exclude(person=by).values_list("person_id", flat=True)
    notify([News(pk, at=now, **about, **place) for pk in people], now=now)


def _people(month: Month, scope: Scope) -> list[User]:
    """Whose sheets a closing freezes: those without a closed one yet, in order of staff number."""
    frozen = ClosedSheet.objects.filter(month=month.first).values("person_id")
    people = User.objects.exclude(pk__in=frozen)
    if scope == Scope.SHOP:
        people = people.exclude(pk__in=service_managers())
    return sorted(people, key=lambda person: person.staff_no)


def _batches(people: list[User]) -> Iterator[tuple[int, list[User]]]:
    for start in range(0, len(people), TOGETHER):
        batch = people[start : start + TOGETHER]
        yield start + len(batch), batch


def _freeze(closing: Closing, month: Month, people: list[User], sheets: list) -> list[Frozen]:
    """Writes the sheets of some people with their lines."""
    keys = {person.staff_no: person.pk for person in people}
    decided, wages, before = decisions_of(people), wages_on(month.last, people), seals_before(month, people)
    terms = terms_on(month.last)
    frozen = []
    for sheet in sheets:
        pk = keys[sheet.person]
        guard = wage_guard(wage=wages.get(pk), deductions=sheet.deductions, terms=terms)
        row = sheet_row(sheet, closing=closing, person_id=pk, guard=guard, decided=decided, before=before.get(pk, ""))
        frozen.append(Frozen(sheet, row, guard))
    ClosedSheet.objects.bulk_create([each.row for each in frozen])
    insert_lines(line for each in frozen for line in line_rows(each.sheet, each.row, decided))
    return frozen
