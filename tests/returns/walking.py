"""A walk through the desk: somebody tries something on some item, again and again, and after every step the books are
looked through. What is tried stands in `walks.py`; here are the trying and the looking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from records.models import Entry
from returns.models import ReturnedItem, Supplier
from returns.policies.states import STEPS, State, Step
from servicedesk.errors import DomainError
from staff.models import User
from staff.policies import MAY, Action, Role
from tests.returns.walking_books import look_through

MODELS = [
    model for app in ("records", "customers", "tickets", "returns") for model in apps.get_app_config(app).get_models()
]


@dataclass(frozen=True)
class World:
    """Who is at the desk, whose goods come in, and when the walk begins."""

    people: list[User]
    suppliers: list[Supplier]
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
THEME = 4  # so many times likelier are the deeds of one module on a walk: long ways are walked to their end


def deed(often: int = 2):
    """Registers f(walk, chance) as something that people try, so often beside the others."""

    def register(does: Callable) -> Callable:
        DEEDS[does] = often
        return does

    return register


class Chance(Random):
    """The whims of one step: mostly people do what they may and write down what is asked for, and now and then not."""

    def well(self) -> bool:
        return self.random() < 0.9

    def one(self, rows):
        """One of the rows; None where there is none."""
        rows = list(rows)
        return self.choice(rows) if rows else None

    def words(self, good: str) -> str:
        return good if self.well() else self.choice(["", "  "])


class Walk(RuleBasedStateMachine):
    """The trying, and what holds whatever was tried. Everything is undone when the walk is over."""

    def __init__(self, world: World, bring_home: Callable):
        super().__init__()
        self.bring_home, self.sound = partial(bring_home, self), True
        self.world, self.now = world, world.now
        self.received: list[int] = []
        self.ways: dict[int, State] = {}
        self.steps, self.tries, self.theme = 0, 0, ""
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.rows = dump()

    def teardown(self):
        try:
            for pk in self.received if self.sound else ():
                self.bring_home(pk)
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @rule(seed=st.integers(0, 2**63))
    def somebody_tries_something(self, seed):
        self.steps, self.sound = self.steps + 1, False
        chance, tried = Chance(f"{seed} {self.steps}"), self.tries
        self.theme = self.theme or chance.choice(sorted({does.__module__ for does in DEEDS}))
        weights = [often * (THEME if does.__module__ == self.theme else 1) for does, often in DEEDS.items()]
        while self.tries == tried:  # some deeds find nothing to be done
            (does,) = chance.choices(list(DEEDS), weights)
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

    def try_step(self, chance: Chance, step: Step, service: Callable, item: ReturnedItem, **arguments):
        """A step of the item's page, mostly by somebody whose it is; done only where the table of steps has it."""
        rule, state = STEPS[step], State(item.state)
        by = self.somebody(chance, rule.action)
        done = self.attempt(service, by=by, may=rule.action, item_id=item.pk, **arguments)
        assert done is None or state in rule.states, f"{step} was done to what is {state}"
        return done

    def somebody(self, chance: Chance, right: Action | Role) -> User:
        """Mostly one of those who may, now and then anybody."""
        people = [each for each in self.world.people if each.roles & who_may(right)]
        return chance.choice(people if chance.well() else self.world.people)

    def open_items(self) -> int:
        return ReturnedItem.objects.filter(pk__in=self.received, ended_at=None).count()

    def right_one(self, right: Action | Role) -> User:
        """One of those who may."""
        return next(each for each in self.world.people if each.roles & who_may(right))

    def some_item(self, chance: Chance, *states: State) -> ReturnedItem | None:
        """An item, mostly one in one of these states where any are named."""
        items = ReturnedItem.objects.filter(pk__in=self.received).select_related("customer", "holder").order_by("pk")
        return chance.one(items.filter(state__in=states) if states and chance.well() else items)

    @invariant()
    def the_books_are_right(self):
        look_through(self.received, self.ways)
        self.sound = True
