"""A walk through the desk: somebody tries something on some item, again and again, and after every step the books are
looked through. What is tried stands in `walks.py`; here are the trying and the looking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from records.models import Entry
from returns.models import HandOver, OutsideRepair, RemedyChoice, ReturnedItem, Trip
from returns.policies.handovers import KINDS, HandOverState, Kind
from returns.policies.states import ENDED, STATES, State, Where, whereabouts
from servicedesk.errors import DomainError
from staff.models import User
from staff.policies import MAY, Action, Role
from tickets.models import Job

MODELS = [
    model for app in ("records", "customers", "tickets", "returns") for model in apps.get_app_config(app).get_models()
]


@dataclass(frozen=True)
class World:
    """Who is at the desk, whose goods come in, and when the walk begins."""

    people: list[User]
    customers: list
    now: datetime


def who_may(right: Action | Role) -> frozenset[Role]:
    """The roles that an action is for; a role is its own."""
    return MAY[right] if isinstance(right, Action) else frozenset({right})


def dump() -> dict[type[Model], set[tuple]]:
    """Every row of every table that returned goods could touch, as text."""
    with connection.cursor() as cursor:
        return {model: _rows(cursor, model) for model in MODELS}


def _rows(cursor, model: type[Model]) -> set[tuple]:
    names = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')
    return {tuple(map(str, row)) for row in cursor.fetchall()}


def touched(before: dict, after: dict) -> set[int]:
    """The items of which a row was added or changed, their own or one that belongs to them."""
    found = set()
    for model in apps.get_app_config("returns").get_models():
        columns = [field.column for field in model._meta.concrete_fields]
        owner = "id" if model is ReturnedItem else "item_id"
        if owner in columns:
            place = columns.index(owner)
            found |= {row[place] for row in after[model] - before[model]}
    return {int(pk) for pk in found - {"None"}}


DEEDS: dict[Callable, int] = {}


def deed(often: int = 2):
    """Registers f(walk, chance) as something that people try, so often beside the others."""

    def register(does: Callable) -> Callable:
        DEEDS[does] = often
        return does

    return register


class Chance(Random):
    """The whims of one step: mostly people do what they may and write down what is asked for, and now and then not."""

    def well(self) -> bool:
        return self.random() < 0.85

    def one(self, rows):
        """One of the rows; None where there is none."""
        rows = list(rows)
        return self.choice(rows) if rows else None

    def words(self, good: str) -> str:
        return good if self.well() else self.choice(["", "  "])


class Walk(RuleBasedStateMachine):
    """The trying, and what holds whatever was tried. Everything is undone when the walk is over."""

    def __init__(self, world: World):
        super().__init__()
        self.world, self.now = world, world.now
        self.received: list[int] = []
        self.ways: dict[int, State] = {}
        self.steps = self.tries = 0
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.rows = dump()

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @rule(seed=st.integers(0, 2**63))
    def somebody_tries_something(self, seed):
        self.steps += 1
        chance, tried = Chance(f"{seed} {self.steps}"), self.tries
        while self.tries == tried:  # some deeds find nothing to be done
            (does,) = chance.choices(list(DEEDS), list(DEEDS.values()))
            does(self, chance)

    def attempt(self, service: Callable, *, by: User, may: Action | Role | None = None, **arguments):
        """Does it, and returns what the service returns, or None when it was refused. A refusal wrote nothing; what was
        done was done by somebody who may, and the history of every item that it touched tells of it. Where `may` is
        None the door asks who comes in, not the service."""
        self.now += timedelta(minutes=1)
        self.tries += 1
        before, refused, result = self.rows, None, None
        try:
            result = service(by=by, now=self.now, **arguments)
        except DomainError as error:
            refused = error
        note(f"{self.now:%d %H:%M} {by.staff_no} {service.__name__} {arguments}: {refused.code if refused else 'done'}")
        self.rows = dump()
        if refused:
            assert self.rows == before, f"refused ({refused.code}), yet something was written"
            assert str(refused.message), "refused without a word"
            return None
        assert may is None or by.roles & who_may(may), f"{service.__name__} was done by {sorted(by.roles)}"
        assert before[Entry] <= self.rows[Entry], "an entry of the history was changed or is gone"
        items = touched(before, self.rows)
        told = Entry.objects.filter(subject="item", at=self.now, subject_id__in=items).values_list("subject_id")
        assert items == {pk for (pk,) in told}, "an item changed and its history says nothing"
        return result

    def somebody(self, chance: Chance, right: Action | Role) -> User:
        """Mostly one of those who may, now and then anybody."""
        people = [each for each in self.world.people if each.roles & who_may(right)]
        return chance.choice(people if chance.well() else self.world.people)

    def some_item(self, chance: Chance) -> ReturnedItem | None:
        return chance.one(ReturnedItem.objects.filter(pk__in=self.received).order_by("pk"))

    @invariant()
    def the_books_are_right(self):
        books = Books.opened()
        assert sorted(books.items) == sorted(self.received), "an item is gone, or came from nowhere"
        for pk, item in books.items.items():
            _in_sight(books, item)
            _counted(books, item)
            _where_its_state_says(books, item)
            _money_as_chosen(books, item)
            state = State(item.state)
            assert reaches(self.ways.get(pk, state), state), f"{self.ways[pk]} → {state}"
            self.ways[pk] = state
        for each in books.handovers:
            _answered_for(each)
        for job in books.jobs:
            out = sum(item.out for item in books.items.values() if item.job_id == job.pk)
            assert job.out == (out if job.closed_at is None else 0)


@dataclass(frozen=True)
class Books:
    """What stands in the books at one moment."""

    items: dict[int, ReturnedItem]
    listed: set[int]
    handovers: list[HandOver]
    trips: list[Trip]
    outside: list[OutsideRepair]
    choices: list[RemedyChoice]
    jobs: list[Job]

    @classmethod
    def opened(cls) -> "Books":
        return cls(
            items=ReturnedItem.objects.in_bulk(),
            listed=set(ReturnedItem.objects.in_house().values_list("pk", flat=True)),
            handovers=list(HandOver.objects.select_related("signed_by", "refused_by")),
            trips=list(Trip.objects.all()),
            outside=list(OutsideRepair.objects.all()),
            choices=list(RemedyChoice.objects.filter(current=True)),
            jobs=list(Job.objects.all()),
        )

    def of(self, item: ReturnedItem, part: str) -> list:
        return [each for each in getattr(self, part) if each.item_id == item.pk]


def _in_sight(books: Books, item: ReturnedItem):
    away = any(trip.state == "away" for trip in books.of(item, "trips"))
    assert whereabouts(state=item.state, ours=item.is_ours, at_supplier=away) in Where
    ended = State(item.state) in ENDED
    assert ended == (item.ended_at is not None)
    assert (item.pk in books.listed) != ended


def _counted(books: Books, item: ReturnedItem):
    """What is said to be out is out; closed is what is over and has nothing out."""
    out = (
        sum(each.state in {"open", "refused"} for each in books.of(item, "handovers"))
        + sum(each.state in {"basket", "away"} for each in books.of(item, "trips"))
        + sum(each.back_at is None for each in books.of(item, "outside"))
    )
    assert item.out == out
    assert (item.closed_at is not None) == (item.ended_at is not None and out == 0)
    assert (item.delivered_at is not None) == (item.state == State.GIVEN_BACK)


def _where_its_state_says(books: Books, item: ReturnedItem):
    theirs = {trip.state for trip in books.of(item, "trips") if not trip.ours}
    assert ("basket" in theirs) == (item.state == State.BASKET)
    assert ("away" in theirs) == (item.state == State.AT_SUPPLIER)
    assert any(each.back_at is None for each in books.of(item, "outside")) == (item.state == State.OUTSIDE)


def _money_as_chosen(books: Books, item: ReturnedItem):
    """One choice is in force at most, and what is open of finance's is its money."""
    choices = books.of(item, "choices")
    assert len(choices) <= 1
    choice = choices[0] if choices else None
    assert choice is None or choice.remedy == item.remedy
    money = {Kind.PAY_REFUND: choice and choice.amount, Kind.BOOK_DIFFERENCE: choice and choice.top_up_agreed}
    for each in books.of(item, "handovers"):
        if each.kind in money and each.is_open:
            assert choice is not None
            assert choice.chosen_at <= each.made_at
            assert each.amount == money[Kind(each.kind)]


def _answered_for(each: HandOver):
    """A hand-over is signed by a named person of the right role, or open, or withdrawn for a reason."""
    role = KINDS[Kind(each.kind)].role
    assert each.role == role
    signed = each.state == HandOverState.SIGNED
    assert signed == (each.signed_by is not None) == (each.signed_at is not None)
    assert not signed or role in each.signed_by.roles
    assert each.state != HandOverState.WITHDRAWN or each.reason.strip()
    assert each.state != HandOverState.REFUSED or (each.reason.strip() and role in each.refused_by.roles)


def reaches(old: State, new: State) -> bool:
    """Whether the table of states has a way from one to the other; a step may go several of its moves."""
    seen, ahead = {old}, [old]
    while ahead:
        for following in STATES[ahead.pop()].next - seen:
            seen.add(following)
            ahead.append(following)
    return new in seen
