"""Goods come in: registered, with the one paper for them (A1) and the remedies as they stand (W13)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, Machine
from customers.services import customer_create
from records.models import Entry
from records.services import next_number, record_many
from returns import dues
from returns.labels import PROBLEMS
from returns.models import Paper, RemedyChoice, RemedyDecision, ReturnedItem
from returns.policies import (
    ITEM_PREFIX,
    MOST_ITEMS,
    PAPER_PREFIX,
    NewItem,
    Remedy,
    paper_for,
    plain_code,
    problems,
    same_serial,
)
from returns.policies.advice import Advice, buyer, written, written_facts
from returns.policies.choices import repair_offer
from returns.policies.states import State
from returns.remedy_selectors import advice_for, goods_of, own_machine
from returns.selectors import here_by_serial
from rulebook.selectors import calendar, terms_on, terms_version
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from tickets.services import job_open

# What the item itself holds of a NewItem; the columns' own bounds are checked on these.
KEPT = (
    "product", "category", "condition", "packaging_complete", "spec", "serial", "purchased_on", "label_on", "proof",
    "sale_price", "cost", "price_today", "fault", "looks", "accessories", "remedy",
)  # fmt: skip


@dataclass(frozen=True)
class NewCustomer:
    """A customer whom the desk meets at the counter for the first time."""

    name: str
    tier: str
    agent_kind: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""


@transaction.atomic
def goods_receive(*, by, now: datetime, customer: Customer, items: Sequence[NewItem]) -> Paper:
    """A1: registers every item and makes out the one paper for them, a voucher or a county/city agent's list.

    Each item is received and held by `by`, linked to the customer's machine of the same serial number (whose cost
    it takes over where none is given), and, where a job is asked for, put in the technicians' queue. The four remedies
    as they stand are kept with it (W13), unless a fact for them is missing. Nothing is written when one item is
    refused: the DomainError's field is "items-<position>-<field>", position from 0.
    Raises `goods.none`, `goods.too_many`, `goods.<code of policies.problems>`, `goods.column` for what a column
    cannot hold, `goods.serial.twice`, and `goods.serial.here` for a serial number already in the house unless the
    item says `again`.
    """
    items = [replace(item, serial=plain_code(item.serial)) for item in items]
    _refuse_count(items)
    _refuse_problems(items, now)
    # Held until the paper is there: another tier meanwhile would ask for another paper, and two clerks of one
    # customer's must not both find the same serial number absent.
    customer = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    machines = [own_machine(customer, item.serial) for item in items]
    _refuse_twice(items)
    kind = paper_for(is_county_agent=customer.is_county_agent)
    # Number series are asked in this order everywhere (paper, items, jobs), so that no two clerks block each other.
    paper = Paper.objects.create(
        paper_no=next_number(prefix=PAPER_PREFIX[kind], day=local_date(now)),
        kind=kind.value,
        customer=customer,
        issued_at=now,
        issued_by=by,
    )
    made = [_made(position, item, machines[position], paper, by, now) for position, item in enumerate(items)]
    ReturnedItem.objects.bulk_create(made)
    _decide(made, items, by, now)
    _open_jobs(made, items, by, now)
    dues.begin(made, by=by, now=now)
    record_many(_entries(paper, made, by, now))
    return paper


@transaction.atomic
def goods_receive_from_new(*, by, now: datetime, newcomer: NewCustomer, items: Sequence[NewItem]) -> Paper:
    """`goods_receive` from a customer who is added in the same transaction; raises also as `customer_create` does."""
    customer = customer_create(
        by=by,
        now=now,
        name=newcomer.name,
        tier=newcomer.tier,
        agent_kind=newcomer.agent_kind,
        contact=newcomer.contact,
        phone=newcomer.phone,
        address=newcomer.address,
    )
    return goods_receive(by=by, now=now, customer=customer, items=items)


def _refuse(position: int, field: str, code: str):
    raise DomainError(f"goods.{code}", PROBLEMS[code], field=f"items-{position}-{field}")


def _refuse_count(items: Sequence[NewItem]):
    if not items:
        raise DomainError("goods.none", _("Add at least one item."))
    if len(items) > MOST_ITEMS:
        raise DomainError(
            "goods.too_many",
            _("One paper holds at most %(most)d items. Put the others on a second one.") % {"most": MOST_ITEMS},
        )


def _refuse_problems(items: Sequence[NewItem], now: datetime):
    for position, item in enumerate(items):
        for field, code in problems(item, today=local_date(now)):
            _refuse(position, field, code)


def _refuse_twice(items: Sequence[NewItem]):
    """One serial number is one item: neither twice on this paper nor, unless the clerk insists, twice in the house."""
    for position in same_serial(items):
        _refuse(position, "serial", "serial.twice")
    for position, item in enumerate(items):
        here = here_by_serial(item.serial) if not item.again else []
        if here:
            raise DomainError(
                "goods.serial.here",
                _("This serial number is already here (%(items)s). Tick the box below if this is another item.")
                % {"items": ", ".join(each.item_no for each in here)},
                field=f"items-{position}-serial",
            )


def _made(position: int, item: NewItem, machine: Machine | None, paper: Paper, by, now: datetime) -> ReturnedItem:
    kept = {name: getattr(item, name) for name in KEPT}
    kept = {name: value.strip() if isinstance(value, str) else value for name, value in kept.items()}
    if machine is not None and kept["cost"] is None:
        kept["cost"] = machine.cost
    made = ReturnedItem(
        **kept,
        item_no=next_number(prefix=ITEM_PREFIX, day=local_date(now)),
        customer_id=paper.customer_id,
        paper=paper,
        machine=machine,
        received_at=now,
        received_by=by,
        holder=by,
        state=_first_state(item).value,
    )
    try:
        made.clean_fields(exclude={"customer", "paper", "machine", "job", "received_by", "holder"})
    except ValidationError as error:
        field, texts = next(iter(error.message_dict.items()))
        raise DomainError("goods.column", texts[0], field=f"items-{position}-{field}") from error
    return made


def _first_state(item: NewItem) -> State:
    """A repair can always be had (W4), so it is chosen by being wanted; the others are agreed on with the customer."""
    return State.CHOSEN if item.remedy == Remedy.REPAIR else State.RECEIVED


def _decide(made: Sequence[ReturnedItem], items: Sequence[NewItem], by, now: datetime):
    """Keeps what the clerk was told of each item's remedies (W13), with the facts and the numbers in force."""
    today = local_date(now)
    terms, working_days, version = terms_on(today), calendar(), terms_version(today)
    decisions, choices = [], []
    for row, item in zip(made, items, strict=True):
        customer = row.paper.customer
        kind = buyer(tier=customer.tier, agent_kind=customer.agent_kind)
        advice = advice_for(
            goods_of(row, customer_kind=kind),
            item.told,
            on=today,
            serial=row.serial,
            machine=row.machine,
            domain=item.job.domain if item.job else "",
            but=row.pk,
            terms=terms,
            working_days=working_days,
        )
        kept = {"item": row, "by": by, "terms_version": version}
        if advice.decision is not None:
            kept |= {"facts": written_facts(advice), "decision": written(advice.decision)}
            decisions.append(RemedyDecision(**kept, decided_at=now, wanted=row.remedy))
        if row.state == State.CHOSEN:
            choices.append(_repair(advice, kept, now))
    RemedyDecision.objects.bulk_create(decisions)
    RemedyChoice.objects.bulk_create(choices)


