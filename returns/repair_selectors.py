"""The bench and the quotes: what a technician has before him, and what waits for a customer's answer."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from returns.models import Quote
from returns.policies.handovers import HandOverState, Kind
from returns.policies.states import State
from staff.models import User

ON_THE_BENCH = (State.CHOSEN.value, State.WITH_TECHNICIAN.value, State.QUOTED.value)
SHOWN = 12


@dataclass(frozen=True)
class Shown:
    """The first rows of a list, and whether there are more."""

    rows: list
    more: bool


def _first(rows, limit: int) -> Shown:
    found = list(rows[: limit + 1])
    return Shown(found[:limit], len(found) > limit)


def bench_of(user: User, *, limit: int = SHOWN) -> Shown:
    """The goods that a technician holds and has to see to, the longest here first, each with the state of its last
    quote as `quote_state` ("" where there is none). One query."""
    last_quote = Quote.objects.filter(item=OuterRef("pk")).order_by("-pk").values("state")[:1]
    items = (
        user.held_items.in_house()
        .filter(state__in=ON_THE_BENCH)
        .select_related("customer", "job")
        .annotate(quote_state=Subquery(last_quote))
        .oldest_first()
    )
    return _first(items, limit)


def open_quotes(*, limit: int = SHOWN) -> Shown:
    """The quotes that customers have not answered, the longest waiting first, with their goods. Two queries."""
    return _first(Quote.objects.open().select_related("item__customer").prefetch_related("lines"), limit)


def quote_by_no(quote_no: str) -> Quote | None:
    """The quote of exactly this number with all that its print shows; None where there is none."""
    joined = Quote.objects.select_related("item__customer", "item__paper", "made_by", "recorded_by", "settled_by")
    return joined.filter(quote_no=quote_no).first()


def collection_of(quote: Quote):
    """The hand-over by which finance collects what the settlement list of a quote comes to; None without one."""
    made = quote.item.handovers.exclude(state=HandOverState.WITHDRAWN.value).select_related("signed_by")
    return made.filter(kind=Kind.COLLECT_CHARGE.value, made_at__gte=quote.settled_at).order_by("pk").last()
