"""Customers and machines from a workbook, many at once. Values are typed and checked by the workbook app."""

from collections.abc import Callable, Iterable
from datetime import datetime

from customers.models import Customer, Machine
from customers.policies import customer_text, machine_text
from records.bulk import batches, write_imported

CUSTOMER_COLUMNS = ("customer_no", "name", "tier", "agent_kind", "contact", "phone", "address", "in_urban_area")
MACHINE_COLUMNS = (
    "machine_no", "customer__customer_no", "category", "brand_class", "model", "serial", "purchased_on", "sale_price",
    "cost",
)  # fmt: skip


def customers_known(numbers: Iterable[str]) -> dict[str, dict]:
    """Those of the numbers that the desk knows, with the columns of the sheet."""
    return {
        row["customer_no"]: row
        for batch in batches(numbers)
        for row in Customer.objects.filter(customer_no__in=batch).values(*CUSTOMER_COLUMNS)
    }


def machines_known(numbers: Iterable[str]) -> dict[str, dict]:
    """Those of the numbers that the desk knows, with the columns of the sheet."""
    found = {}
    for batch in batches(numbers):
        for row in Machine.objects.filter(machine_no__in=batch).values(*MACHINE_COLUMNS):
            found[row["machine_no"]] = {**row, "customer_no": row.pop("customer__customer_no")}
    return found


def customers_by_number(numbers: Iterable[str]) -> dict[str, Customer]:
    """The customers of these numbers, with what decides a job's place."""
    return {
        customer.customer_no: customer
        for batch in batches(numbers)
        for customer in Customer.objects.filter(customer_no__in=batch).only("customer_no", "tier")
    }


def machines_by_number(numbers: Iterable[str]) -> dict[str, Machine]:
    """The machines of these numbers, with what decides a job's place."""
    return {
        machine.machine_no: machine
        for batch in batches(numbers)
        for machine in Machine.objects.filter(machine_no__in=batch).only("machine_no", "brand_class")
    }


def customers_add(rows: Iterable[dict], *, by, now: datetime, step: Callable[[int], None]):
    """Adds customers, to be found like those added by hand."""
    customers = (_customer(row) for row in rows)
    write_imported(
        customers, subject="customer", code="customer.imported", number="customer_no", by=by, now=now, step=step
    )


def machines_add(rows: list[dict], *, by, now: datetime, step: Callable[[int], None]):
    """Adds machines to customers that are in the desk by now."""
    owners = customers_by_number({row["customer_no"] for row in rows})
    machines = (_machine(row, owners[row["customer_no"]]) for row in rows)
    write_imported(machines, subject="machine", code="machine.imported", number="machine_no", by=by, now=now, step=step)


def _customer(row: dict) -> Customer:
    text = {name: row.get(name, "") for name in ("customer_no", "name", "contact", "phone", "address")}
    return Customer(
        **text,
        tier=row["tier"],
        agent_kind=row.get("agent_kind", ""),
        in_urban_area=row.get("in_urban_area"),
        search_text=customer_text(**text),
    )


def _machine(row: dict, customer: Customer) -> Machine:
    text = {name: row.get(name, "") for name in ("machine_no", "serial", "model")}
    return Machine(
        **text,
        customer=customer,
        category=row["category"],
        brand_class=row.get("brand_class", ""),
        purchased_on=row.get("purchased_on"),
        sale_price=row.get("sale_price"),
        cost=row.get("cost"),
        search_text=machine_text(**text),
    )
