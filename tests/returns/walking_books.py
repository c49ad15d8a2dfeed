"""What has to be true of the books at any moment of a walk, whatever was tried before."""

from dataclasses import dataclass
from decimal import Decimal

from returns.models import GiveBack, HandOver, OutsideRepair, Quote, RemedyChoice, ReturnedItem, Trip
from returns.policies.handovers import KINDS, HandOverState, Kind
from returns.policies.states import ENDED, STATES, State, Where, whereabouts
from tickets.models import Job

# What only serves the customer's claim.
CLAIM = {Kind.PAY_REFUND, Kind.BOOK_DIFFERENCE, Kind.ORDER_NEW, Kind.RELEASE_NEW, Kind.SHIP_WITH_OTHERS}


@dataclass(frozen=True)
class Books:
    """What stands in the books at one moment."""

    items: dict[int, ReturnedItem]
    listed: set[int]
    handovers: list[HandOver]
    trips: list[Trip]
    outside: list[OutsideRepair]
    choices: list[RemedyChoice]
    quotes: list[Quote]
    given: list[GiveBack]
    jobs: list[Job]

    @classmethod
    def opened(cls) -> "Books":
        return cls(
            items=ReturnedItem.objects.select_related("paper").in_bulk(),
            listed=set(ReturnedItem.objects.in_house().values_list("pk", flat=True)),
            handovers=list(HandOver.objects.select_related("signed_by", "refused_by", "paper")),
            trips=list(Trip.objects.all()),
            outside=list(OutsideRepair.objects.all()),
            choices=list(RemedyChoice.objects.filter(current=True)),
            quotes=list(Quote.objects.filter(state="accepted").prefetch_related("lines")),
            given=list(GiveBack.objects.all()),
            jobs=list(Job.objects.all()),
        )

    def of(self, item: ReturnedItem, part: str) -> list:
        return [each for each in getattr(self, part) if each.item_id == item.pk]

    def signed(self, item: ReturnedItem, kind: Kind) -> list[HandOver]:
        return [each for each in self.of(item, "handovers") if each.kind == kind and each.signed_at]


def look_through(received: list[int], ways: dict[int, State]):
    """Looks at everything; `ways` remembers where each item was the last time."""
    books = Books.opened()
    assert sorted(books.items) == sorted(received), "an item is gone, or came from nowhere"
    for pk, item in books.items.items():
        for holds in (in_sight, counted, where_its_state_says, money_as_chosen, charges_as_accepted, given_once):
            holds(books, item)
        state = State(item.state)
        assert state in reached(ways.get(pk, state)), f"{ways[pk]} → {state}"
        ways[pk] = state
    for each in books.handovers:
        answered_for(each)
    for job in books.jobs:
        out = sum(item.out for item in books.items.values() if item.job_id == job.pk)
        assert job.out == (out if job.closed_at is None else 0)


def in_sight(books: Books, item: ReturnedItem):
    """Somebody has the goods, and what is not over is on the list of the house."""
    away = any(trip.state == "away" for trip in books.of(item, "trips"))
    where = whereabouts(state=item.state, ours=item.is_ours, at_supplier=away)
    assert (where == Where.SUPPLIER) == away
    assert (where == Where.REPAIRER) == (item.state == State.OUTSIDE)
    assert where != Where.CUSTOMER or (item.state == State.GIVEN_BACK and not item.is_ours)
    assert where != Where.NOWHERE or item.state in {State.LOST, State.SCRAPPED}
    ended = State(item.state) in ENDED
    assert ended == (item.ended_at is not None)
    assert (item.pk in books.listed) != ended
    assert ended or item.paper is None or not item.paper.is_void  # the paper in the customer's hand is good


