"""The only writers of customers and machines."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, Machine
from customers.policies import (
    AgentKind,
    Left,
    Tier,
    customer_text,
    machine_text,
    plain_phone,
    purchase_date_is_possible,
)
from customers.selectors import machines_by_serial
from records.services import next_number, record
from servicedesk.clock import local_date
from servicedesk.errors import DomainError
from servicedesk.money import yuan

# What the apps above do, in the same transaction, when a customer's tier or a machine's brand class changes:
# called as f(customer, by, now) and f(machine, by, now).
on_tier_change: list[Callable] = []
on_brand_change: list[Callable] = []

CUSTOMER_FIELDS = ("name", "tier", "agent_kind", "contact", "phone", "address", "in_urban_area", "note")
MACHINE_FIELDS = ("category", "brand_class", "model", "serial", "purchased_on", "sale_price", "cost", "note")


@transaction.atomic
def customer_create(
    *,
    by,
    now: datetime,
    name: str,
    tier: str,
    agent_kind: str = "",
    contact: str = "",
    phone: str = "",
    address: str = "",
    in_urban_area: bool | None = None,
    note: str = "",
    customer_no: str | None = None,
) -> Customer:
    """Adds a customer; without a number the next of the series K is given.

    Raises `customer.number_taken`, `customer.agent_kind` (T1), or ValidationError for what a column cannot hold.
    """
    customer = Customer(
        name=name.strip(),
        tier=tier,
        agent_kind=agent_kind,
        contact=contact.strip(),
        phone=plain_phone(phone),
        address=address.strip(),
        in_urban_area=in_urban_area,
        note=note.strip(),
    )
    _check_customer(customer)
    if customer_no and Customer.objects.filter(customer_no=customer_no).exists():
        raise DomainError("customer.number_taken", _("This customer number is taken."), field="customer_no")
    customer.customer_no = customer_no or next_number(prefix="K", day=local_date(now))
    _write_customer(customer)
    record(subject="customer", subject_id=customer.pk, code="customer.created", by=by, at=now, data={"tier": tier})
    return customer


@transaction.atomic
def customer_update(*, customer_id: int, by, now: datetime, **fields) -> Customer:
    """Changes a customer; `fields` are those of CUSTOMER_FIELDS. What changed goes to the history.

    A new tier is told to `on_tier_change`, so that what waits in the queue stands right (T2). Nothing changed:
    nothing written. Raises as `customer_create` does.
    """
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    if "phone" in fields:
        fields["phone"] = plain_phone(fields["phone"])
    changed = _apply(customer, fields, CUSTOMER_FIELDS)
    if not changed:
        return customer
    _check_customer(customer)
    _write_customer(customer)
    record(
        subject="customer", subject_id=customer.pk, code="customer.changed", by=by, at=now, data={"changed": changed}
    )
    if "tier" in changed:
        for tell in on_tier_change:
            tell(customer, by, now)
    return customer


@transaction.atomic
def machine_create(
    *,
    by,
    now: datetime,
    customer: Customer,
    category: str,
    brand_class: str = "",
    model: str = "",
    serial: str = "",
    purchased_on: date | None = None,
    sale_price: Decimal | None = None,
    cost: Decimal | None = None,
    note: str = "",
    machine_no: str | None = None,
) -> Machine:
    """Adds a machine of a customer's; without a number the next of the series J is given.

    Raises `machine.number_taken`, `machine.purchase_date` (in the future, or before there were such machines), or
    ValidationError for what a column cannot hold.
    """
    machine = Machine(
        customer=customer,
        category=category,
        brand_class=brand_class,
        model=model.strip(),
        serial=serial.strip(),
        purchased_on=purchased_on,
        sale_price=sale_price,
        cost=cost,
        note=note.strip(),
    )
    _check_machine(machine, now)
    if machine_no and Machine.objects.filter(machine_no=machine_no).exists():
        raise DomainError("machine.number_taken", _("This machine number is taken."), field="machine_no")
    machine.machine_no = machine_no or next_number(prefix="J", day=local_date(now))
    _write_machine(machine)
    record(
        subject="machine",
        subject_id=machine.pk,
        code="machine.created",
        by=by,
        at=now,
        data={"customer": customer.customer_no, "name": customer.name},
    )
    return machine


@transaction.atomic
def machine_update(*, machine_id: int, by, now: datetime, customer: Customer | None = None, **fields) -> Machine:
    """Changes a machine; `fields` are those of MACHINE_FIELDS. Given another `customer` it moves there.

    A machine moves with its history: its jobs and goods of old stay with whom they were done for and are found on
    its page. A new brand class is told to `on_brand_change` (T2). Raises as `machine_create` does.
    """
    machine = Machine.objects.select_for_update(of=("self",)).select_related("customer").get(pk=machine_id)
    changed = _apply(machine, fields, MACHINE_FIELDS)
    before = machine.customer
    moved = customer is not None and customer.pk != before.pk
    if moved:
        machine.customer = customer
    if not changed and not moved:
        return machine
    _check_machine(machine, now)
    _write_machine(machine)
    _record_machine(machine, changed, by, now)
    if moved:
        _record_move(machine, before, by, now)
    if "brand_class" in changed:
        for tell in on_brand_change:
            tell(machine, by, now)
    return machine


@transaction.atomic
def machine_replace(
    *,
    machine_id: int,
    by,
    now: datetime,
    item_no: str,
    serial: str,
    purchased_on: date | None,
    model: str | None = None,
    sale_price: Decimal | None = None,
) -> Machine | None:
    """The customer got another machine in the place of this one, for the returned goods `item_no` (W9): enters it
    with the day on which its warranty began, and marks the old one. Gives the new one; None where the old one is the
    customer's no more.

    Without a `model` it is the same goods once more, with the same facts of the sale; another model has the
    `sale_price` given, and what else is not known of it stays open. One that somebody has entered for the customer
    under this serial number already takes the place, as it stands.
    """
    old = Machine.objects.select_for_update(of=("self",)).select_related("customer").get(pk=machine_id)
    if old.left_on is not None:
        return None
    same = {"brand_class": old.brand_class, "model": old.model, "sale_price": old.sale_price, "cost": old.cost}
    facts = same if model is None else {"model": model[:100], "sale_price": sale_price}
    new = _entered_already(old, serial) or machine_create(
        by=by, now=now, customer=old.customer, category=old.category, serial=serial, purchased_on=purchased_on, **facts
    )
    _leave(old, Left.REPLACED, now, replaced_by=new)
    for subject, code, other in ((old, "machine.replaced", new), (new, "machine.replaces", old)):
        data = {"machine": str(other), "machine_no": other.machine_no, "item_no": item_no}
        record(subject="machine", subject_id=subject.pk, code=code, by=by, at=now, data=data)
    return new


def _entered_already(old: Machine, serial: str) -> Machine | None:
    """The customer's machine of this serial number, unless it came in the place of another one already."""
    known = [each for each in machines_by_serial(serial) if each.customer_id == old.customer_id and each.pk != old.pk]
    taken = set(Machine.objects.filter(replaced_by__in=known).values_list("replaced_by_id", flat=True))
    return next((each for each in known if each.pk not in taken), None)


