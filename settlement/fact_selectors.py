"""Reading the facts of a month, in a fixed number of queries whatever the number of people and receipts."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q
from django.db.models.functions import Coalesce

from complaints.models import Complaint
from deadlines.models import Deadline
from deadlines.policies import State as Waiting
from field_visits import policies as visiting
from field_visits.models import Visit
from field_visits.policies import Result
from returns.models import ReturnedItem
from returns.policies import DeliveryKind
from rulebook.models import Parameter
from rulebook.selectors import terms_for
from servicedesk.clock import day_start, local, local_date
from settlement import models
from settlement.policies import Facts, Incident, Item, Month, Numbers, Receipt, Record, Revenue, Rule
from settlement.policies.decisions import Verdict
from settlement.policies.lines import REPORT_WITHIN, limits_of
from staff.models import User

AROUND = timedelta(days=400)
FIRST, SECOND = BACK_KINDS = ("goods_back", "goods_late")  # D4, D5
WRITTEN = date.min  # the rulebook as it was written holds from ever
SIGNED_BY_CUSTOMER = frozenset({DeliveryKind.DELIVERED.value, DeliveryKind.COLLECTED.value})  # S-R3
ENDED_AT = Coalesce("left_at", "arrived_at", "agreed_at")

VISIT = (
    "pk", "receipt_no", "technician_id", "state", "customer_id", "contact", "address", "machine_id", "machine_count",
    "site_kind", "domain", "fault", "work_done", "result", "arrived_at", "left_at", "signed", "verdict", "reported_at",
    "agreed_at", "delay_explained_at", "shoe_covers", "ate", "drank", "smoked", "fare_out", "fare_back", "revenue",
    "revenue_handed_in_at",
)  # fmt: skip
ITEM = (
    "pk", "item_no", "holder_id", "received_by_id", "received_at", "ended_at", "explained_at", "reported_at",
    "delivery_kind", "signed",
)  # fmt: skip
COMPLAINT = ("complaint_no", "decided_at", "concerns_id", "visit__receipt_no")
INCIDENT = ("incident_no", "rule", "on", "person_id", "amount", "visit__receipt_no", "item__item_no")


def numbers_of_the_desk() -> Numbers:
    """Every number with the days on which any of them changes."""
    days = set(Parameter.objects.standing().values_list("valid_from", flat=True))
    return Numbers(tuple(sorted(terms_for(days | {WRITTEN}).items(), key=lambda span: span[0])))


@dataclass(frozen=True)
class Span:
    """A month in local days and UTC instants; `people` are keys of those it is read for, None for everybody."""

    month: Month
    people: frozenset[int] | None

    @property
    def start(self) -> datetime:
        return day_start(self.month.first)

    @property
    def end(self) -> datetime:
        return day_start(self.month.following.first)

    def instants(self, column: str) -> Q:
        return Q(**{f"{column}__gte": self.start, f"{column}__lt": self.end})

    def days(self, column: str) -> Q:
        return Q(**{f"{column}__gte": self.month.first, f"{column}__lte": self.month.last})

    def of(self, column: str, otherwise: Q | None = None) -> Q:
        """Rows whose `column` names one of the people, or that `otherwise` holds of. Everybody's are all rows."""
        if self.people is None:
            return Q()  # which would vanish from an "or", so nobody else joins conditions to it
        own = Q(**{f"{column}__in": self.people})
        return own if otherwise is None else own | otherwise


def facts_of(month: Month, *, numbers: Numbers, now: datetime, people: Collection[int] | None = None) -> Facts:
    """What the policy needs for the sheets of a month, of some people or of everybody.

    A few records of other people or months come along where an incident ties them to these (S9, S-V6); the sheets of
    others that the policy makes of them are not whole and not to be used.
    """
    span = Span(month, None if people is None else frozenset(people))
    staff = dict(User.objects.values_list("pk", "staff_no"))
    own = _incidents(span.days("on") & span.of("person_id", Q(person__isnull=True)))
    moved, missed = _moved_limits(), _missed_appointments()
    named = {row["visit__receipt_no"] for row in own} | _named_by_complaints(span)
    visits = _visits(span, named - {None}, now)
    items = _items(span, {row["item__item_no"] for row in own} - {None}, numbers, moved)
    about = _incidents(_naming("visit_id", visits, span) | _naming("item_id", items, span))
    upheld = _complaints(span.instants("decided_at") & span.of("concerns_id") | _naming("visit_id", visits, span))
    incidents = {row["incident_no"]: row for row in (*own, *about)}.values()
    shared = any(row["person_id"] is None for row in incidents)
    waived = _waived(span, [*(row["incident_no"] for row in incidents), *(row["complaint_no"] for row in upheld)])
    return Facts(
        receipts=[
            *(_receipt(row, staff, again=row["pk"] in missed) for row in visits),
            *(_appointment(row, staff, again=row is not rows[0]) for rows in missed.values() for row in rows),
        ],
        items=[_item(row, staff, moved, numbers) for row in items],
        revenues=[_revenue(row, staff) for row in _revenues(span)],
        incidents=[*(_incident(row, staff) for row in incidents), *(_complaint(row, staff) for row in upheld)],
        station=_station() if shared else (),
        waived=frozenset((staff[person], *rest) for person, *rest in waived),
    )


