"""Revenue and incidents from a workbook, many at once. Values are typed and checked by the workbook app."""

from collections.abc import Callable, Iterable
from datetime import datetime

from field_visits.models import Visit
from records.bulk import batches, write_imported
from returns.models import ReturnedItem
from settlement.models import Incident, Revenue
from settlement.policies import BY_DECISION
from staff.imports import staff_ids

REVENUE = ("revenue_no", "on", "amount", "handed_in_on", "note")
INCIDENT = ("incident_no", "on", "amount", "note")
INCIDENT_JOINED = {
    "person__staff_no": "staff_no",
    "rule": "kind",
    "visit__receipt_no": "receipt_no",
    "item__item_no": "item_no",
}


def revenues_known(numbers: Iterable[str]) -> dict[str, dict]:
    """Those of the numbers that the desk knows, with the columns of the sheet."""
    return _known(Revenue, "revenue_no", numbers, REVENUE, {"person__staff_no": "staff_no"})


def incidents_known(numbers: Iterable[str]) -> dict[str, dict]:
    """Those of the numbers that the desk knows, with the columns of the sheet."""
    return _known(Incident, "incident_no", numbers, INCIDENT, INCIDENT_JOINED)


def _known(model, number: str, numbers: Iterable[str], kept: tuple[str, ...], joined: dict[str, str]) -> dict:
    found = {}
    for batch in batches(numbers):
        for row in model.objects.filter(**{f"{number}__in": batch}).values(*kept, *joined):
            found[row[number]] = {joined.get(name, name): value for name, value in row.items()}
    return found


def revenues_add(rows: list[dict], *, by, now: datetime, step: Callable[[int], None]):
    """Adds money made at the station, handed in or not."""
    staff = staff_ids()

    def revenue(row: dict) -> Revenue:
        kept = {name: row[name] for name in REVENUE if name in row}
        return Revenue(**kept, person_id=staff[row["staff_no"].casefold()])

    write_imported(
        map(revenue, rows), subject="revenue", code="revenue.imported", number="revenue_no", by=by, now=now, step=step
    )


def incidents_add(rows: list[dict], *, by, now: datetime, step: Callable[[int], None]):
    """Adds incidents. An amount is kept where it is decided case by case; elsewhere the rulebook's holds."""
    staff = staff_ids()
    visits = _keys(Visit, "receipt_no", {row["receipt_no"] for row in rows if "receipt_no" in row})
    items = _keys(ReturnedItem, "item_no", {row["item_no"] for row in rows if "item_no" in row})

    def incident(row: dict) -> Incident:
        return Incident(
            incident_no=row["incident_no"],
            on=row["on"],
            rule=row["kind"],
            amount=row.get("amount") if row["kind"] in BY_DECISION else None,
            note=row.get("note", ""),
            person_id=staff[row["staff_no"].casefold()] if "staff_no" in row else None,
            visit_id=visits.get(row.get("receipt_no")),
            item_id=items.get(row.get("item_no")),
            entered_by=by,
            entered_at=now,
        )

    write_imported(
        map(incident, rows), subject="incident", code="incident.imported", number="incident_no",
        by=by, now=now, step=step,
    )  # fmt: skip


def _keys(model, number: str, numbers: Iterable[str]) -> dict[str, int]:
    return {
        told: pk
        for batch in batches(numbers)
        for told, pk in model.objects.filter(**{f"{number}__in": batch}).values_list(number, "pk")
    }
