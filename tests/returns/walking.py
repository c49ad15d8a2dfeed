"""A walk through the desk: somebody tries something on some item, again and again, and after every step the books are
looked through. What is tried stands in `walks.py`; here are the trying and the looking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, Sum
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
        self.entries = self.history()

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
        before, refused, result = dump(), None, None
        try:
            result = service(by=by, now=self.now, **arguments)
        except DomainError as error:
            refused = error
        note(f"{self.now:%d %H:%M} {by.staff_no} {service.__name__} {arguments}: {refused.code if refused else 'done'}")
        if refused:
            assert dump() == before, f"refused ({refused.code}), yet something was written"
            assert str(refused.message), "refused without a word"
            return None
        assert may is None or by.roles & who_may(may), f"{service.__name__} was done by {sorted(by.roles)}"
        items = touched(before, dump())
        told = Entry.objects.filter(subject="item", at=self.now, subject_id__in=items).values_list("subject_id")
        assert items == {pk for (pk,) in told}, "an item changed and its history says nothing"
        return result

    def somebody(self, chance: Chance, right: Action | Role) -> User:
        """Mostly one of those who may, now and then anybody."""
        people = [each for each in self.world.people if each.roles & who_may(right)]
        return chance.choice(people if chance.well() else self.world.people)

    def some_item(self, chance: Chance) -> ReturnedItem | None:
        return chance.one(ReturnedItem.objects.filter(pk__in=self.received).order_by("pk"))

    @staticmethod
    def history() -> dict:
        return {row["id"]: row for row in Entry.objects.values()}

    @invariant()
    def history_only_grows(self):
        entries = self.history()
        assert self.entries.items() <= entries.items(), "an entry was changed or is gone"
        self.entries = entries

    @invariant()
    def no_item_is_lost_from_sight(self):
        items = ReturnedItem.objects.in_bulk(self.received)
        assert sorted(items) == sorted(self.received)
        listed = set(ReturnedItem.objects.in_house().values_list("pk", flat=True))
        for pk, item in items.items():
            state = State(item.state)
            away = item.trips.filter(state="away").exists()
            assert whereabouts(state=state, ours=item.is_ours, at_supplier=away) in Where
            assert (pk in listed) == (state not in ENDED)
            assert _reaches(self.ways.get(pk, state), state), f"{self.ways[pk]} → {state}"
            self.ways[pk] = state

    @invariant()
    def every_hand_over_is_signed_by_the_right_person_or_open_or_withdrawn_for_a_reason(self):
        for each in HandOver.objects.select_related("signed_by", "refused_by"):
            role = KINDS[Kind(each.kind)].role
            assert each.role == role
            signed = each.state == HandOverState.SIGNED
            assert signed == (each.signed_by is not None) == (each.signed_at is not None)
            assert not signed or role in each.signed_by.roles
            assert each.state != HandOverState.WITHDRAWN or each.reason.strip()
            assert each.state != HandOverState.REFUSED or (each.reason.strip() and role in each.refused_by.roles)

    @invariant()
    def what_is_counted_as_out_is_out(self):
        for item in ReturnedItem.objects.all():
            out = (
                HandOver.objects.filter(item=item, state__in=["open", "refused"]).count()
                + Trip.objects.filter(item=item, state__in=["basket", "away"]).count()
                + OutsideRepair.objects.filter(item=item, back_at=None).count()
            )
            assert item.out == out
            assert (item.closed_at is not None) == (item.ended_at is not None and out == 0)
            assert (item.delivered_at is not None) == (item.state == State.GIVEN_BACK)
        for job in Job.objects.all():
            out = ReturnedItem.objects.filter(job=job).aggregate(out=Sum("out", default=0))["out"]
            assert job.out == out if job.closed_at is None else job.out == 0

    @invariant()
    def the_goods_are_where_the_state_says(self):
        for item in ReturnedItem.objects.all():
            theirs = item.trips.filter(ours=False)
            assert theirs.filter(state="basket").exists() == (item.state == State.BASKET)
            assert theirs.filter(state="away").exists() == (item.state == State.AT_SUPPLIER)
            assert item.outside_repairs.filter(back_at=None).exists() == (item.state == State.OUTSIDE)

    @invariant()
    def one_choice_is_in_force_and_its_money_is_what_is_handed_over(self):
        for item in ReturnedItem.objects.all():
            current = list(item.choices.filter(current=True))
            assert len(current) <= 1
            for choice in current:
                assert choice.remedy == item.remedy
                money = {Kind.PAY_REFUND: choice.amount, Kind.BOOK_DIFFERENCE: choice.top_up_agreed}
                made = item.handovers.filter(made_at__gte=choice.chosen_at, kind__in=list(money))
                for each in made:
                    assert each.amount == money[Kind(each.kind)]
            assert not _open_of_earlier_choices(item, current)


def _open_of_earlier_choices(item: ReturnedItem, current: list[RemedyChoice]) -> bool:
    since = current[0].chosen_at if current else None
    kinds = [Kind.PAY_REFUND.value, Kind.BOOK_DIFFERENCE.value]
    stale = item.handovers.open().filter(kind__in=kinds)
    return (stale.filter(made_at__lt=since) if since else stale).exists()


def _reaches(old: State, new: State) -> bool:
    """Whether the table of states has a way from one to the other; a step may go several of its moves."""
    seen, ahead = {old}, [old]
    while ahead:
        for following in STATES[ahead.pop()].next - seen:
            seen.add(following)
            ahead.append(following)
    return new in seen
