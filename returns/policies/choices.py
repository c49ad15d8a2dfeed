"""Choosing a remedy with the customer: its rule, its money, what a manager may lower, which warranty follows. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from returns.policies import Remedy
from returns.policies.remedies import (
    Buyer,
    Case,
    Decision,
    Repair,
    credit_price,
    law_swap,
    top_up_floor,
    wear_fee,
)
from rulebook.policies import Calendar, Terms
from servicedesk.money import yuan

AGENTS = frozenset({Buyer.COUNTY_AGENT, Buyer.LOCAL_COMPANY})


class LabelBasis(StrEnum):
    """W9: the warranty of what the customer gets keeps its old dates, or starts afresh (after L1–L3, or a sale)."""

    KEEP = "keep"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Offer:
    """A remedy as it is offered: allowed or only by a manager's word (W12), the rule, and the money in yuan.

    `amount` is what is refunded or credited. `floor` is how far a manager may lower the top-up (W8), None where it may
    not be lowered.
    """

    allowed: bool
    rule: str
    amount: Decimal | None = None
    wear_fee: Decimal | None = None
    top_up: Decimal | None = None
    floor: Decimal | None = None
    free: bool | None = None
    label_basis: str = ""


def repair_offer(told: Repair | None, *, covered: bool, paid: bool = False) -> Offer:
    """A repair can always be had: free in the guarantee period (W4), and while the warranty on an earlier one covers it
    (P); else paid, by a quote (L4). While a fact is missing (`told` is None) nobody knows. That he pays (`paid`) for a
    covered one takes a manager's word (W12): another fault, say, or his own doing."""
    if covered and not (told and told.free):
        return Offer(not paid, "P", free=not paid, label_basis=LabelBasis.KEEP)
    if told is None:
        return Offer(True, "W4", label_basis=LabelBasis.KEEP)
    return Offer(True, told.rule, free=told.free, label_basis=LabelBasis.KEEP)


def offer(remedy: str, case: Case, decision: Decision, *, terms: Terms, calendar: Calendar) -> Offer:
    """The remedy of a case as it is offered. The money of a refused one is what the rules would give if they did: a
    manager overrules the refusal, not the price (W12)."""
    answer = getattr(decision, remedy)
    if remedy == Remedy.REPAIR:
        return repair_offer(answer, covered=False)
    if remedy == Remedy.SWAP:
        fresh = law_swap(case, terms=terms, calendar=calendar)  # also where W3 gives the swap by itself
        return Offer(answer.allowed, answer.rule, label_basis=LabelBasis.RESTART if fresh else LabelBasis.KEEP)
    if remedy == Remedy.REFUND:
        return Offer(answer.allowed, answer.rule, amount=answer.amount if answer.allowed else credit_price(case))
    return _exchange(case, answer.allowed, answer.rule, terms)


def _exchange(case: Case, allowed: bool, rule: str, terms: Terms) -> Offer:
    agent = case.customer in AGENTS
    fee = None if agent else wear_fee(case, terms=terms)
    credit = credit_price(case) if agent else yuan(case.sale_price) - fee
    top_up = None if case.new_price is None else yuan(case.new_price) - credit
    return Offer(
        allowed,
        rule,
        amount=credit,
        wear_fee=fee,
        top_up=top_up,
        floor=None if agent else top_up_floor(case, top_up),
        label_basis=LabelBasis.RESTART,
    )


def may_lower_to(wanted: Decimal, *, top_up: Decimal, floor: Decimal | None) -> bool:
    """W8: a manager may lower a top-up, never below its floor, and nobody raises it."""
    if wanted == top_up:
        return True
    return floor is not None and floor <= wanted < top_up
