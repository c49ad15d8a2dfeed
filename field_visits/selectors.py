"""Reading visits: who may see which, the plan of a day, who is out, lists of receipts, what a customer has had."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q

from customers.models import Customer
from field_visits.models import CalendarLink, Visit, VisitQuerySet
from field_visits.policies import OPEN, Result, State
from field_visits.policies.timing import LONGEST_PLAN, Lateness, Slot, arrival_due, clashes, clashing, lateness
from rulebook.selectors import terms_for
from servicedesk.clock import day_start, local_date
from staff.models import User
from staff.policies import Role
from tickets.advising import Advice, Case, advise
from tickets.models import Job

JOINED = ("customer", "machine", "job", "technician", "follows")
FEED_BACK, FEED_AHEAD = timedelta(days=14), timedelta(days=60)
COUNTED = 1000
REPORTS = timedelta(days=4)


def visible_to(person: User) -> VisitQuerySet:
    """The visits that the person may see, with all that their pages show."""
    return Visit.objects.seen_by(person).select_related(*JOINED)


def visit_for(person: User, receipt_no: str) -> Visit | None:
    """The visit of exactly this number, None where there is none that the person may see."""
    return visible_to(person).filter(receipt_no=receipt_no).first()


def find_visits(words: str, person: User) -> list[Visit]:
    """The visit of exactly this number, in any case, for the search over everything; one at most."""
    text = words.strip()
    return list(visible_to(person).filter(receipt_no__in={text, text.upper()})[:1]) if text else []


@dataclass(frozen=True)
class Row:
    """A visit in a plan: how it stands with D7, until when somebody has to be there, whether it clashes."""

    visit: Visit
    lateness: Lateness | None
    due: datetime | None
    clashes: bool = False


def rows_of(visits: list[Visit], *, now: datetime) -> list[Row]:
    """The visits with D7, by the numbers of the days they were agreed for; clashes within each technician's own."""
    terms = terms_for(local_date(visit.agreed_at) for visit in visits if visit.agreed_at)
    lanes: dict[int, list] = {}
    for visit in visits:
        if visit.is_open and visit.agreed_at:
            lanes.setdefault(visit.technician_id, []).append(visit.slot)
    clashing = set().union(*(clashes(slots) for slots in lanes.values()))
    return [_row(visit, terms, visit in clashing, now) for visit in visits]


def _row(visit: Visit, terms: dict, clashing: bool, now: datetime) -> Row:
    if visit.agreed_at is None or visit.state == State.CANCELLED:
        return Row(visit, None, None, clashing)
    numbers = terms[local_date(visit.agreed_at)]
    told = lateness(
        agreed_at=visit.agreed_at,
        arrived_at=visit.arrived_at,
        explained_at=visit.delay_explained_at,
        now=now,
        terms=numbers,
    )
    return Row(visit, told, arrival_due(visit.agreed_at, terms=numbers), clashing)


@dataclass(frozen=True)
class Lane:
    """A technician's day."""

    technician: User
    rows: list[Row] = field(default_factory=list)


def clashes_with(*, technician: User, agreed_at: datetime, minutes: int, but: Visit | None = None) -> list[Visit]:
    """The technician's open visits that overlap such an appointment, in the order of the day."""
    wanted = Slot(but, agreed_at, agreed_at + timedelta(minutes=minutes))
    near = Visit.objects.filter(
        technician=technician,
        state__in=[state.value for state in OPEN],
        agreed_at__gt=agreed_at - timedelta(minutes=LONGEST_PLAN),
        agreed_at__lt=wanted.end,
    )
    slots = [visit.slot for visit in near.select_related("customer").order_by("agreed_at")]
    return [slot.visit for slot in clashing(wanted, slots)]


def plan_of(day: date, *, person: User, now: datetime) -> list[Lane]:
    """The day's visits by technician: everybody's for those who plan, a technician's own otherwise.

    Technicians without a visit are shown too, for there is room. What a technician has under way from before is at
    the front. Four queries.
    """
    start, end = day_start(day), day_start(day + timedelta(days=1))
    visits = list(visible_to(person).planned_between(start, end))
    if day == local_date(now):
        visits = list(visible_to(person).under_way().filter(agreed_at__lt=start)) + visits
    rows = rows_of(visits, now=now)
    people = User.objects.with_role(Role.TECHNICIAN).employed_on(day).by_number()
    if not person.may("see_every_visit"):
        people = people.filter(pk=person.pk)
    lanes = {technician.pk: Lane(technician) for technician in people}
    for row in rows:
        lanes.setdefault(row.visit.technician_id, Lane(row.visit.technician)).rows.append(row)
    return list(lanes.values())


def who_is_out(now: datetime) -> list[Row]:
    """V1: who is out, where, since when; the one gone longest at the front."""
    return rows_of(list(Visit.objects.under_way().select_related(*JOINED)), now=now)


@dataclass(frozen=True)
class Page:
    """A page of receipts and the key of the next one, "" on the last."""

    rows: list[Visit]
    following: str


def receipts_page(
    person: User,
    *,
    words="",
    technician=None,
    customer=None,
    site_kind="",
    verdict="",
    lacking=False,
    after="",
    size=50,
) -> Page:
    """Filed receipts that the person may see, newest first, narrowed down; nonsense in `after` starts anew."""
    visits = visible_to(person).filed()
    if words:
        text = words.strip()
        visits = visits.filter(Q(receipt_no__iexact=text) | Q(customer__search_text__contains=text.casefold()))
    chosen = {"technician": technician, "customer": customer, "site_kind": site_kind}
    visits = visits.filter(**{name: value for name, value in chosen.items() if value})
    if verdict:
        visits = visits.filter(verdict="" if verdict == "none" else verdict)
    if lacking:
        visits = visits.filter(_incomplete())
    key = _key(after)
    found = list((visits.after(*key) if key else visits).newest_first()[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], f"{last.filed_at.isoformat()}~{last.receipt_no}" if last else "")