def _naming(column: str, rows: list[dict], span: Span) -> Q:
    """Incidents of any month about these records. Of everybody's it is cheaper to read all that name one."""
    if span.people is None:
        return Q(**{f"{column}__isnull": False})
    return Q(**{f"{column}__in": [row["pk"] for row in rows]})


def _visits(span: Span, named: Iterable[str], now: datetime) -> list[dict]:
    """Receipts of the month, those whose report fell due or whose money came in in it, and appointments nobody kept."""
    filed = Q(state=visiting.State.FILED.value)
    missed = Q(state__in=[state.value for state in visiting.OPEN]) & span.instants("agreed_at") & Q(agreed_at__lt=now)
    before = Q(left_at__gte=span.start - REPORT_WITHIN, left_at__lt=span.start, result=Result.NOT_SOLVED.value)
    wanted = filed & (span.instants("ended_at") | span.instants("revenue_handed_in_at") | before) | missed
    found = Visit.objects.alias(ended_at=ENDED_AT).filter(wanted & span.of("technician_id") | Q(receipt_no__in=named))
    return list(found.values(*VISIT))


def _missed_appointments() -> dict[int, list[Deadline]]:
    """Appointments that nobody kept, by visit in their order, after which another time was agreed or the visit was
    called off. What the visit itself tells is its last appointment."""
    found: dict[int, list[Deadline]] = defaultdict(list)
    for row in Deadline.objects.missed_appointments().order_by("subject_id", "cycle"):
        found[row.subject_id].append(row)
    return found


def _moved_limits() -> dict[int, dict[str, date]]:
    """The last days of D4 and D5, by item, where somebody paused them; the end of time while a pause goes on."""
    found: dict[int, dict[str, date]] = defaultdict(dict)
    paused = Deadline.objects.filter(subject="item", kind__in=BACK_KINDS, pauses__isnull=False)
    for pk, kind, due_at, state in paused.values_list("subject_id", "kind", "due_at", "state").distinct():
        found[pk][kind] = date.max if state == Waiting.PAUSED else local_date(due_at)
    return found


def _items(span: Span, named: Iterable[str], numbers: Numbers, moved: dict) -> list[dict]:
    """Goods whose ten or twenty days end in the month, and those handed back in it without a signature."""
    longest = max(max(terms.return_days, terms.return_late_days) for _start, terms in numbers.spans)
    since = span.start - timedelta(days=longest)
    due = Q(received_at__gte=since, received_at__lt=span.end) | Q(
        pk__in=[pk for pk in moved if _falls(moved[pk], span)]
    )
    unsigned = span.instants("ended_at") & Q(delivery_kind__in=SIGNED_BY_CUSTOMER, signed=False)
    bearer = span.of("holder_id", Q(holder__isnull=True) & span.of("received_by_id"))
    found = ReturnedItem.objects.filter((due | unsigned) & bearer | Q(item_no__in=named))
    return list(found.values(*ITEM))


def _falls(limits: dict[str, date], span: Span) -> bool:
    """Whether a moved limit lies in the month."""
    return any(span.month.holds(day) for day in limits.values())


def _incidents(wanted: Q) -> list[dict]:
    return list(models.Incident.objects.standing().filter(wanted).values(*INCIDENT))


def _waived(span: Span, incidents: list[str]) -> list[tuple]:
    """Keys of waived lines: those of these people, and those of the incidents whoever bears them. Everybody's are
    looked for around the month; lines of its records lie no further from it."""
    near = Q(on__gte=span.month.first - AROUND, on__lte=span.month.last + AROUND)
    mine = near if span.people is None else span.of("person_id")
    found = models.Decision.objects.filter(mine | Q(source__in=incidents), verdict=Verdict.WAIVED.value)
    return list(found.values_list("person_id", "rule", "source", "part"))


def _complaints(wanted: Q) -> list[dict]:
    """Upheld complaints about somebody (S-V7, D9)."""
    found = Complaint.objects.upheld().filter(wanted, concerns__isnull=False)
    return list(found.values(*COMPLAINT))


def _named_by_complaints(span: Span) -> set[str]:
    """The receipts that upheld complaints of the month are about: the verdict on them is held against these (S9)."""
    found = Complaint.objects.upheld().filter(span.instants("decided_at") & span.of("concerns_id"))
    return set(found.values_list("visit__receipt_no", flat=True))