@transaction.atomic
def machine_leave(*, machine_id: int, by, now: datetime, how: str, item_no: str):
    """The machine is the customer's no more: refunded, scrapped or lost, as the returned goods `item_no`. Nothing
    happens to one that has left already."""
    machine = Machine.objects.select_for_update(of=("self",)).get(pk=machine_id)
    if machine.left_on is None:
        _leave(machine, Left(how), now)
        data = {"left": machine.left_as, "item_no": item_no}
        record(subject="machine", subject_id=machine.pk, code="machine.left", by=by, at=now, data=data)


@transaction.atomic
def machine_come_back(*, machine_id: int, by, now: datetime, item_no: str):
    """A lost machine has turned up and is the customer's again; nothing happens to any other."""
    hit = Machine.objects.filter(pk=machine_id, left_as=Left.LOST.value).update(left_on=None, left_as="")
    if hit:
        data = {"item_no": item_no}
        record(subject="machine", subject_id=machine_id, code="machine.back", by=by, at=now, data=data)


def _leave(machine: Machine, how: Left, now: datetime, replaced_by: Machine | None = None):
    machine.left_on, machine.left_as, machine.replaced_by = local_date(now), how.value, replaced_by
    machine.save(update_fields=["left_on", "left_as", "replaced_by"])


