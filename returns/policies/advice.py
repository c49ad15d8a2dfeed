"""What the clerk is told while the facts come in (W13): what is missing, what is assumed, the decision. Pure."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal

from customers.policies import AgentKind, Tier
from returns.policies import Circumstances, Proof
from returns.policies.remedies import Buyer, Case, Decision, decide, law_until
from rulebook.policies import Calendar, Terms

# Without these there is no decision; they are asked for in this order.
NEEDED = ("customer", "category", "condition", "packaging_complete", "purchased_on", "sale_price")
# Tiers whose customers count as end consumers (L) once they show proof of purchase.
END_CONSUMERS = frozenset({Buyer.QUASI_INDUSTRY, Buyer.OTHER})
BY_LAW, LAW = ("refund", "swap"), frozenset({"L1", "L2", "L3"})
OUTCOMES = ("refund", "exchange", "swap", "repair")


@dataclass(frozen=True, slots=True)
class Goods:
    """What is registered of an item anyway (A1), as far as it is known; prices in yuan."""

    customer: str = ""
    category: str = ""
    condition: str = ""
    packaging_complete: bool | None = None
    purchased_on: date | None = None
    sale_price: Decimal | None = None
    price_today: Decimal | None = None
    cost: Decimal | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """What the desk itself knows of the item: earlier repairs, and whether the shop's own promise still covers it.
    `maker_decides`: there is no such promise, and the shortest one is assumed."""

    repairs_done: int = 0
    in_guarantee: bool = False
    maker_decides: bool = False


@dataclass(frozen=True, slots=True)
class RepairedBefore:
    """An earlier repair of the same goods whose warranty still lasts: until then the same fault is free (P)."""

    item_no: str
    until: date


@dataclass(frozen=True, slots=True)
class Advice:
    """Either what is `missing`, or the decision and the case it was made for.

    `assumed` names the facts that nobody stated. `price_open` names the remedies whose money today's price may still
    change (W6): until it is known the sale price stands for it, so refund and credit are at most, a top-up at least.
    `with_proof` names what the law would give, or give more for, once proof of purchase is shown: nobody has said yet
    whether there is any. `law_until` has the last day of what is given by L1 or L2: a later `until` is the shop's own,
    for something less, or for complete packaging only. `before` is a repair whose warranty lasts (P): whatever the
    decision says, the same fault is repaired free of charge.
    """

    missing: tuple[str, ...] = ()
    case: Case | None = None
    decision: Decision | None = None
    assumed: tuple[str, ...] = ()
    price_open: tuple[str, ...] = ()
    with_proof: tuple[str, ...] = ()
    law_until: tuple[tuple[str, date], ...] = ()
    before: RepairedBefore | None = None

    @property
    def price_known(self) -> bool:
        return "price_today" not in self.assumed


def buyer(*, tier: str, agent_kind: str) -> str:
    """The column of W1–W4 that a customer stands in; "" where the tier is not known yet."""
    if tier == Tier.AGENT:
        kinds = {AgentKind.COUNTY: Buyer.COUNTY_AGENT, AgentKind.LOCAL: Buyer.LOCAL_COMPANY}
        return kinds.get(agent_kind, "")
    return Buyer(tier) if tier in set(Buyer) else ""


def counts_as_consumer(*, customer: str, proof: str) -> bool:
    """Whether the law's floor is assumed to apply: an end consumer's tier, and proof of purchase was shown (L)."""
    return customer in END_CONSUMERS and proof in {Proof.INVOICE, Proof.CARD, Proof.BOTH}


def missing(goods: Goods) -> tuple[str, ...]:
    """What of `NEEDED` is not known."""
    return tuple(name for name in NEEDED if getattr(goods, name) in ("", None))


def advise(
    goods: Goods, told: Circumstances, *, on: date, known: Background, terms: Terms, calendar: Calendar
) -> Advice:
    """The four remedies of the goods on a day, or what is missing to tell them (W13).

    A purchase after `on` counts as a missing purchase date. What nobody told is taken from what is `known`.
    """
    lacking = missing(goods)
    if not lacking and goods.purchased_on > on:
        lacking = ("purchased_on",)
    if lacking:
        return Advice(missing=lacking)
    desk = {
        "consumer": counts_as_consumer(customer=goods.customer, proof=goods.proof),
        "repairs_done": known.repairs_done,
        "in_guarantee": known.in_guarantee,
        "price_today": goods.sale_price,
    }
    facts = {name: value for name, value in (asdict(goods) | asdict(told)).items() if name != "proof"}
    assumed = tuple(name for name in desk if facts[name] is None)
    case = Case(**facts | {name: desk[name] for name in assumed}, on=on)
    decision = decide(case, terms=terms, calendar=calendar)
    open_money = ()
    if "price_today" in assumed:
        least = decide(replace(case, price_today=Decimal(0)), terms=terms, calendar=calendar)
        open_money = tuple(name for name in OUTCOMES[:2] if _money(decision, name) != _money(least, name))
    with_proof = ()
    if "consumer" in assumed and not goods.proof and goods.customer in END_CONSUMERS:
        by_law = decide(replace(case, consumer=True), terms=terms, calendar=calendar)
        with_proof = tuple(name for name in BY_LAW if getattr(by_law, name).rule in LAW)
    answers = ((name, getattr(decision, name).rule) for name in BY_LAW)
    days = ((name, law_until(rule, case, terms=terms, calendar=calendar)) for name, rule in answers)
    return Advice(
        case=case,
        decision=decision,
        assumed=assumed,
        price_open=open_money,
        with_proof=with_proof,
        law_until=tuple((name, day) for name, day in days if day is not None),
    )


def _money(decision: Decision, name: str):
    return decision.refund.amount if name == "refund" else (decision.exchange.credit, decision.exchange.top_up)


def written(decision: Decision) -> dict:
    """The decision as JSON knows it: days as text, amounts as text with two places."""
    return {part.name: _plain(getattr(decision, part.name)) for part in fields(decision)}


def written_facts(advice: Advice) -> dict:
    """The facts a decision rests on, as JSON knows them, with the names of those that were assumed."""
    told = {"assumed": advice.assumed, "price_open": advice.price_open, "with_proof": advice.with_proof}
    days = {name: day.isoformat() for name, day in advice.law_until}
    before = _plain(advice.before) if advice.before else None
    lists = {name: list(words) for name, words in told.items()}
    return {**_plain(advice.case), **lists, "law_until": days, "before": before}


def read_again(*, decision: dict, facts: dict) -> Advice:
    """The advice that `written` and `written_facts` kept."""
    parts = {part.name: _restored(part.type, decision[part.name]) for part in fields(Decision)}
    return Advice(
        case=_restored(Case, facts),
        decision=Decision(**parts),
        assumed=tuple(facts["assumed"]),
        price_open=tuple(facts["price_open"]),
        with_proof=tuple(facts.get("with_proof", ())),  # the oldest do not tell these two
        law_until=tuple((name, date.fromisoformat(day)) for name, day in facts.get("law_until", {}).items()),
        before=_restored(RepairedBefore, facts["before"]) if facts.get("before") else None,
    )


def _plain(part) -> dict:
    return {field.name: _text(getattr(part, field.name)) for field in fields(part)}


def _text(value):
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _restored(kind, values: dict):
    return kind(**{field.name: _typed(field.type, values[field.name]) for field in fields(kind)})


def _typed(kind, value):
    if value is None or not isinstance(value, str):
        return value
    if kind in (date, date | None):
        return date.fromisoformat(value)
    return Decimal(value) if kind in (Decimal, Decimal | None) else value
