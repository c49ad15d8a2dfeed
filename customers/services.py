"""The only writers of customers and machines."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.models import Customer, Machine
from customers.policies import AgentKind, Tier, customer_text, machine_text, purchase_date_is_possible
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
        phone=phone.strip(),
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
