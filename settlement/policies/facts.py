"""What a settlement is made from: receipts, goods, revenue, incidents and the numbers of each day, frozen."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from rulebook.policies import Terms
from settlement.policies.rules import Record, Rule
from staff.policies import Employment


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month at the shop."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def named(cls, text: str) -> "Month":
        """The month written as "2026-10". Raises ValueError for anything else."""
        if len(text) != 7 or not text.isascii():
            raise ValueError(text)
        return cls.of(date.fromisoformat(f"{text}-01"))

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> "Month":
        return Month.of(self.first + timedelta(days=31))

    @property
    def before(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    def holds(self, day: date) -> bool:
        """Whether the day lies in the month."""
        return (day.year, day.month) == (self.year, self.number)

    def __str__(self):
        return f"{self.year:04d}-{self.number:02d}"


@dataclass(frozen=True)
class Numbers:
    """The rulebook's numbers with the days from which they hold, the earliest first."""

    spans: tuple[tuple[date, Terms], ...]
    _starts: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "_starts", tuple(start for start, _terms in self.spans))

    @classmethod
    def always(cls, terms: Terms) -> "Numbers":
        return cls(((date.min, terms),))

    def on(self, day: date) -> Terms:
        """The numbers in force on a day; of a day before the first span those of the first."""
        return self.spans[max(bisect_right(self._starts, day) - 1, 0)][1]

    def since(self, key: str, day: date) -> date | None:
        """The day from which the number has its value of that day; None while it is as it was written."""
        value, since = getattr(self.on(day), key), None
        for start, terms in reversed([span for span in self.spans if span[0] <= day]):
            if getattr(terms, key) != value:
                return since
            since = start
        return None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A visit as the month sees it. Unless `filed` it is only an appointment that somebody may have missed (S-V9).

    `ended_at` is when the technician left, else arrived, else was expected; `day` its local day. `appointment` tells
    further times agreed for the same visit, after one that nobody kept, from the first.
    """

    number: str
    person: str
    day: date
    ended_at: datetime
    filed: bool = True
    complete: bool = True
    site_kind: str = ""
    domain: str = ""
    verdict: str = ""
    result: str = ""
    reported_at: datetime | None = None
    left_at: datetime | None = None
    agreed_at: datetime | None = None
    appointment: str = ""
    arrived_at: datetime | None = None
    delay_explained_at: datetime | None = None
    misconduct: tuple[str, ...] = ()
    fares: Decimal = Decimal(0)
    revenue: Decimal = Decimal(0)
    handed_in_on: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Goods in our hands, with who bears their lateness: who holds them, else who received them.

    `back_on` is the day the customer had them back, or the matter had ended otherwise. `limits` are the last days of
    D4 and D5 where pauses moved them (D10), the end of time while one goes on.
    """

    number: str
    person: str
    received_on: date
    back_on: date | None = None
    explained_on: date | None = None
    reported_on: date | None = None
    unsigned: bool = False  # delivered or collected, and the signature is known to be missing
    limits: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Revenue:
    """Money that a person made at the station and handed in (S5)."""

    number: str
    person: str
    amount: Decimal
    handed_in_on: date | None


@dataclass(frozen=True, slots=True)
class Incident:
    """What a manager found, or a complaint that was upheld (`record` tells). Nobody named: shared by the station
    (S-R2)."""

    number: str
    rule: Rule
    on: date
    person: str = ""
    amount: Decimal | None = None
    receipt: str = ""
    item: str = ""
    record: Record = Record.INCIDENT


@dataclass(frozen=True)
class Facts:
    """Everything that the sheets of a month come from; other months' records among them do no harm.

    `station` are the people of the service station with their employment; `waived` are keys of lines that a manager
    waived.
    """

    receipts: Iterable[Receipt] = ()
    items: Iterable[Item] = ()
    revenues: Iterable[Revenue] = ()
    incidents: Iterable[Incident] = ()
    station: Iterable[tuple[str, Employment]] = ()
    waived: frozenset[tuple[str, str, str, str]] = frozenset()