def _repair(advice: Advice, kept: dict, now: datetime) -> RemedyChoice:
    """The repair that was wanted, free or not as far as the facts tell (W4, L4, P)."""
    told = advice.decision.repair if advice.decision else None
    offered = repair_offer(told, covered=advice.before is not None)
    return RemedyChoice(
        **kept,
        remedy=Remedy.REPAIR.value,
        rule=offered.rule,
        free=offered.free,
        chosen_at=now,
        label_basis=offered.label_basis.value,
    )


def _open_jobs(made: Sequence[ReturnedItem], items: Sequence[NewItem], by, now: datetime):
    for row, item in zip(made, items, strict=True):
        if item.job is None:
            continue
        row.job = job_open(
            by=by,
            now=now,
            customer=row.paper.customer,
            machine=row.machine,
            domain=item.job.domain,
            severity=item.job.severity,
            purpose=item.job.purpose,
            brand_class=item.job.brand_class,
            fault=row.fault or row.product,
        )
        row.save(update_fields=["job"])


def _entries(paper: Paper, made: Sequence[ReturnedItem], by, now: datetime) -> list[Entry]:
    """The history of the items, of their machines and, once for the whole paper, of the customer."""
    customer = paper.customer
    about = {"paper": paper.kind, "paper_no": paper.paper_no}
    entries = []

    def add(subject, subject_id, code, **data):
        entries.append(Entry(subject=subject, subject_id=subject_id, code=code, data=data, by=by, at=now))

    for row in made:
        add(
            "item", row.pk, "goods.received",
            product=row.product, condition=row.condition, customer=str(customer), **about,
        )  # fmt: skip
        if row.job is not None:
            add("item", row.pk, "goods.job_opened", job_no=row.job.job_no)
        if row.machine_id and row.fault:
            add(
                "machine", row.machine_id, "goods.came_in", item_no=row.item_no, customer=str(customer), fault=row.fault
            )
        elif row.machine_id:
            add("machine", row.machine_id, "goods.came_in_intact", item_no=row.item_no, customer=str(customer))
    named = [f"{row.product} {row.item_no}" for row in made]
    add("customer", customer.pk, "goods.brought", count=len(made), products=", ".join(named), **about)
    return entries
