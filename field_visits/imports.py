"""Visit receipts from a workbook, many at once. Values are typed and checked by the workbook app."""

from collections.abc import Callable, Iterable
from datetime import datetime

from customers.imports import customers_by_number, machines_by_number
from field_visits.models import Visit
from field_visits.policies import State
from records.bulk import batches, write_imported
from staff.imports import staff_ids

KEPT = (
    "receipt_no", "machine_count", "site_kind", "domain", "contact", "address", "agreed_at", "delay_explained_at",
    "departure_reported_at", "arrived_at", "left_at", "fault", "work_done", "result", "reported_at", "verdict",
    "signed", "shoe_covers", "ate", "drank", "smoked", "fare_out", "fare_back", "revenue", "revenue_handed_in_at",
)  # fmt: skip
JOINED = {
    "technician__staff_no": "technician",
    "customer__customer_no": "customer_no",
    "machine__machine_no": "machine_no",
}


def visits_known(numbers: Iterable[str]) -> dict[str, dict]:
    """Those of the numbers that the desk knows, with the columns of the sheet."""
    found = {}
    for batch in batches(numbers):
        for row in Visit.objects.filter(receipt_no__in=batch).values(*KEPT, *JOINED):
            found[row["receipt_no"]] = {JOINED.get(name, name): value for name, value in row.items()}
    return found


def visits_add(rows: list[dict], *, by, now: datetime, step: Callable[[int], None]):
    """Adds filed receipts, each as it was written down, complete or not.

    They count as filed when the technician left (else arrived, else was expected); nobody sealed them here.
    """
    customers = customers_by_number({row["customer_no"] for row in rows if "customer_no" in row})
    machines = machines_by_number({row["machine_no"] for row in rows if "machine_no" in row})
    staff = staff_ids()

    def visit(row: dict) -> Visit:
        return Visit(
            **{name: row[name] for name in KEPT if name in row},
            technician_id=staff[row["technician"].casefold()],
            customer=customers.get(row.get("customer_no")),
            machine=machines.get(row.get("machine_no")),
            state=State.FILED.value,
            filed_at=next(row[name] for name in ("left_at", "arrived_at", "agreed_at") if name in row),
            is_history=True,
        )

    write_imported(
        map(visit, rows), subject="visit", code="visit.imported", number="receipt_no", by=by, now=now, step=step
    )
