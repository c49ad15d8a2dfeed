"""Returned goods and their vouchers from a workbook, many at once. Values are checked by the workbook app."""

from collections.abc import Callable, Iterable
from datetime import datetime

from customers.imports import customers_by_number
from customers.models import Machine
from customers.policies import folded
from records.bulk import batches, keep_clear, write_imported
from returns import dues
from returns.models import Paper, ReturnedItem, Supplier, Trip
from returns.policies import PaperKind, plain_code
from returns.policies.history import BOUGHT_BACK, standing_of
from staff.imports import staff_ids

KEPT = (
    "item_no", "product", "spec", "category", "purchased_on", "sale_price", "cost", "price_today", "fault", "condition",
    "packaging_complete", "received_at", "remedy", "explained_at", "reported_at", "estimate", "delivered_at",
    "delivery_kind", "signed",
)  # fmt: skip
JOINED = {
    "customer__customer_no": "customer_no",
    "received_by__staff_no": "received_by",
    "holder__staff_no": "holder",
    "paper__paper_no": "voucher_no",
}
# The columns of the sheet that are kept with the item's trip to a supplier.
TRIP = {
    "supplier__name": "supplier",
    "sent_on": "sent_to_supplier_on",
    "received_on": "supplier_received_on",
    "back_on": "back_from_supplier_on",
}
NO_NAME = "—"  # the supplier of goods whose books name none


def items_known(numbers: Iterable[str]) -> dict[str, dict]:
    """Those of the numbers that the desk knows, with the columns of the sheet."""
    found = {}
    for batch in batches(numbers):
        for row in ReturnedItem.objects.filter(item_no__in=batch).values(*KEPT, "serial", *JOINED):
            found[row["item_no"]] = {JOINED.get(name, name): value for name, value in row.items()}
            found[row["item_no"]] |= dict.fromkeys(TRIP.values())
        # The first trip is the one that the sheet tells of; the desk may have made others since.
        trips = Trip.objects.filter(item__item_no__in=batch).order_by("-pk")
        for trip in trips.values("item__item_no", *TRIP):
            told = {column: trip[name] for name, column in TRIP.items()}
            found[trip["item__item_no"]] |= told | {"supplier": "" if told["supplier"] == NO_NAME else told["supplier"]}
    return found


def paper_owners(numbers: Iterable[str]) -> dict[str, str]:
    """The customer number of each voucher that the desk knows."""
    return {
        paper_no: customer_no
        for batch in batches(numbers)
        for paper_no, customer_no in Paper.objects.filter(paper_no__in=batch).values_list(
            "paper_no", "customer__customer_no"
        )
    }


def items_add(rows: list[dict], *, by, now: datetime, step: Callable[[int], None]):
    """Adds returned goods of customers that are in the desk by now, with every column of the sheet.

    Goods that share a voucher number share one voucher, issued when the first of them came in. Goods are linked to
    the customer's machine of the same serial number.
    """
    customers = customers_by_number({row["customer_no"] for row in rows})
    staff = staff_ids()
    papers = _papers(rows, customers, staff)
    machines = _machines({customer.pk for customer in customers.values()})

    def item(row: dict) -> ReturnedItem:
        customer = customers[row["customer_no"]]
        serial = plain_code(row.get("serial", ""))
        standing = standing_of(row)
        ended_at = row.get("delivered_at")
        return ReturnedItem(
            **{name: row[name] for name in KEPT if name in row},
            state=standing.state.value,
            finding=str(standing.finding),
            out=standing.out,
            ended_at=ended_at,
            closed_at=None if standing.out else ended_at,
            serial=serial,
            customer=customer,
            machine_id=machines.get((customer.pk, folded(serial))) if folded(serial) else None,
            paper=papers.get(row.get("voucher_no")),
            received_by_id=staff.get(row.get("received_by", "").casefold()),
            holder_id=staff.get(row.get("holder", "").casefold()),
        )

    write_imported(map(item, rows), subject="item", code="goods.imported", number="item_no", by=by, now=now, step=step)
    _add_trips(rows)
    for batch in batches(row["item_no"] for row in rows if "delivered_at" not in row):
        items = ReturnedItem.objects.filter(item_no__in=batch).select_related("customer").prefetch_related("trips")
        dues.begin_imported(items, by=by, now=now)


def _add_trips(rows: list[dict]):
    """The trips to suppliers that the rows tell of; suppliers are recognised by their names."""
    travelled = {row["item_no"]: row for row in rows if standing_of(row).trip is not None}
    suppliers = {}
    for name in {row.get("supplier") or NO_NAME for row in travelled.values()}:
        suppliers[name] = Supplier.objects.get_or_create(name=name)[0]
    for batch in batches(travelled):
        Trip.objects.bulk_create(
            Trip(
                item_id=pk,
                supplier=suppliers[travelled[item_no].get("supplier") or NO_NAME],
                state=standing_of(travelled[item_no]).trip.value,
                ours=travelled[item_no].get("remedy") in BOUGHT_BACK,
                **{name: travelled[item_no].get(column) for name, column in TRIP.items() if name != "supplier__name"},
            )
            for pk, item_no in ReturnedItem.objects.filter(item_no__in=batch).values_list("pk", "item_no")
        )


def _papers(rows: list[dict], customers: dict, staff: dict[str, int]) -> dict[str, Paper]:
    """The vouchers of the rows by number, those made that the desk did not know."""
    wanted = [row for row in rows if "voucher_no" in row]
    papers = {
        paper.paper_no: paper
        for batch in batches({row["voucher_no"] for row in wanted})
        for paper in Paper.objects.filter(paper_no__in=batch)
    }
    fresh = {}
    for row in sorted(wanted, key=lambda row: row["received_at"]):
        number = row["voucher_no"]
        if number not in papers and number not in fresh:
            fresh[number] = Paper(
                paper_no=number,
                kind=PaperKind.VOUCHER.value,
                customer=customers[row["customer_no"]],
                issued_at=row["received_at"],
                issued_by_id=staff.get(row.get("received_by", "").casefold()),
            )
    for batch in batches(fresh.values()):
        Paper.objects.bulk_create(batch)
    keep_clear(fresh)
    return papers | fresh


def _machines(customer_ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """The customers' machines by owner and serial number, the newest where two have the same."""
    return {
        (owner, folded(serial)): pk
        for batch in batches(customer_ids)
        for pk, owner, serial in Machine.objects.filter(customer_id__in=batch)
        .exclude(serial="")
        .order_by("pk")
        .values_list("pk", "customer_id", "serial")
    }
