"""Pay-outs: what people bring over, what is left under the wage guard, and the slip of one month (S6, S10)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from rulebook.policies import Terms
from settlement.models import ClosedSheet, LaterWithheld, Payout
from settlement.models.payouts import PayoutQuerySet
from settlement.month_selectors import wages_on
from settlement.policies import Month, Sheet
from settlement.policies.decisions import Bearers, Guard, bar, wage_guard
from settlement.policies.payout import Rest, RestVerdict, pay_out
from settlement.selectors import closed_months, service_managers
from staff.models import User

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Account:
    """What somebody's next pay-out begins with. `keys` are the pay-outs that the rests are of."""

    brought: Decimal = NOTHING
    rests: tuple[Rest, ...] = ()
    keys: dict[Month, int] = field(default_factory=dict)


def accounts_of(people: Collection[User]) -> dict[int, Account]:
    """By person, what stood below zero after their last pay-out, and what of earlier rests is left."""
    carried = dict(Payout.objects.filter(person__in=people).order_by("pk").values_list("person_id", "carried"))
    rests, keys = defaultdict(list), defaultdict(dict)
    left = Payout.objects.with_rest().filter(person__in=people).order_by("pk")
    for pk, person, day, amount, verdict in left.values_list(
        "pk", "person_id", "sheet__month", "left", "decision__verdict"
    ):
        rests[person].append(Rest(Month.of(day), amount, RestVerdict(verdict) if verdict else None))
        keys[person][Month.of(day)] = pk
    return {pk: Account(amount, tuple(rests[pk]), keys[pk]) for pk, amount in carried.items()}


@dataclass(frozen=True)
class Slip:
    """How a pay-out comes about, as pages and prints show it. `later` are (month, amount)."""

    brought: Decimal
    total: Decimal
    waits: Decimal
    later: tuple[tuple[Month, Decimal], ...]
    paid: Decimal
    carried: Decimal


def kept_slips(sheets: Iterable[int]) -> dict[int, Slip]:
    """The slips of closed sheets, by their keys."""
    sheets = list(sheets)
    later = defaultdict(list)
    found = LaterWithheld.objects.filter(payout__sheet__in=sheets).order_by("of_id")
    for sheet, day, amount in found.values_list("payout__sheet_id", "of__sheet__month", "amount"):
        later[sheet].append((Month.of(day), amount))
    return {
        row.sheet_id: Slip(row.brought, row.total, row.waits, tuple(later[row.sheet_id]), row.paid, row.carried)
        for row in Payout.objects.filter(sheet__in=sheets)
    }


def open_slip(sheet: Sheet, account: Account, guard: Guard | None) -> Slip:
    """The slip as it would be if the month were closed now."""
    found = pay_out(sheet, limit=guard.limit if guard else None, brought=account.brought, rests=account.rests)
    return Slip(found.brought, found.total, found.waits, found.later, found.paid, found.carried)


def slips_of(month: Month, sheets: Collection[Sheet], people: Collection[User], *, terms: Terms) -> dict[str, Slip]:
    """The slips of many people's sheets by staff number; none of sheets whose month is not the next to be paid out."""
    of = {person.staff_no: person for person in people}
    kept = {row.person_id: row.pk for row in ClosedSheet.objects.filter(month=month.first, person__in=people)}
    frozen = kept_slips(kept.values())
    accounts, wages, closed = accounts_of(people), wages_on(month.last, people), closed_months()
    managers, found = service_managers(), {}
    for sheet in sheets:
        pk = of[sheet.person].pk
        if pk in kept:
            found[sheet.person] = frozen[kept[pk]]
        elif closed.first is None or month == closed.first_open(manager=pk in managers):
            guard = wage_guard(wage=wages.get(pk), deductions=sheet.deductions, terms=terms)
            found[sheet.person] = open_slip(sheet, accounts.get(pk, Account()), guard)
    return found


def is_next(month: Month, person: User) -> bool:
    """Whether the month is the person's next to be paid out: before the months in between are closed nobody knows what
    a later one brings over."""
    closed = closed_months()
    return closed.first is None or month == closed.first_open(manager=person.pk in service_managers())


def rests_of(person: User, month: Month) -> PayoutQuerySet:
    """What the wage guard left over of a person's months: of this one, and what is still left of those before."""
    found = Payout.objects.filter(person=person, waits__gt=0, sheet__month__lte=month.first).with_left()
    found = found.filter(Q(left__gt=0) | Q(sheet__month=month.first))
    return found.select_related("sheet", "decision__by").order_by("sheet__month")


@dataclass(frozen=True)
class OpenRest:
    """A rest as the manager's page lists it, and why this manager may not decide on it, if so."""

    payout: Payout
    month: Month
    barred: str | None

    @property
    def waits(self) -> bool:
        return not hasattr(self.payout, "decision")


def rests_to_decide(*, by: User) -> list[OpenRest]:
    """Everybody's rests that wait for a decision, or are to be withheld and may still be let go."""
    managers = service_managers()
    found = Payout.objects.with_rest().exclude(decision__verdict=RestVerdict.LET_GO.value)
    found = found.select_related("person", "sheet", "decision__by").order_by("sheet__month", "person__staff_no")
    return [
        OpenRest(row, Month.of(row.sheet.month), bar(by.staff_no, by.roles, _bearers(row.person, managers)))
        for row in found
    ]


def rest_bearers(person: User) -> Bearers:
    """Who bears a rest, for R2."""
    return _bearers(person, service_managers())


def _bearers(person: User, managers: set[int]) -> Bearers:
    return Bearers(person.staff_no, frozenset({person.staff_no}), person.pk in managers)