def _record_machine(machine: Machine, changed: dict, by, now: datetime):
    """The cost goes into an entry of its own, for only some may read it."""
    cost = changed.pop("cost", None)
    if changed:
        record(
            subject="machine", subject_id=machine.pk, code="machine.changed", by=by, at=now, data={"changed": changed}
        )
    if cost:
        data = {"changed": {"cost": cost}}
        record(subject="machine", subject_id=machine.pk, code="machine.cost_changed", by=by, at=now, data=data)


def _record_move(machine: Machine, before: Customer, by, now: datetime):
    after = machine.customer
    both = {"old": str(before), "new": str(after)}
    record(subject="machine", subject_id=machine.pk, code="machine.moved", by=by, at=now, data=both)
    for customer, code in ((before, "customer.machine_went"), (after, "customer.machine_came")):
        data = {"machine": str(machine), "machine_no": machine.machine_no, **both}
        record(subject="customer", subject_id=customer.pk, code=code, by=by, at=now, data=data)


def _apply(row, fields: dict, allowed: tuple[str, ...]) -> dict:
    """Sets the fields that differ; gives {name: [old, new]} as the history keeps it."""
    unknown = set(fields) - set(allowed)
    if unknown:
        raise TypeError(f"not to be changed here: {', '.join(sorted(unknown))}")
    changed = {}
    for name, value in fields.items():
        value = value.strip() if isinstance(value, str) else value
        old = getattr(row, name)
        if old != value:
            changed[name] = [_kept(old), _kept(value)]
            setattr(row, name, value)
    return changed


def _kept(value):
    if isinstance(value, Decimal):
        return str(yuan(value))
    return value if value is None or isinstance(value, (bool, str)) else str(value)


def _check_customer(customer: Customer):
    is_agent = customer.tier == Tier.AGENT
    if is_agent and customer.agent_kind not in list(AgentKind):
        raise DomainError(
            "customer.agent_kind",
            _("Say whether the agent is a county/city agent or a local company (T1)."),
            field="agent_kind",
        )
    if not is_agent and customer.agent_kind:
        raise DomainError(
            "customer.agent_kind", _("Only an agent has a kind of agent (T1). Leave it empty."), field="agent_kind"
        )


def _check_machine(machine: Machine, now: datetime):
    if machine.purchased_on and not purchase_date_is_possible(machine.purchased_on, today=local_date(now)):
        raise DomainError(
            "machine.purchase_date",
            _("The purchase date lies in the future or too far back. Check the year."),
            field="purchased_on",
        )


def _write_customer(customer: Customer):
    customer.search_text = customer_text(
        customer_no=customer.customer_no,
        name=customer.name,
        contact=customer.contact,
        phone=customer.phone,
        address=customer.address,
    )
    customer.full_clean()
    if customer.pk is None:
        customer.save()
    else:
        customer.save(update_fields=[*CUSTOMER_FIELDS, "search_text"])


def _write_machine(machine: Machine):
    machine.search_text = machine_text(machine_no=machine.machine_no, serial=machine.serial, model=machine.model)
    machine.full_clean(exclude=["customer"])
    if machine.pk is None:
        machine.save()
    else:
        machine.save(update_fields=["customer", *MACHINE_FIELDS, "search_text"])
