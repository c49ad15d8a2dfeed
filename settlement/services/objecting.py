"""Objections of the people concerned, and their answers (S8, R2)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from notices.services import News, causes_read, tell
from records.services import record
from servicedesk.errors import DomainError
from settlement.labels import BAR_WORDS, TO_ANSWER
from settlement.line_selectors import Key, answer_bar_of, answerers, open_lines
from settlement.locks import hold_months
from settlement.models import Objection
from settlement.month_selectors import decisions_of
from settlement.policies import Line, Month
from settlement.policies.closing import needs_decision
from settlement.policies.decisions import Verdict
from settlement.services.deciding import line_decide
from staff.models import User
from staff.policies import MANAGERS


@transaction.atomic
def objection_add(*, month: Month, key: Key, text: str, by: User, now: datetime) -> Objection:
    """What a person says against a deduction of their own, once, while its month is open.

    Raises `objection.no_text`, `objection.not_yours`, `line.gone`, `objection.twice`.
    """
    text = text.strip()
    if not text:
        raise DomainError("objection.no_text", _("Say what you object to."), field="text")
    if key[0] != by.staff_no:
        raise DomainError("objection.not_yours", _("Only the person concerned objects (S8)."))
    hold_months()
    line = open_lines(month, [key], now=now).get(key)
    if line is None or not needs_decision(line):
        raise DomainError(
            "line.gone", _("This line is not there any more, or its month is closed. Load the page again.")
        )
    _person, rule, source, part = key
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                person=by, rule=rule, source=source, part=part, on=line.on, text=text, at=now
            )
    except IntegrityError as error:
        raise DomainError("objection.twice", _("You have objected to this line already (S8).")) from error
    data = {"rule": rule, "source": source, "text": text}
    record(subject="objection", subject_id=objection.pk, code="objection.made", by=by, at=now, data=data)
    _ask_for_an_answer(objection, month, line, now=now)
    return objection


def _about(objection: Objection, month: Month, name: str) -> dict[str, str]:
    """What a notice says of an objection: neither its words nor the money, for groups read along."""
    return {"name": name, "rule": objection.rule, "source": objection.source, "month": str(month)}


def _ask_for_an_answer(objection: Objection, month: Month, line: Line, *, now: datetime):
    about = {
        "key": _question_key(objection),
        "code": "notice.objection",
        "data": _about(objection, month, objection.person.name),
        "page": "settlement:month",
        "number": str(month),
        "todo": TO_ANSWER,
    }
    tell([News(each.pk, at=now, **about) for each in answerers(line, now=now)], now=now)


def _question_key(objection: Objection) -> str:
    return f"objection:{objection.pk}:answer"


def _tell_the_answer(objection: Objection, month: Month, by: User, now: datetime):
    """The person learns of it, and nobody is asked any more."""
    managers = User.objects.with_role(*MANAGERS).values_list("pk", flat=True)
    causes_read(people=managers, keys=[_question_key(objection)], now=now)
    about = {"code": "notice.objection_answered", "data": _about(objection, month, by.name)}
    place = {"page": "settlement:mine_in", "number": str(month), "key": f"objection:{objection.pk}:answered"}
    tell([News(objection.person_id, at=now, **about, **place)], now=now)


@transaction.atomic
def objection_answer(*, objection_id: int, month: Month, answer: str, waive: bool, by: User, now: datetime):
    """A manager's answer, which may waive the line at once. Somebody other than who proposed the line answers, where
    there is somebody (R2).

    Raises `objection.no_answer`, `objection.answered`, `line.barred`, and what `lines_decide` raises.
    """
    answer = answer.strip()
    if not answer:
        raise DomainError("objection.no_answer", _("Write an answer."), field="answer")
    hold_months()
    objection = Objection.objects.select_related("person").get(pk=objection_id)
    key = (objection.person.staff_no, objection.rule, objection.source, objection.part)
    line = open_lines(month, [key], now=now).get(key)
    if line is not None:
        if barred := answer_bar_of(by, line, now=now):
            raise DomainError("line.barred", BAR_WORDS[barred])
    elif by.pk == objection.person_id:
        raise DomainError("line.barred", BAR_WORDS["own"])
    told = Objection.objects.filter(pk=objection_id, answered_at__isnull=True)
    if not told.update(answer=answer, answered_by=by, answered_at=now):
        raise DomainError("objection.answered", _("Somebody has answered already. Load the page again."))
    record(
        subject="objection", subject_id=objection_id, code="objection.answered", by=by, at=now, data={"answer": answer}
    )
    _tell_the_answer(objection, month, by, now)
    if waive:
        before = decisions_of([objection.person]).get(key)
        line_decide(line=line, before=before, verdict=Verdict.WAIVED, reason=answer[:300], by=by, now=now)
