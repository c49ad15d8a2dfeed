"""What people enter for the month: incidents, revenue of the station, wages."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from field_visits.models import Visit
from records.picture_services import pictures_add
from records.pictures import Prepared
from records.services import next_number, record
from returns.models import ReturnedItem
from rulebook.selectors import terms_on
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from settlement.labels import BAR_WORDS
from settlement.line_selectors import bar_of, bearers_of_incident
from settlement.models import Incident, Revenue, Wage
from settlement.policies import BY_DECISION, RULES, Record, Rule
from settlement.policies.decisions import Bar
from staff.models import User
from staff.policies import Role


@transaction.atomic
def incident_add(
    *,
    rule: str,
    on: date,
    by: User,
    now: datetime,
    person: User | None = None,
    amount: Decimal | None = None,
    visit: Visit | None = None,
    item: ReturnedItem | None = None,
    note: str,
    evidence: Sequence[Prepared] = (),
) -> Incident:
    """What a manager found, with evidence. It is proposed at once and decided on like any other deduction (S8).

    Raises `incident.ahead`, `incident.nobody`, `incident.amount`, `incident.fixed`, `incident.reward` (S13),
    `incident.empty_station`, `incident.barred` (R2), and what `_check_records` raises. A loss that every manager bears
    a part of may be entered by any of them; deciding on it is another matter.
    """
    rule = Rule(rule)
    if on > local_date(now):
        raise DomainError("incident.ahead", _("This day has not come yet."), field="on")
    if person is None and rule != Rule.LOST:
        raise DomainError(
            "incident.nobody", _("Only a loss can be shared by the station; name somebody (S-R2)."), field="person"
        )
    _check_amount(rule, on, amount)
    _check_records(rule, person, visit, item)
    _check_bearers(person, on, by, now)
    incident = Incident.objects.create(
        incident_no=next_number(prefix="XT", day=local_date(now)),
        on=on,
        rule=rule.value,
        person=person,
        amount=amount,
        visit=visit,
        item=item,
        note=note,
        entered_by=by,
        entered_at=now,
    )
    pictures_add(by=by, now=now, subject="incident", subject_id=incident.pk, kind="evidence", images=list(evidence))
    data = {"rule": rule.value, "person": str(person or ""), "note": note}
    record(subject="incident", subject_id=incident.pk, code="incident.entered", by=by, at=now, data=data)
    return incident


def _check_records(rule: Rule, person: User | None, visit: Visit | None, item: ReturnedItem | None):
    """What the rule is about is named, and nothing else: what is typed is never left out in silence.

    Raises `incident.no_receipt`, `incident.no_item`, `incident.receipt` (S-V6), `incident.other_receipt`.
    """
    names = RULES[rule].names
    if visit is not None and names != Record.VISIT:
        words = _("This rule is not about a receipt. Leave this empty and name the receipt in your words below.")
        raise DomainError("incident.no_receipt", words, field="visit")
    if item is not None and names != Record.ITEM and rule != Rule.LOST:
        words = _("This rule is not about goods of a customer. Leave this empty and name them in your words below.")
        raise DomainError("incident.no_item", words, field="item")
    if rule == Rule.FALSIFIED and visit is None:
        words = _("Say which receipt was falsified: it earns nothing any more (S-V6).")
        raise DomainError("incident.receipt", words, field="visit")
    if visit is not None and person is not None and visit.technician_id not in {None, person.pk}:
        words = _("This receipt was filed by %(name)s.") % {"name": visit.technician.name}
        raise DomainError("incident.other_receipt", words, field="visit")


def _check_bearers(person: User | None, on: date, by: User, now: datetime):
    """R2: somebody bears it, and who enters it may decide on such a line, or is one of all managers who share it."""
    bearers = bearers_of_incident(person, on)
    if not bearers.all:
        raise DomainError(
            "incident.empty_station",
            _("Nobody was active in the station on this day: name who bears it."),
            field="person",
        )
    barred = bar_of(by, bearers, now=now)
    if barred and not (barred == Bar.NOBODY and bearers.is_shared):
        raise DomainError("incident.barred", BAR_WORDS[barred], field="person")


def _check_amount(rule: Rule, on: date, amount: Decimal | None):
    if rule not in BY_DECISION:
        if amount is not None:
            words = _("The rulebook says what this rule costs. Leave this empty.")
            raise DomainError("incident.fixed", words, field="amount")
        return
    if amount is None:
        raise DomainError(
            "incident.amount", _("The rulebook has no amount for this rule: enter the one decided."), field="amount"
        )
    terms = terms_on(on)
    least, most = terms.suggestion_reward_least, terms.suggestion_reward_most
    if rule == Rule.SUGGESTION and not least <= amount <= most:
        words = _("A suggestion earns from %(least)s to %(most)s yuan (S13).") % {"least": least, "most": most}
        raise DomainError("incident.reward", words, field="amount")


@transaction.atomic
def incident_withdraw(*, incident_id: int, reason: str, by: User, now: datetime):
    """Takes an incident back, with a reason; of a closed month the difference goes to the first open one (S7).

    Raises `incident.no_reason`, `incident.barred`, `incident.withdrawn_meanwhile`.
    """
    reason = reason.strip()
    if not reason:
        raise DomainError("incident.no_reason", _("Say why."), field="reason")
    incident = Incident.objects.select_related("person").get(pk=incident_id)
    barred = bar_of(by, bearers_of_incident(incident.person, incident.on), now=now)
    if barred:
        raise DomainError("incident.barred", BAR_WORDS[barred])
    standing = Incident.objects.standing().filter(pk=incident_id)
    if not standing.update(withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason):
        raise DomainError("incident.withdrawn_meanwhile", _("Somebody has taken this incident back already."))
    record(
        subject="incident", subject_id=incident_id, code="incident.withdrawn", by=by, at=now, data={"reason": reason}
    )


@transaction.atomic
def revenue_add(*, person: User, on: date, amount: Decimal, note: str, by: User, now: datetime) -> Revenue:
    """Money that a person made at the station (S5). It counts once finance signs for it.

    Raises `revenue.ahead`, `revenue.nothing`.
    """
    if on > local_date(now):
        raise DomainError("revenue.ahead", _("This day has not come yet."), field="on")
    if amount <= 0:
        raise DomainError("revenue.nothing", _("Enter what was taken."), field="amount")
    number = next_number(prefix="RK", day=local_date(now))
    revenue = Revenue.objects.create(revenue_no=number, person=person, on=on, amount=amount, note=note)
    data = {"amount": f"{amount:.2f}", "person": str(person)}
    record(subject="revenue", subject_id=revenue.pk, code="revenue.entered", by=by, at=now, data=data)
    return revenue


@transaction.atomic
def revenue_sign(*, revenue_id: int, by: User, now: datetime):
    """Finance signs that the money was handed in (V6); from then on a share of it is the person's (S5).

    Raises `revenue.own` and `revenue.signed_meanwhile`.
    """
    revenue = Revenue.objects.get(pk=revenue_id)
    if revenue.person_id == by.pk:
        raise DomainError("revenue.own", _("Nobody signs for money of their own."))
    if not Revenue.objects.filter(pk=revenue_id, handed_in_on__isnull=True).update(handed_in_on=local_date(now)):
        raise DomainError("revenue.signed_meanwhile", _("Somebody has signed for this money already."))
    data = {"amount": f"{revenue.amount:.2f}"}
    record(subject="revenue", subject_id=revenue_id, code="revenue.signed", by=by, at=now, data=data)


@transaction.atomic
def wage_set(*, person: User, valid_from: date, amount: Decimal, by: User, now: datetime) -> Wage:
    """Records a monthly wage from a day on, for the guard of S10. A manager's own is the company manager's matter.

    Raises `wage.own` and `wage.twice`.
    """
    if person.pk == by.pk and Role.COMPANY_MANAGER not in by.roles:
        raise DomainError("wage.own", BAR_WORDS[Bar.OWN])
    try:
        with transaction.atomic():
            wage = Wage.objects.create(person=person, valid_from=valid_from, amount=amount, by=by, at=now)
    except IntegrityError as error:
        raise DomainError("wage.twice", _("There is a wage from this day already."), field="valid_from") from error
    data = {"from": valid_from.isoformat()}  # not the amount: a history is read by more people
    record(subject="staff", subject_id=person.pk, code="wage.recorded", by=by, at=now, data=data)
    return wage
