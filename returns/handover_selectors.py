"""What waits to be signed, for whom and since when (A3, D6)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from returns.labels import HANDOVER_LABELS
from returns.models import HandOver, HandOverQuerySet, RemedyChoice
from returns.policies.handovers import KINDS, HandOverState, Needs
from servicedesk.clock import day_start, local_date
from staff.models import User
from staff.policies import Action, Role

SIGNERS = (Role.FINANCE, Role.WAREHOUSE, Role.PURCHASING)
JOINED = ("item", "item__customer", "paper", "made_by", "refused_by")
PAGE = 50
SHOWN = 5  # on the home page
LATEST = 100  # signed today, as managers see them
COUNTED = 1000  # counts stop here: "1,000+"


@dataclass(frozen=True)
class HandOverPage:
    """One page of hand-overs, the earliest due first, and the key of the next one, "" on the last."""

    rows: list[HandOver]
    following: str

    @property
    def needs(self) -> list[Needs]:
        """What the signatures of this page have written down, each once."""
        return list(dict.fromkeys(row.meta.needs for row in self.rows))

    @property
    def ticks(self) -> bool:
        """Whether some of them can be signed together."""
        return any(needs != Needs.SERIAL for needs in self.needs)


def handovers_page(rows: HandOverQuerySet, *, after: str = "", size: int = PAGE) -> HandOverPage:
    """A page of `rows`, which are in the order of what is due; `after` is the `following` of the page before (nonsense
    starts anew). One query."""
    key = _key(after)
    rows = with_new_item(rows).select_related(*JOINED)
    found = list((rows.after(*key) if key else rows)[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return HandOverPage(found[:size], f"{last.due_at.isoformat()}~{last.pk}" if last else "")


def with_new_item(rows: HandOverQuerySet) -> HandOverQuerySet:
    """The hand-overs with what the customer wanted instead as `new_product` ("" where it is the same model again), for
    those who order and release it."""
    chosen = RemedyChoice.objects.filter(item=OuterRef("item"), current=True)
    return rows.annotate(new_product=Subquery(chosen.values("new_product")[:1]))


def _key(after: str) -> tuple[datetime, int] | None:
    moment, _mark, number = after.partition("~")
    try:
        due_at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    return (due_at, int(number)) if due_at.tzinfo and is_number else None


def signing_roles(user: User) -> list[str]:
    """The person's roles that sign hand-overs."""
    return [role.value for role in SIGNERS if role in user.roles]


@dataclass(frozen=True)
class KindCount:
    """How many of a kind wait in an inbox."""

    kind: str
    label: object
    icon: str
    number: int


def kinds_waiting(roles: list[str]) -> list[KindCount]:
    """How many of each kind wait for these roles, in the order of the table of kinds. One query."""
    waiting = HandOver.objects.filter(state=HandOverState.OPEN.value, role__in=roles)
    counts = dict(waiting.values_list("kind").annotate(number=Count("pk")))
    return [
        KindCount(kind.value, HANDOVER_LABELS[kind.value], meta.icon, counts[kind.value])
        for kind, meta in KINDS.items()
        if kind.value in counts
    ]


@dataclass(frozen=True)
class Waiting:
    """A few hand-overs on somebody's home page, the earliest due first, and how many there are, counted to a bound."""

    rows: list[HandOver]
    number: int
    more: bool


def _waiting(rows: HandOverQuerySet) -> Waiting:
    number = rows.order_by()[: COUNTED + 1].count()
    return Waiting(list(rows.select_related(*JOINED)[:SHOWN]) if number else [], min(number, COUNTED), number > COUNTED)


@dataclass(frozen=True)
class HandOversNow:
    """The hand-overs of a person's home page: to sign, refused ones for the station to put right, and, for managers,
    all that are open past their day (D6). None for what is not the person's."""

    to_sign: Waiting | None
    refused: Waiting | None
    late: Waiting | None


def handovers_now(user: User, *, now: datetime) -> HandOversNow:
    """What a person's home page shows of hand-overs; two queries at most for each part."""
    roles = signing_roles(user)
    return HandOversNow(
        to_sign=_waiting(HandOver.objects.waiting_for(*roles)) if roles else None,
        refused=_waiting(HandOver.objects.refused()) if user.may(Action.WORK_GOODS) else None,
        late=_waiting(HandOver.objects.late(now).order_by("due_at", "pk")) if user.may(Action.MANAGE_GOODS) else None,
    )


@dataclass(frozen=True)
class RoleCount:
    """How a role stands at the end of the day (D6)."""

    role: str
    open: int
    late: int
    refused: int
    oldest: datetime | None

    @property
    def late_words(self) -> str:
        return _("Late: %(count)d") % {"count": self.late}

    @property
    def refused_words(self) -> str:
        return _("Refused: %(count)d") % {"count": self.refused}


@dataclass(frozen=True)
class DayEnd:
    """What managers see of hand-overs: how each role stands, and what was signed today, the latest first."""

    roles: list[RoleCount]
    signed: list[HandOver]
    signed_more: bool


def day_end(*, now: datetime) -> DayEnd:
    """Every role, with what is open, late and refused, and what was signed today. Two queries."""
    refused = Q(state=HandOverState.REFUSED.value)
    grouped = HandOver.objects.open().values("role").annotate(
        open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now)), refused=Count("pk", filter=refused),
        oldest=Min("made_at"),
    )  # fmt: skip
    counts = {row["role"]: RoleCount(**row) for row in grouped}
    signed = HandOver.objects.filter(state=HandOverState.SIGNED.value, signed_at__gte=day_start(local_date(now)))
    latest = list(
        with_new_item(signed).select_related(*JOINED, "signed_by").order_by("-signed_at", "-pk")[: LATEST + 1]
    )
    none = {"open": 0, "late": 0, "refused": 0, "oldest": None}
    return DayEnd(
        roles=[counts.get(role.value) or RoleCount(role.value, **none) for role in SIGNERS],
        signed=latest[:LATEST],
        signed_more=len(latest) > LATEST,
    )


def handover_by_id(pk: int) -> HandOver | None:
    """The hand-over with all that its page shows; None where there is none."""
    joined = (*JOINED, "signed_by", "item__paper")
    return with_new_item(HandOver.objects.filter(pk=pk)).select_related(*joined).first()
