"""What the desk knows already of the records that a workbook holds or names."""

from dataclasses import dataclass
from datetime import date, datetime

from customers.imports import customers_known, machines_known
from field_visits.imports import visits_known
from returns.imports import items_known, paper_owners
from returns.policies import plain_code
from servicedesk.clock import local
from settlement.imports import incidents_known, revenues_known
from settlement.policies import BY_DECISION
from staff.imports import staff_known
from tickets.imports import jobs_known
from workbook.reader import Book, Row
from workbook.schema import BY_NAME, SHEETS, Kind

MOST_NOTES = 1000  # differing values that are listed; beyond it they are only counted


@dataclass
class Desk:
    """The desk's own values by sheet and number, and the customer number of each voucher."""

    known: dict[str, dict[str, dict]]
    vouchers: dict[str, str]

    def has(self, sheet: str, number: str) -> bool:
        """Whether the desk knows this record."""
        return key_of(sheet, number) in self.known[sheet]

    def new_rows(self, book: Book, sheet: str) -> list[Row]:
        """The rows whose number the desk does not know."""
        number = BY_NAME[sheet].number.name
        return [row for row in book.rows(sheet) if not self.has(sheet, row.values.get(number, ""))]


def key_of(sheet: str, number: str) -> str:
    """How a number is compared: exactly, but for those of staff, who sign in with theirs in any case."""
    return number.casefold() if sheet == "staff" else number


def look_up(book: Book) -> Desk:
    """Asks the desk for every number that the workbook holds or refers to."""
    named: dict[str, set[str]] = {sheet.name: set() for sheet in SHEETS}
    vouchers: set[str] = set()
    for table in book.tables.values():
        named[table.sheet.name].update(table.numbers)
        for column in table.sheet.columns:
            if column.kind == Kind.REFERENCE:
                target = named[column.refers] if column.refers else vouchers
                target.update(row.values[column.name] for row in table.rows if column.name in row.values)
    return Desk(
        known={
            "staff": staff_known() if named["staff"] else {},
            "customers": customers_known(named["customers"]),
            "machines": machines_known(named["machines"]),
            "jobs": jobs_known(named["jobs"]),
            "visits": visits_known(named["visits"]),
            "returned_goods": items_known(named["returned_goods"]),
            "revenue": revenues_known(named["revenue"]),
            "incidents": incidents_known(named["incidents"]),
        },
        vouchers=paper_owners(vouchers),
    )


def compare(book: Book, desk: Desk) -> dict[str, dict[str, int]]:
    """Counts each sheet's new rows, known ones, and known ones that say something else than the desk.

    What differs becomes a note; the desk is left as it is. An empty cell says nothing.
    """
    counts = {}
    for table in book.tables.values():
        name = table.sheet.name
        count = counts[name] = {"new": 0, "known": 0, "differs": 0}
        for row in table.rows:
            held = desk.known[name].get(key_of(name, row.values[table.sheet.number.name]))
            if held is None:
                count["new"] += 1
                continue
            count["known"] += 1
            differing = [column for column, value in row.values.items() if not _same(column, value, row.values, held)]
            count["differs"] += bool(differing)
            for column in differing:
                if len(book.notes) < MOST_NOTES:
                    told, ours = _told(row.values[column]), _told(held[column])
                    book.note(table, row.line, column, "differs", value=told, desk=ours)
    return counts


def _same(column: str, value, values: dict, held: dict) -> bool:
    if column in {"staff_no", "received_by", "holder", "technician"}:
        return value.casefold() == (held[column] or "").casefold()
    if column == "serial" and "item_no" in held:
        return plain_code(value) == held[column]
    if "job_no" in held and column == "brand_class" and "machine_no" in values:
        return True  # the machine decides, as it did when the job was taken in
    if "job_no" in held and column == "expedite_reason" and held["closed_at"] is not None:
        return True  # an expedite ends with the job
    if column == "amount" and "incident_no" in held and values.get("kind") not in BY_DECISION:
        return True  # the rulebook has the amount
    return value == held[column]


def _told(value) -> str:
    """A value as a note tells it, in the spelling of the workbook."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value)[:60]
