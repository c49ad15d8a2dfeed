"""Confirming and waiving proposed deductions (S8, R2)."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from notices.services import News, tell
from records.services import record
from servicedesk.errors import DomainError
from settlement.labels import BAR_WORDS
from settlement.line_selectors import Key, bar_of, bearers_of, open_lines
from settlement.locks import hold_months
from settlement.models import Decision
from settlement.month_selectors import decisions_of, standing_of
from settlement.policies import Line, Month
from settlement.policies.closing import needs_decision
from settlement.policies.decisions import Standing, Verdict, bears_part
from staff.models import User


@transaction.atomic
def lines_decide(
    *,
    month: Month,
    keys: Collection[Key],
    verdict: str,
    reason: str,
    by: User,
    now: datetime,
    instead_of: datetime | None = None,
) -> list[Decision]:
    """A manager's word on one or many proposed deductions of an open month, all or none. `instead_of` is the moment of
    the decision that a manager thinks over again; without it what is decided already stays as it is.

    Raises `line.no_reason`, `line.none`, `line.gone` (a line is not there any more, or its month is closed),
    `line.barred` (R2 says that somebody else decides), `line.decided_meanwhile`.
    """
    reason = reason.strip()
    if not reason:
        raise DomainError("line.no_reason", _("Say why."), field="reason")
    if not keys:
        raise DomainError("line.none", _("Choose at least one line."))
    hold_months()
    lines = open_lines(month, keys, now=now)
    before = decisions_of(User.objects.filter(staff_no__in={key[0] for key in keys}))
    decided = {key: before[key] for key, line in lines.items() if _is_decided(line, before.get(key))}
    said = (verdict, reason, by.pk)
    if decided.keys() == set(keys) and all(_said(each) == said for each in decided.values()):
        return list(decided.values())  # a second click
    if any(each.at != instead_of for each in decided.values()):
        raise _meanwhile()
    told = {"verdict": Verdict(verdict), "reason": reason, "by": by, "now": now}
    made = [line_decide(line=lines.get(key), before=before.get(key), **told) for key in dict.fromkeys(keys)]
    _tell_whom_it_concerns(made, month=month, by=by, now=now)
    return made


def _tell_whom_it_concerns(decisions: Collection[Decision], *, month: Month, by: User, now: datetime):
    """One notice a person, however many of their lines were decided on at once; what of is on their own month alone."""
    counts = Counter(each.person_id for each in decisions)
    news = [
        News(
            person,
            key=f"decided:{month}:{by.pk}:{now.timestamp():.6f}",
            code="notice.lines_decided",
            data={"name": by.name, "count": count, "month": str(month)},
            at=now,
            page="settlement:mine_in",
            number=str(month),
        )
        for person, count in counts.items()
        if person != by.pk
    ]
    tell(news, now=now)


def _is_decided(line: Line, before: Decision | None) -> bool:
    return standing_of(line, before) in {Standing.CONFIRMED, Standing.WAIVED}


def _said(decision: Decision) -> tuple[str, str, int]:
    return decision.verdict, decision.reason, decision.by_id


def line_decide(
    *, line: Line | None, before: Decision | None, verdict: Verdict, reason: str, by: User, now: datetime
) -> Decision:
    """One line of `lines_decide`, in its transaction; `before` is the decision that it replaces."""
    if line is None or not needs_decision(line):
        raise DomainError(
            "line.gone", _("This line is not there any more, or its month is closed. Load the page again.")
        )
    bearers = bearers_of(line)
    barred = bar_of(by, bearers, now=now)
    if barred:
        raise DomainError("line.barred", BAR_WORDS[barred])
    person = User.objects.get(staff_no=line.person)
    rule, source, part = line.key[1:]
    told = {"verdict": verdict.value, "amount": line.amount, "reason": reason, "by": by, "at": now}
    told["bears_part"] = bears_part(by.staff_no, bearers)
    key = {"person": person, "rule": rule, "source": source, "part": part}
    if before is None:
        decision = _first(key, told, line)
    elif Decision.objects.filter(pk=before.pk, verdict=before.verdict, at=before.at).update(**told):
        decision = before
    else:
        raise _meanwhile()
    data = {"person": str(person), "rule": rule, "source": source, "amount": f"{line.amount:.2f}", "reason": reason}
    record(subject="decision", subject_id=decision.pk, code=f"line.{verdict.value}", by=by, at=now, data=data)
    return decision


def _first(key: dict, told: dict, line: Line) -> Decision:
    try:
        with transaction.atomic():
            return Decision.objects.create(**key, **told, on=line.on)
    except IntegrityError as error:
        raise _meanwhile() from error


def _meanwhile() -> DomainError:
    return DomainError(
        "line.decided_meanwhile", _("Somebody has decided meanwhile. Nothing was changed; look at the lines again.")
    )
