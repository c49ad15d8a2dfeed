"""The month on the home page: a technician's own, what a manager has to see to, what finance signs."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from field_visits.models import Visit
from servicedesk.clock import local_date
from settlement.count_selectors import filed_visits
from settlement.line_selectors import proposed_by
from settlement.models import Objection, Revenue
from settlement.month_selectors import Row, open_work
from settlement.months import this_month
from settlement.payout_selectors import rests_to_decide
from settlement.policies import Month, Reason, Sheet
from settlement.policies.closing import Scope, scopes_for
from settlement.selectors import closed_months, service_managers
from staff.models import User
from staff.policies import MANAGERS, Role

LIVE_MOST = 1000  # receipts of a month whose proposals are counted while a home page is loaded


@dataclass(frozen=True)
class OwnMonth:
    """An open month of one's own, as far as it has come."""

    month: Month
    sheet: Sheet | None
    proposed: list[Row]

    @property
    def unpaid(self) -> list[tuple[Reason, int]]:
        """Why receipts earn no subsidy, and how many each."""
        return Counter(each.reason for each in self.sheet.unpaid).most_common() if self.sheet else []


@dataclass(frozen=True)
class OpenMonth:
    """What a manager has to see to in the first month that is theirs to close. `proposals` is None where the month has
    so many receipts that counting them is left to the page of the month."""

    month: Month
    is_over: bool
    proposals: int | None
    objections: int
    to_answer: int  # of the objections, those that this person may answer (R2)
    rests: int
    receipts: int  # whose money finance has not signed for
    revenues: int

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left but to close it."""
        return self.is_over and self.proposals == 0 and not self.objections


@dataclass(frozen=True)
class MonthNow:
    """The month as it concerns a person now; what does not concern them is empty."""

    own: list[OwnMonth]
    managing: OpenMonth | None
    to_sign: int


def month_now(person: User, *, now: datetime) -> MonthNow:
    """The month for a home page, in a fixed number of queries, fewer for those whom less of it concerns."""
    return MonthNow(
        own=_own(person, now) if person.may("file_visit") else [],
        managing=_managing(person, now) if person.may("settle_month") else None,
        to_sign=_unsigned().exclude(person=person).count() if person.may("sign_money") else 0,
    )


def _own(person: User, now: datetime) -> list[OwnMonth]:
    """This month, and before it the one that is over where it is not closed yet."""
    months = [this_month(now)]
    if closed_months().first_open(manager=Role.SERVICE_MANAGER in person.roles) == months[0].before:
        months.insert(0, months[0].before)
    return [_own_month(person, month, now) for month in months]


def _own_month(person: User, month: Month, now: datetime) -> OwnMonth:
    work = open_work(month, people=[person], now=now)
    return OwnMonth(month, next(iter(work.sheets), None), work.proposed)


def _managing(person: User, now: datetime) -> OpenMonth:
    month = _to_close(person, now)
    proposals, objections, to_answer = _waiting(month, person, now)
    return OpenMonth(
        month=month,
        is_over=month.last < local_date(now),
        proposals=proposals,
        objections=objections,
        to_answer=to_answer,
        rests=sum(rest.waits and rest.barred is None for rest in rests_to_decide(by=person)),
        receipts=Visit.objects.with_money_out().order_by().count(),
        revenues=_unsigned().count(),
    )


def _to_close(person: User, now: datetime) -> Month:
    """The first open month that this person closes something of. While nothing was ever closed it is the month before
    this, where the desk knows of receipts of it."""
    closed, this = closed_months(), this_month(now)
    if closed.first is None:
        return this.before if filed_visits(this.before).exists() else this
    return min(closed.first_open(manager=scope == Scope.MANAGERS) for scope in scopes_for(person.roles, ()))


def _waiting(month: Month, person: User, now: datetime) -> tuple[int | None, int, int]:
    """Proposals on the sheets that this person closes, objections, and how many of these they may answer."""
    if filed_visits(month)[: LIVE_MOST + 1].count() > LIVE_MOST:
        sources = list(
            Objection.objects.filter(answered_at__isnull=True, on__lte=month.last).values_list("source", flat=True)
        )
        return None, len(sources), _to_answer(sources, person, now)
    people = User.objects.all()
    if Scope.MANAGERS not in scopes_for(person.roles, ()):
        people = people.exclude(pk__in=service_managers())
    work = open_work(month, people=people, now=now)
    return work.proposals, work.objections, _to_answer([row.line.source for row in work.objected], person, now)


def _to_answer(sources: list[str], person: User, now: datetime) -> int:
    """R2: whoever proposed a line leaves the answer to another manager, where there is one."""
    others = User.objects.employed_on(local_date(now)).with_role(*MANAGERS).exclude(pk=person.pk)
    own = proposed_by(person, sources) if sources and others.exists() else set()
    return sum(source not in own for source in sources)


def _unsigned():
    """S5: money made at the station that finance has not signed for; nobody signs for their own."""
    return Revenue.objects.filter(handed_in_on__isnull=True)
