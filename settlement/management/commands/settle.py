"""`manage.py settle YYYY-MM`: the month's settlement as it stands, as a table for people or JSON for programs."""

import json
from collections.abc import Iterator
from decimal import Decimal

from django.core.management.base import BaseCommand, CommandError

from servicedesk import clock
from settlement.policies import Line, Month, Sheet
from settlement.selectors import sheets_of


def money(amount: Decimal) -> str:
    """An amount as programs read it: two places, no separators."""
    return f"{amount:.2f}"


def line_record(line: Line) -> dict:
    """A line as `settle --format json` prints it; `month` only where a late line belongs to a closed one (S7)."""
    record = {"rule": line.rule.value, "source": line.source, "on": line.on.isoformat(), "amount": money(line.amount)}
    return record | ({"month": line.of} if line.of else {})


def sheet_record(sheet: Sheet) -> dict:
    """A sheet as `settle --format json` prints it."""
    return {
        "staff_no": sheet.person,
        "receipts_filed": sheet.filed,
        "receipts_settled": sheet.settled,
        "receipts_subsidised": sheet.subsidised,
        "fares": money(sheet.fares),
        "subsidy": money(sheet.subsidy),
        "rewards": money(sheet.rewards),
        "deductions": money(sheet.deductions),
        "forfeited": sheet.forfeited,
        "total": money(sheet.total),
        "lines": [line_record(line) for line in sheet.lines],
        "unpaid": [{"source": unpaid.source, "reason": unpaid.reason.value} for unpaid in sheet.unpaid],
    }


def counts(sheet: Sheet) -> bool:
    """Whether the sheet has a receipt or a line. One of nothing but covered or waived lines is told on the screens."""
    return bool(sheet.filed or sheet.unpaid or sheet.lines)


def table_lines(sheets: list[Sheet]) -> Iterator[str]:
    """One line a person: receipts filed, settled and subsidised, the four parts and the total."""
    heads = ("fares", "subsidy", "rewards", "deducted", "total")
    yield f"{'staff_no':<20} {'receipts':>14} " + " ".join(f"{head:>10}" for head in heads)
    for sheet in sheets:
        receipts = f"{sheet.filed}/{sheet.settled}/{sheet.subsidised}"
        parts = (sheet.fares, sheet.subsidy, sheet.rewards, -sheet.deductions, sheet.total)
        yield f"{sheet.person:<20} {receipts:>14} " + " ".join(f"{money(part):>10}" for part in parts)


class Command(BaseCommand):
    help = "Prints the month's settlement as it stands: proposed and confirmed lines, waived ones left out (S1-S13)."

    def add_arguments(self, parser):
        parser.add_argument("month", metavar="YYYY-MM")
        parser.add_argument("--format", choices=("table", "json"), default="table", help="table (default) or json")

    def handle(self, *args, month, format, **options):
        try:
            wanted = Month.named(month)
        except ValueError:
            raise CommandError(f"{month}: not a month such as 2026-10") from None
        sheets = [sheet for sheet in sheets_of(wanted, now=clock.now()) if counts(sheet)]
        if format == "json":
            record = {"month": str(wanted), "people": [sheet_record(sheet) for sheet in sheets]}
            self.stdout.write(json.dumps(record, ensure_ascii=False, indent=1))
        else:
            for line in table_lines(sheets):
                self.stdout.write(line)