def counted(books: Books, item: ReturnedItem):
    """What is said to be out is out; closed is what is over and has nothing out."""
    out = (
        sum(each.state in {"open", "refused"} for each in books.of(item, "handovers"))
        + sum(each.state in {"basket", "away"} for each in books.of(item, "trips"))
        + sum(each.back_at is None for each in books.of(item, "outside"))
    )
    assert item.out == out
    assert (item.closed_at is not None) == (item.ended_at is not None and out == 0)


def where_its_state_says(books: Books, item: ReturnedItem):
    """The customer's goods are where his claim says; what is lost may still be on somebody else's record."""
    theirs = {trip.state for trip in books.of(item, "trips") if not trip.ours}
    at_repairer = any(each.back_at is None for each in books.of(item, "outside"))
    assert ("basket" in theirs) == (item.state == State.BASKET)
    assert ("away" in theirs) == (item.state == State.AT_SUPPLIER) or item.state == State.LOST
    assert at_repairer == (item.state == State.OUTSIDE) or item.state == State.LOST


def money_as_chosen(books: Books, item: ReturnedItem):
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


def charges_as_accepted(books: Books, item: ReturnedItem):
    """L4: what was collected, less what went back, is what the accepted quote was settled for, or nothing."""
    quote = next(iter(books.of(item, "quotes")), None)
    lines = quote.lines.all() if quote and quote.settled_at else []
    due = sum((line.charged for line in lines), Decimal(0)) - (quote.discount if lines else 0)
    returned = [each for each in books.of(item, "handovers") if each.kind == Kind.RETURN_CHARGE]
    kept = sum(each.amount for each in books.signed(item, Kind.COLLECT_CHARGE))
    kept -= sum(each.amount for each in returned if each.state != HandOverState.WITHDRAWN)
    assert kept in {0, due}
    assert due <= sum(line.amount for line in lines)
    for each in books.of(item, "handovers"):
        assert each.kind != Kind.COLLECT_CHARGE or not each.is_open or (each.amount == due and not kept)


def given_once(books: Books, item: ReturnedItem):
    """The customer has his money, other goods, or his own again, once, with a proof or the reason why not (S-R3)."""
    paid, released = books.signed(item, Kind.PAY_REFUND), books.signed(item, Kind.RELEASE_NEW)
    compensated = books.signed(item, Kind.COMPENSATE)
    assert len(paid) + len(released) + len(compensated) <= 1
    given_back = item.state == State.GIVEN_BACK
    assert (item.delivered_at is not None) == given_back
    assert len(books.of(item, "given")) == given_back
    if item.state in {State.LOST, State.SCRAPPED}:  # the claim is over: nobody is to be served by it any more
        open_kinds = {each.kind for each in books.of(item, "handovers") if each.is_open}
        assert not open_kinds & CLAIM
    if not given_back:
        return
    waited_for = [each for each in books.of(item, "handovers") if each.is_open and each.meta.gates]
    assert not waited_for
    assert not compensated
    if item.delivery_kind in {"delivered", "collected"}:
        (given,) = books.of(item, "given")
        assert given.receiver
        assert item.signed == (not given.unsigned_reason.strip())
        assert item.signed or given.unsigned_reason.strip()


def answered_for(each: HandOver):
    """A hand-over is signed by a named person of the right role, or open, or withdrawn for a reason; what is open is
    never signed against a void paper."""
    assert not each.is_open or each.paper is None or not each.paper.is_void
    role = KINDS[Kind(each.kind)].role
    assert each.role == role
    signed = each.state == HandOverState.SIGNED
    assert signed == (each.signed_by is not None) == (each.signed_at is not None)
    assert not signed or role in each.signed_by.roles
    assert each.state != HandOverState.WITHDRAWN or each.reason.strip()
    assert each.state != HandOverState.REFUSED or (each.reason.strip() and role in each.refused_by.roles)


def reached(old: State) -> set[State]:
    """What the table of states reaches from one; a step may go several of its moves."""
    seen, ahead = {old}, [old]
    while ahead:
        for following in STATES[ahead.pop()].next - seen:
            seen.add(following)
            ahead.append(following)
    return seen
