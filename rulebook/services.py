"""The only writers of numbers and of the shop's calendar."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from records.services import record
from rulebook import holidays
from rulebook.labels import NUMBER_LABELS, shown
from rulebook.models import CalendarDay, CalendarYear, Parameter
from rulebook.policies import (
    SPECS,
    Unit,
    days_from,
    declared_through,
    encoded,
    last_year_shown,
    out_of_order,
    terms_with,
    typed,
    within_bounds,
)
from servicedesk.clock import local_date
from servicedesk.errors import DomainError

LONGEST_MARK_DAYS = 31
# What the apps above plan by working days: each works it out anew as f(first, last, by, now) when days between these
# two change, and gives (number, rule, old time, new time) of what moved, times as ISO text.
on_calendar_change: list[Callable] = []


@transaction.atomic
def number_change(*, key: str, value, valid_from: date, reason: str, by, now: datetime) -> Parameter:
    """Plans a number's new value from a future local day on (the rulebook's own words for it: provisional, R3).

    `value` is the text a person typed, or the typed number. Refused are values outside the bounds of the
    number, days that are not after today, and values that would cross another number (`IN_ORDER`).
    """
    number = _number(key, value)
    reason = _reason(reason)
    if valid_from <= local_date(now):
        raise DomainError(
            "number.not_future",
            _("Choose a day after today: what has happened keeps the numbers that it happened under."),
            field="valid_from",
        )
    standing = _standing()
    before = getattr(terms_with(_until(standing, valid_from - timedelta(days=1))), key)
    change = Parameter(key=key, value=encoded(number), valid_from=valid_from, reason=reason, by=by, at=now)
    if any(other.key == key and other.valid_from == valid_from for other in standing):
        raise _already_changes(valid_from)
    _refuse_disorder([*standing, change], key, valid_from, field="value")
    try:
        with transaction.atomic():
            change.save(force_insert=True)
    except IntegrityError as error:  # somebody else planned the same day at this instant
        raise _already_changes(valid_from) from error
    data = {"key": key, "value": change.value, "before": encoded(before)}
    _record_number(change, "number.planned", {**data, "reason": reason}, by, now)
    return change


@transaction.atomic
def number_withdraw(*, parameter_id: int, reason: str, by, now: datetime) -> Parameter:
    """Takes back a planned change before its day comes. The row stays, with who took it back and why."""
    reason = _reason(reason)
    changed = Parameter.objects.standing().filter(pk=parameter_id, valid_from__gt=local_date(now))
    if changed.update(withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason) != 1:
        raise DomainError(
            "number.not_planned",
            _("Only a change that has not begun can be withdrawn. Plan a new change instead."),
        )
    change = Parameter.objects.get(pk=parameter_id)
    _refuse_disorder(_standing(), change.key, change.valid_from, field=None)
    _record_number(change, "number.withdrawn", {"key": change.key, "value": change.value, "reason": reason}, by, now)
    return change


@transaction.atomic
def day_mark(*, day: date, is_working: bool, note: str, by, now: datetime, through: date | None = None) -> int:
    """Marks the days from `day` through `through` (one day without it) as worked or off; gives how many.

    Past days are refused: deadlines have already been counted over them.
    """
    note, through = note.strip(), through or day
    if not note:
        raise DomainError("calendar.note_missing", _("Say why, for example the name of the holiday."), field="note")
    _refuse_span(day, through, local_date(now))
    days = days_from(day, through)
    CalendarDay.objects.bulk_create(
        [CalendarDay(day=each, is_working=is_working, note=note, by=by, at=now) for each in days],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["is_working", "note", "by", "at"],
    )
    code = "calendar.worked" if is_working else "calendar.off"
    span = day.isoformat() if through == day else f"{day.isoformat()} – {through.isoformat()}"
    for year in range(day.year, through.year + 1):
        record(subject="calendar", subject_id=year, code=code, data={"days": span, "note": note}, by=by, at=now)
    _plan_again(day, through, by, now)
    return len(days)


def _plan_again(first: date, last: date, by, now: datetime):
    """Has everything that is counted in working days worked out anew, and keeps the list of what moved."""
    moved = [each for plan in on_calendar_change for each in plan(first, last, by, now)]
    if moved:
        data = {"count": len(moved), "moved": moved}
        record(subject="calendar", subject_id=first.year, code="calendar.moved", data=data, by=by, at=now)


@transaction.atomic
def year_declare(*, year: int, by, now: datetime):
    """Declares that the days marked in a year are its whole holiday notice, so that the calendar holds through it.

    Only the year after the last known one can be declared, and only once a day off has been marked in it.
    """
    following = declared_through(holidays.LAST_YEAR, _declared()).year + 1
    if year < following:
        raise _year_known(year)
    if year > following:
        raise DomainError("calendar.year_gap", _("Declare %(year)s complete first.") % {"year": following})
    if not CalendarDay.objects.filter(day__year=year, is_working=False).exists():
        message = _("Mark the public holidays of %(year)s first; none is marked yet.") % {"year": year}
        raise DomainError("calendar.year_empty", message)
    _row, made = CalendarYear.objects.get_or_create(year=year, defaults={"by": by, "at": now})
    if not made:
        raise _year_known(year)
    record(subject="calendar", subject_id=year, code="calendar.declared", data={"year": year}, by=by, at=now)


@transaction.atomic
def year_reopen(*, year: int, by, now: datetime):
    """Takes back a declaration made too early: the last declared year, as long as it has not passed."""
    last = declared_through(holidays.LAST_YEAR, _declared()).year
    if year != last or year < local_date(now).year or not CalendarYear.objects.filter(year=year).delete()[0]:
        raise DomainError("calendar.not_declared", _("Only the last year that was declared here can be opened again."))
    record(subject="calendar", subject_id=year, code="calendar.reopened", data={"year": year}, by=by, at=now)


def _number(key: str, value):
    if key not in SPECS:
        raise DomainError("number.unknown", _("There is no such number."))
    spec = SPECS[key]
    try:
        number = typed(key, value if isinstance(value, str) else encoded(value))
    except ValueError as error:
        raise DomainError("number.not_a_number", NOT_A_NUMBER.get(spec.unit, WHOLE_NUMBER), field="value") from error
    if not within_bounds(key, number):
        bounds = {"least": shown(key, spec.least), "most": shown(key, spec.most)}
        raise DomainError("number.out_of_bounds", _("Between %(least)s and %(most)s.") % bounds, field="value")
    return number


WHOLE_NUMBER = _("Enter a whole number.")
NOT_A_NUMBER = {
    Unit.CLOCK: _("Enter a time of day, such as 18:00."),
    Unit.YUAN: _("Enter an amount in yuan, such as 120.50."),
    Unit.PERCENT: _("Enter a percentage with at most two decimals, such as 0.25."),
}


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise DomainError("number.reason_missing", _("Give the reason; it stays in the history."), field="reason")
    return reason


def _standing() -> list[Parameter]:
    return list(Parameter.objects.standing())


def _until(changes: list[Parameter], day: date) -> list[tuple[str, str]]:
    held = sorted((change for change in changes if change.valid_from <= day), key=lambda change: change.valid_from)
    return [(change.key, change.value) for change in held]


def _refuse_disorder(changes: list[Parameter], key: str, day: date, *, field: str | None):
    """Looks at `day` and at every later day on which something changes: no pair of numbers may cross."""
    for each in sorted({day, *(change.valid_from for change in changes if change.valid_from > day)}):
        terms = terms_with(_until(changes, each))
        pair = out_of_order(terms)
        if pair is None or key not in pair:
            continue
        smaller, larger = pair
        raise DomainError(
            "number.out_of_order",
            _("On %(day)s “%(smaller)s” (%(low)s) would exceed “%(larger)s” (%(high)s). Change the other one first.")
            % {
                "day": each.isoformat(),
                "smaller": NUMBER_LABELS[smaller],
                "low": shown(smaller, getattr(terms, smaller)),
                "larger": NUMBER_LABELS[larger],
                "high": shown(larger, getattr(terms, larger)),
            },
            field=field,
        )


def _already_changes(day: date) -> DomainError:
    message = _("This number already changes on %(day)s. Withdraw that change first, or choose another day.")
    return DomainError("number.same_day", message % {"day": day.isoformat()}, field="valid_from")


def _record_number(change: Parameter, code: str, data: dict, by, now: datetime):
    data = {**data, "valid_from": change.valid_from.isoformat()}
    record(subject="number", subject_id=change.pk, code=code, data=data, by=by, at=now)


def _refuse_span(first: date, last: date, today: date):
    if first < today:
        message = _("Past days stay as they were. Choose today or a later day.")
        raise DomainError("calendar.past_day", message, field="day")
    if last < first:
        raise DomainError("calendar.span", _("The last day lies before the first day."), field="through")
    if (last - first).days >= LONGEST_MARK_DAYS:
        message = _("Mark at most %(count)s days at once.") % {"count": LONGEST_MARK_DAYS}
        raise DomainError("calendar.span", message, field="through")
    if last.year > last_year_shown(today):
        message = _("Mark days up to the end of %(year)s.") % {"year": last_year_shown(today)}
        raise DomainError("calendar.too_far", message, field="day")


def _declared() -> frozenset[int]:
    return frozenset(CalendarYear.objects.values_list("year", flat=True))


def _year_known(year: int) -> DomainError:
    return DomainError("calendar.year_known", _("%(year)s is already complete.") % {"year": year})