def _incomplete() -> Q:
    """V2 in the words of the database: what `policies.missing` finds something in."""
    texts = ("contact", "address", "site_kind", "domain", "fault", "work_done", "result")
    lacks = Q(customer__isnull=True) | Q(machine__isnull=True, machine_count__isnull=True)
    lacks |= Q(arrived_at__isnull=True) | Q(left_at__isnull=True) | Q(signed__isnull=True) | Q(signed=False)
    for name in texts:
        lacks |= Q(**{name: ""})
    return lacks


def _key(after: str) -> tuple[datetime, str] | None:
    moment, _mark, receipt_no = after.partition("~")
    try:
        filed_at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (filed_at, receipt_no) if filed_at.tzinfo and receipt_no else None


def money_out() -> list[Visit]:
    """Receipts whose money is not yet with finance (V6), the oldest at the front."""
    return list(Visit.objects.with_money_out().select_related(*JOINED)[:COUNTED])


def unreported(person: User) -> list[Visit]:
    """The person's receipts that ended unsolved and are not reported (V4), the oldest at the front."""
    mine = Visit.objects.filed().filter(technician=person, result=Result.NOT_SOLVED.value, reported_at__isnull=True)
    return list(mine.filter(is_history=False).select_related(*JOINED).order_by("left_at"))


def reports_lately(now: datetime) -> list[Visit]:
    """What technicians reported as not solved in the last days (V4), the newest at the front."""
    told = Visit.objects.filed().filter(result=Result.NOT_SOLVED.value, reported_at__range=(now - REPORTS, now))
    return list(told.exclude(report="").select_related(*JOINED).order_by("-reported_at")[:20])


def visits_of(customer: Customer) -> tuple[int, Visit | None]:
    """How many visits the customer has had, and the last one (H1: the fewest visits)."""
    had = customer.visits.filed().filter(arrived_at__isnull=False)
    return had.count(), had.select_related("technician").order_by("-arrived_at").first()


@dataclass(frozen=True)
class Told:
    """The advice for a case, with the visits that the customer has had."""

    advice: Advice
    customer: Customer
    visits: int
    last: Visit | None


def advice_for(
    *, customer: Customer, domain: str = "", brand_class: str = "", phone_tried: bool = False, zone: bool | None = None
) -> Told:
    """What is advised for this customer (B1, H1)."""
    zone = customer.in_urban_area if zone is None else zone
    visits, last = visits_of(customer)
    return Told(advise(Case(customer.tier, domain, brand_class, zone, phone_tried)), customer, visits, last)


def job_for(job_no: str) -> Job | None:
    """The open job of exactly this number with its customer and machine."""
    return Job.objects.open().select_related("customer", "machine", "technician").filter(job_no=job_no).first()


def feed_of(token: str, now: datetime) -> tuple[User, list[Visit]] | None:
    """Whose calendar link this is and that technician's visits around now; None for any other text."""
    link = CalendarLink.objects.select_related("technician").filter(token=token).first()
    if link is None or not link.technician.is_active:
        return None
    visits = Visit.objects.filter(technician=link.technician, agreed_at__range=(now - FEED_BACK, now + FEED_AHEAD))
    return link.technician, list(visits.select_related("customer").order_by("agreed_at"))


@dataclass(frozen=True)
class OwnDay:
    """A technician's visits: open up to today, those that come, and receipts that want a report (V4)."""

    today: list[Row]
    coming: list[Row]
    unreported: list[Visit]


def own_day(person: User, now: datetime) -> OwnDay:
    """The technician's own open visits; what is under way stands at the front."""
    mine = list(Visit.objects.open().filter(technician=person).select_related(*JOINED).order_by("agreed_at")[:100])
    rows = rows_of(sorted(mine, key=lambda visit: visit.state == State.AGREED), now=now)
    tomorrow = day_start(local_date(now) + timedelta(days=1))
    return OwnDay(
        today=[row for row in rows if row.visit.agreed_at < tomorrow],
        coming=[row for row in rows if row.visit.agreed_at >= tomorrow],
        unreported=unreported(person),
    )


@dataclass(frozen=True)
class Now:
    """Visits on a person's home page."""

    mine: list[Row]
    out: list[Row]
    money: int
    unreported: list[Visit]
    reports: list[Visit]


def visits_now(person: User, now: datetime) -> Now:
    """What waits for this person: a technician's day, who is out for managers, money to sign for finance."""
    mine = []
    if person.may("file_visit"):
        start = day_start(local_date(now))
        open_ones = Visit.objects.open().filter(technician=person, agreed_at__lt=start + timedelta(days=1))
        mine = rows_of(list(open_ones.select_related(*JOINED).order_by("agreed_at")[:20]), now=now)
    return Now(
        mine=mine,
        out=who_is_out(now) if person.may("steer_visits") else [],
        money=Visit.objects.with_money_out().order_by().count() if person.may("sign_money") else 0,
        unreported=unreported(person) if person.may("file_visit") else [],
        reports=reports_lately(now) if person.may("steer_visits") else [],
    )