def _revenues(span: Span) -> list[dict]:
    found = models.Revenue.objects.filter(span.days("handed_in_on") & span.of("person_id"))
    return list(found.values("revenue_no", "person_id", "amount", "handed_in_on"))


def _station() -> list:
    return [(person.staff_no, person.employment) for person in User.objects.filter(in_station=True)]


def _appointment(row: Deadline, staff: dict[int, str], *, again: bool) -> Receipt:
    """An appointment that nobody kept, as it was when another time was agreed or the visit called off (S-V9)."""
    return Receipt(
        number=row.number,
        person=staff[row.owner_id],
        day=local_date(row.started_at),
        ended_at=row.started_at,
        filed=False,
        agreed_at=row.started_at,
        appointment=_time_of(row.started_at) if again else "",
    )


def _time_of(agreed_at: datetime) -> str:
    return f"{local(agreed_at):%m-%d %H:%M}"


def _receipt(row: dict, staff: dict[int, str], *, again: bool) -> Receipt:
    ended_at = row["left_at"] or row["arrived_at"] or row["agreed_at"]
    handed_in = row["revenue_handed_in_at"]
    return Receipt(
        number=row["receipt_no"],
        person=staff[row["technician_id"]],
        day=local_date(ended_at),
        ended_at=ended_at,
        filed=row["state"] == visiting.State.FILED,
        complete=_is_complete(row),
        site_kind=row["site_kind"],
        domain=row["domain"],
        verdict=row["verdict"],
        result=row["result"],
        reported_at=row["reported_at"],
        left_at=row["left_at"],
        agreed_at=row["agreed_at"],
        appointment=_time_of(row["agreed_at"]) if again and row["agreed_at"] else "",
        arrived_at=row["arrived_at"],
        delay_explained_at=row["delay_explained_at"],
        misconduct=tuple(
            item.value
            for item in visiting.misconduct(
                shoe_covers=row["shoe_covers"], ate=row["ate"], drank=row["drank"], smoked=row["smoked"]
            )
        ),
        fares=(row["fare_out"] or Decimal(0)) + (row["fare_back"] or Decimal(0)),
        revenue=row["revenue"] or Decimal(0),
        handed_in_on=local_date(handed_in) if handed_in else None,
    )


def _is_complete(row: dict) -> bool:
    """V2."""
    return visiting.is_complete(
        visiting.Facts(
            customer=row["customer_id"],
            machine=row["machine_id"],
            **{name: row[name] for name in _SAME_NAMES},
        )
    )


_SAME_NAMES = (
    "contact", "address", "machine_count", "site_kind", "domain", "fault", "work_done", "result", "arrived_at",
    "left_at", "signed",
)  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return local_date(moment) if moment else None


def _item(row: dict, staff: dict[int, str], moved: dict[int, dict[str, date]], numbers: Numbers) -> Item:
    received_on, limits = local_date(row["received_at"]), moved.get(row["pk"])
    bearer = row["holder_id"] or row["received_by_id"]
    return Item(
        number=row["item_no"],
        person=staff.get(bearer, ""),
        received_on=received_on,
        back_on=_day(row["ended_at"]),
        explained_on=_day(row["explained_at"]),
        reported_on=_day(row["reported_at"]),
        limits=_limits(limits, limits_of(received_on, numbers)) if limits else None,
        unsigned=row["delivery_kind"] in SIGNED_BY_CUSTOMER and row["signed"] is False,
    )


def _limits(moved: dict[str, date], plain: tuple[date, date]) -> tuple[date, date]:
    """Each of the two deadlines can be paused without the other; the second limit never comes before the first."""
    first, second = moved.get(FIRST, plain[0]), moved.get(SECOND, plain[1])
    return first, max(first, second)


def _revenue(row: dict, staff: dict[int, str]) -> Revenue:
    return Revenue(row["revenue_no"], staff[row["person_id"]], row["amount"], row["handed_in_on"])


def _incident(row: dict, staff: dict[int, str]) -> Incident:
    return Incident(
        number=row["incident_no"],
        rule=Rule(row["rule"]),
        on=row["on"],
        person=staff.get(row["person_id"], ""),
        amount=row["amount"],
        receipt=row["visit__receipt_no"] or "",
        item=row["item__item_no"] or "",
    )


def _complaint(row: dict, staff: dict[int, str]) -> Incident:
    """An upheld complaint as the incident that it is, on the day on which it was decided."""
    return Incident(
        number=row["complaint_no"],
        rule=Rule.COMPLAINT,
        on=local_date(row["decided_at"]),
        person=staff[row["concerns_id"]],
        receipt=row["visit__receipt_no"] or "",
        record=Record.COMPLAINT,
    )
