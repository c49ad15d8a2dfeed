"""Sheets as rows of a closed month, and back."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection

from field_visits.policies import seal_of
from records.bulk import batches
from servicedesk.money import to_fen
from settlement.models import ClosedLine, ClosedSheet, Closing, Decision
from settlement.policies import Covered, Line, Month, Quota, Reason, Record, Rule, Sheet, Unpaid
from settlement.policies.closing import content_of
from settlement.policies.decisions import Guard
from settlement.policies.figures import figures_of

TOGETHER = 1000  # rows of one statement
KEPT = (
    "sheet_id", "rule", "source", "part", "on", "amount", "record", "number", "site", "of", "verdict", "reason",
    "decided_by",
)  # fmt: skip
LINE = ("rule", "source", "part", "on", "amount", "record", "number", "site", "of")


def sheet_row(
    sheet: Sheet, *, closing: Closing, person_id: int, guard: Guard | None, decided: dict[tuple, Decision], before: str
) -> ClosedSheet:
    """A sheet as the row that keeps it. `before` is the seal of the person's sheet before this one."""
    words = {key: (each.verdict, each.reason, each.by.staff_no) for key, each in decided.items()}
    return ClosedSheet(
        closing=closing,
        person_id=person_id,
        month=sheet.month.first,
        filed=sheet.filed,
        settled=sheet.settled,
        subsidised=sheet.subsidised,
        forfeited=sheet.forfeited,
        fares=sheet.fares,
        subsidy=sheet.subsidy,
        rewards=sheet.rewards,
        deductions=sheet.deductions,
        total=sheet.total,
        wage=guard.wage if guard else None,
        withheld=guard.withheld if guard else None,
        unpaid=[[unpaid.source, unpaid.reason.value] for unpaid in sheet.unpaid],
        covered=[[_packed(each.line), _packed(each.by)] for each in sheet.covered],
        waived=[_packed(line) for line in sheet.waived],
        quotas={
            name: [quota.most, quota.used]
            for name, quota in (("home", sheet.home), ("software", sheet.software))
            if quota
        },
        figures=[figure.as_list() for figure in figures_of(sheet)],
        seal=seal_of(content_of(sheet, words), previous=before),
    )


def line_rows(sheet: Sheet, row: ClosedSheet, decided: dict[tuple, Decision]) -> Iterator[tuple]:
    """The lines of a saved sheet as rows of `KEPT`, in the database's own terms."""
    day_of = connection.ops.adapt_datefield_value
    for line in sheet.lines:
        decision = decided.get(line.key) if line.is_deduction else None
        yield (
            row.pk,
            line.rule.value,
            line.source,
            line.part,
            day_of(line.on),
            to_fen(line.amount),
            line.record.value,
            line.number,
            line.site,
            day_of(Month.named(line.of).first) if line.of else None,
            decision.verdict if decision else "",
            decision.reason if decision else "",
            str(decision.by) if decision else "",
        )


def insert_lines(rows: Iterable[tuple]):
    """Writes rows of `KEPT`. By cursor: a month has hundreds of thousands of lines, and building a model instance
    costs ten times the insert."""
    table, columns = ClosedLine._meta.db_table, ", ".join(f'"{name}"' for name in KEPT)
    one = f"({', '.join(['%s'] * len(KEPT))})"
    with connection.cursor() as cursor:
        for batch in batches(rows, TOGETHER):
            values = [value for row in batch for value in row]
            cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(batch))}", values)


def sheet_of(row: ClosedSheet, person: str, lines: Iterable[dict]) -> Sheet:
    """A kept sheet with its lines, `lines` being rows of `ClosedLine` as `LINE` names their columns."""
    quotas = {name: Quota(*pair) for name, pair in row.quotas.items()}
    return Sheet(
        person=person,
        month=Month.of(row.month),
        filed=row.filed,
        settled=row.settled,
        subsidised=row.subsidised,
        forfeited=row.forfeited,
        lines=tuple(sorted((line_of(each, person) for each in lines), key=lambda line: line.order)),
        unpaid=tuple(Unpaid(source, Reason(reason)) for source, reason in row.unpaid),
        covered=tuple(Covered(_unpacked(line), _unpacked(by)) for line, by in row.covered),
        waived=tuple(_unpacked(line) for line in row.waived),
        home=quotas.get("home"),
        software=quotas.get("software"),
    )


def line_of(row: dict, person: str) -> Line:
    """A kept line."""
    of = row["of"]
    return Line(
        person=person,
        rule=Rule(row["rule"]),
        source=row["source"],
        on=row["on"],
        amount=row["amount"],
        record=Record(row["record"]),
        part=row["part"],
        number=row["number"],
        of=f"{of:%Y-%m}" if of else "",
        site=row["site"],
    )


def _packed(line: Line) -> list:
    return [
        line.person,
        line.rule.value,
        line.source,
        line.on.isoformat(),
        f"{line.amount:.2f}",
        line.record.value,
        line.part,
    ]


def _unpacked(kept: list) -> Line:
    from decimal import Decimal

    person, rule, source, on, amount, record, part = kept
    return Line(person, Rule(rule), source, date.fromisoformat(on), Decimal(amount), Record(record), part)
