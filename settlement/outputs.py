"""What leaves the desk: the workbook of a month, and the list for payroll."""

import csv
from collections.abc import Callable
from datetime import datetime
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Border, Font, Side
from openpyxl.utils import get_column_letter

from settlement.labels import GROUP_LABELS, PART_LABELS, REASON_LABELS, RULE_LABELS
from settlement.models import ClosedSheet
from settlement.policies import Group, Month, Sheet
from settlement.policies.reports import Filter
from settlement.selectors import sheets_of
from staff.models import User

MONEY, DAY = "#,##0.00;[Red]-#,##0.00", "yyyy-mm-dd"
TOGETHER = 25
WIDTHS = (12, 10, 26, 14, 22, 12)
BOLD = Font(bold=True)
ABOVE = Border(top=Side(style="thin"))
FORMULA_LETTERS = ("=", "+", "-", "@", "\t", "\r")

Tell = Callable[[str, int, int], None]


def workbook_of(month: Month, wanted: Filter, *, now: datetime, tell: Tell) -> bytes:
    """A sheet for each person with typed cells and a total that is a formula, and a first sheet that adds them up."""
    people = sorted(
        User.objects.filter(staff_no=wanted.person) if wanted.person else User.objects.all(),
        key=lambda person: person.staff_no,
    )
    book = Workbook(write_only=True)
    summary = book.create_sheet(_("Summary"))
    rows = []
    for start in range(0, len(people), TOGETHER):
        batch = people[start : start + TOGETHER]
        names = {person.staff_no: person.name for person in batch}
        for sheet in sheets_of(month, now=now, people=batch):
            place = _person(book, sheet, names[sheet.person], wanted)
            rows.append((sheet, names[sheet.person], *place))
        tell("sheets", start + len(batch), len(people))
    _summary(summary, month, rows)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(page, value, *, style: str = "", bold: bool = False, above: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value=_plain(value))
    if style:
        cell.number_format = style
    if bold:
        cell.font = BOLD
    if above:
        cell.border = ABOVE
    return cell


def _plain(value):
    """Text that a spreadsheet would take for a formula stays text; the formulas of ours are given as `_Formula`."""
    if isinstance(value, _Formula):
        return str(value)
    if isinstance(value, str) and value.startswith(FORMULA_LETTERS):
        return "'" + value
    return value


class _Formula(str):
    """A formula of the desk's own."""


def _person(book: Workbook, sheet: Sheet, name: str, wanted: Filter) -> tuple[str, int, dict[Group, list[int]]]:
    """One person's page; gives its title, the row of its total, and the rows of each part."""
    title = sheet.person[:31]
    page = book.create_sheet(title)
    for place, width in enumerate(WIDTHS, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A4"
    page.append([_cell(page, f"{name} {sheet.person} · {sheet.month}", bold=True)])
    page.append([_cell(page, _("Receipts filed, settled, subsidised")), sheet.filed, sheet.settled, sheet.subsidised])
    heads = (_("Day"), _("Rule"), _("What for"), _("Record"), _("Part"), _("Yuan"))
    page.append([_cell(page, head, bold=True) for head in heads])
    parts: dict[Group, list[int]] = {group: [] for group in Group}
    row = 3
    for line in sheet.lines:
        if not wanted.takes_line(line):
            continue
        row += 1
        parts[line.group].append(row)
        late = f" ({line.of})" if line.of else ""
        page.append([
            _cell(page, line.on, style=DAY), line.rule.value, str(RULE_LABELS[line.rule]), line.source,
            str(PART_LABELS.get(line.part, line.part)) + late, _cell(page, line.amount, style=MONEY),
        ])  # fmt: skip
    total = _Formula(f"=SUM(F4:F{max(row, 4)})") if row > 3 else 0
    page.append(
        [_cell(page, pgettext("money", "Total"), bold=True, above=True)]
        + [_cell(page, None, above=True)] * 4
        + [_cell(page, total, style=MONEY, bold=True, above=True)]
    )
    for unpaid in sheet.unpaid:
        page.append([None, unpaid.reason.value, str(REASON_LABELS[unpaid.reason]), unpaid.source])
    return title, row + 1, parts


def _summary(page, month: Month, rows: list):
    for place, width in enumerate((12, 16, 12, 12, 12, 12, 14), start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A3"
    page.append([_cell(page, f"{_('Settlement')} {month}", bold=True)])
    heads = [_("Staff number"), _("Person"), *(str(GROUP_LABELS[group]) for group in Group), pgettext("money", "Total")]
    page.append([_cell(page, head, bold=True) for head in heads])
    for sheet, name, title, total, parts in rows:
        groups = [_cell(page, _sum_of(title, parts[group]), style=MONEY) for group in Group]
        page.append([sheet.person, _cell(page, name), *groups, _cell(page, _ref(title, f"F{total}"), style=MONEY)])
    last = len(rows) + 2
    if rows:
        sums = [_Formula(f"=SUM({letter}3:{letter}{last})") for letter in "CDEFG"]
        page.append([
            _cell(page, pgettext("money", "Total"), bold=True, above=True), _cell(page, None, above=True),
            *(_cell(page, each, style=MONEY, bold=True, above=True) for each in sums),
        ])  # fmt: skip


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _ref(title: str, cell: str) -> _Formula:
    return _Formula(f"={_quoted(title)}!{cell}")


def _sum_of(title: str, rows: list[int]):
    """The sum of some rows of a person's page, in as few stretches as there are."""
    if not rows:
        return 0
    stretches, start = [], rows[0]
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if following != row + 1:
            stretches.append(f"{_quoted(title)}!F{start}:F{row}")
            start = following
    # A function takes 255 arguments at most: sums of sums keep to it.
    groups = [stretches[place : place + 200] for place in range(0, len(stretches), 200)]
    return _Formula("=" + "+".join(f"SUM({','.join(group)})" for group in groups))


def payroll_csv(month: Month) -> bytes:
    """The closed sheets of a month for payroll, in a form that Excel opens in Chinese: one line a person."""
    out = StringIO()
    write = csv.writer(out)
    write.writerow([
        _("Month"), _("Staff number"), _("Name"), *(str(GROUP_LABELS[group]) for group in Group),
        pgettext("money", "Total"), _("Withheld this month (S10)"), _("Seal"),
    ])  # fmt: skip
    rows = ClosedSheet.objects.filter(month=month.first).select_related("person")
    for row in sorted(rows, key=lambda row: row.person.staff_no):
        withheld = row.deductions if row.withheld is None else row.withheld
        write.writerow([
            str(month), _plain(row.person.staff_no), _plain(row.person.name), row.fares, row.subsidy, row.rewards,
            row.deductions, row.total, withheld, row.seal[:16],
        ])  # fmt: skip
    return "\ufeff".encode() + out.getvalue().encode()
