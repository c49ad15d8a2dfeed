"""What leaves the desk: the workbook of a month, and the list for payroll."""

import csv
import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from rulebook.selectors import terms_on
from settlement.fact_selectors import numbers_of_the_desk
from settlement.filter_words import filter_words
from settlement.labels import GROUP_LABELS, PART_LABELS, REASON_LABELS, RULE_LABELS
from settlement.models import ClosedSheet
from settlement.payout_selectors import Slip, slips_of
from settlement.policies import Group, Month, Sheet
from settlement.policies.reports import Filter
from settlement.selectors import seals_of, sheets_of
from settlement.sheet_selectors import Change, changes_within
from staff.models import User

MONEY, DAY = "#,##0.00;[Red]-#,##0.00", "yyyy-mm-dd"
TOGETHER = 25
WIDTHS = (12, 10, 26, 14, 22, 12, 12)
A4 = 9  # as spreadsheets number their papers
BOLD = Font(bold=True)
ABOVE = Border(top=Side(style="thin"))
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")  # in the title of a page
FORMULA_LETTERS = ("=", "+", "-", "@", "\t", "\r")

Tell = Callable[[str, int, int], None]


def workbook_of(month: Month, wanted: Filter, *, now: datetime, tell: Tell) -> bytes:
    """A sheet for each person with typed cells and a total that is a formula, and a first sheet that adds them up."""
    people = sorted(
        User.objects.filter(staff_no=wanted.person) if wanted.person else User.objects.all(),
        key=lambda person: person.staff_no,
    )
    book = Workbook(write_only=True)
    summary = _page(book, _("Summary"), (12, 16, 12, 12, 12, 12, 14, 14, 14), heads=2)
    rows, terms, changes = [], terms_on(month.last), changes_within(month, numbers_of_the_desk())
    narrowed = "".join(f" · {what}: {which}" for what, which in filter_words(wanted))
    for start in range(0, len(people), TOGETHER):
        batch = people[start : start + TOGETHER]
        names = {person.staff_no: person.name for person in batch}
        sheets = sheets_of(month, now=now, people=batch)
        slips = slips_of(month, sheets, batch, terms=terms) if wanted.takes_whole_sheets else {}
        seals = seals_of(month, batch)
        for sheet in sheets:
            if not wanted.takes_whole_sheets and not any(map(wanted.takes_line, sheet.lines)):
                continue
            stands = _stands(seals.get(sheet.person)) + narrowed
            place = _person(book, sheet, names[sheet.person], stands, wanted, slips.get(sheet.person))
            _changes(book[place[0]], changes)
            rows.append((sheet, names[sheet.person], *place))
        tell("sheets", start + len(batch), len(people))
    _summary(summary, month, rows, narrowed)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _page(book: Workbook, title: str, widths: tuple[int, ...], *, heads: int):
    """An empty page that prints on A4, as wide as the paper, its heads again on every sheet of it."""
    page = book.create_sheet(FORBIDDEN.sub("_", title)[:31].strip("'"))
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes, page.print_title_rows = f"A{heads + 1}", f"1:{heads}"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.paperSize, page.page_setup.fitToHeight = A4, 0
    return page


def _stands(seal: str | None) -> str:
    """Whether a sheet is closed: a draft must not be paid by."""
    if seal is None:
        return " · " + _("Draft: the month is open")
    return " · " + _("Closed, seal %(seal)s") % {"seal": seal[:16]}


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


def _person(book: Workbook, sheet: Sheet, name: str, stands: str, wanted: Filter, slip: Slip | None) -> tuple:
    """One person's page; `stands` says how it stands and what it is narrowed to. Gives its title, the row of its total
    and that of what is paid out, above which is what is carried on (0: none)."""
    page = _page(book, f"{sheet.person} {name}", WIDTHS, heads=3)
    page.append([_cell(page, f"{name} {sheet.person} · {sheet.month}{stands}", bold=True)])
    page.append([_cell(page, _("Receipts filed, settled, subsidised")), sheet.filed, sheet.settled, sheet.subsidised])
    heads = (_("Day"), _("Rule"), _("What for"), _("Record"), pgettext("line", "Detail"), _("Yuan"))
    page.append([_cell(page, head, bold=True) for head in (*heads, _("Part of the total"))])
    row = 3
    for line in sheet.lines:
        if not wanted.takes_line(line):
            continue
        row += 1
        late = f" ({line.of})" if line.of else ""
        page.append([
            _cell(page, line.on, style=DAY), line.rule.value, str(RULE_LABELS[line.rule]), line.source,
            f"{PART_LABELS.get(line.part, line.part)}{late}".strip() or None, _cell(page, line.amount, style=MONEY),
            str(GROUP_LABELS[line.group]),
        ])  # fmt: skip
    total = _Formula(f"=SUM(F4:F{row})") if row > 3 else 0
    page.append(
        [_cell(page, pgettext("money", "Total"), bold=True, above=True)]
        + [_cell(page, None, above=True)] * 4
        + [_cell(page, total, style=MONEY, bold=True, above=True)]
    )
    paid_row = _payout(page, slip, row + 1) if slip else 0
    _unpaid(page, sheet if wanted.takes_whole_sheets else None)
    return page.title, row + 1, paid_row


def _unpaid(page, sheet: Sheet | None):
    """The receipts that earn no subsidy, with the rule and why."""
    if sheet and sheet.unpaid:
        page.append([_cell(page, _("Receipts without subsidy"), bold=True)])
        for each in sheet.unpaid:
            page.append([None, each.reason.rule, str(REASON_LABELS[each.reason]), each.source])


def _changes(page, changes: list[Change]):
    """The numbers that changed within the month: lines before and after stand on their own."""
    for each in changes:
        page.append([_cell(page, each.since, style=DAY), None, f"{each.label}: {each.before} → {each.after}"])


def _payout(page, slip: Slip, total_row: int) -> int:
    """How the pay-out comes about, under the total; gives the row of what is paid, with what is carried on above it."""
    rows = [(_("Not withheld yet"), slip.waits), (_("Brought over from before"), slip.brought)]
    rows += [(_("Withheld now, of %(month)s") % {"month": of}, -amount) for of, amount in slip.later]
    rows = [(label, amount) for label, amount in rows if amount]
    carried_row = total_row + len(rows) + 1
    for label, amount in [*rows, (_("Carried on"), slip.carried)]:
        page.append([label, *[None] * 4, _cell(page, amount, style=MONEY)])
    paid = _Formula(f"=SUM(F{total_row}:F{carried_row - 1})-F{carried_row}")
    page.append([_cell(page, _("Paid out"), bold=True), *[None] * 4, _cell(page, paid, style=MONEY, bold=True)])
    return carried_row + 1


def _summary(page, month: Month, rows: list, narrowed: str):
    page.append([_cell(page, _("Settlement %(month)s") % {"month": month} + narrowed, bold=True)])
    heads = [_("Staff number"), _("Person"), *(str(GROUP_LABELS[group]) for group in Group), pgettext("money", "Total")]
    heads += [_("Carried on"), _("Paid out")] if (has_paid := any(paid for *_row, paid in rows)) else []
    page.append([_cell(page, head, bold=True) for head in heads])
    for sheet, name, title, total, paid in rows:
        sums = [_sum_of(title, group, total - 1) for group in Group]
        sums += [_ref(title, f"F{row}") for row in ((total, paid - 1, paid) if paid else (total,))]
        page.append([sheet.person, _cell(page, name), *(_cell(page, each, style=MONEY) for each in sums)])
    last = len(rows) + 2
    if rows:
        sums = [_Formula(f"=SUM({letter}3:{letter}{last})") for letter in ("CDEFGHI" if has_paid else "CDEFG")]
        page.append([
            _cell(page, pgettext("money", "Total"), bold=True, above=True), _cell(page, None, above=True),
            *(_cell(page, each, style=MONEY, bold=True, above=True) for each in sums),
        ])  # fmt: skip


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _ref(title: str, cell: str) -> _Formula:
    return _Formula(f"={_quoted(title)}!{cell}")


def _sum_of(title: str, group: Group, last: int):
    """The sum of one part of a person's lines, the last of which stands in row `last`."""
    if last < 4:
        return 0
    page = _quoted(title)
    return _Formula(f'=SUMIF({page}!G4:G{last},"{GROUP_LABELS[group]}",{page}!F4:F{last})')


def payroll_csv(month: Month) -> bytes:
    """The closed sheets of a month for payroll, in a form that Excel opens in Chinese: one line a person."""
    out = StringIO()
    write = csv.writer(out)
    write.writerow([
        _("Month"), _("Staff number"), pgettext("person", "Name"), *(str(GROUP_LABELS[group]) for group in Group),
        pgettext("money", "Total"), _("Withheld this month (S10)"), _("Not withheld yet"),
        _("Brought over from before"), _("Withheld of earlier months"), _("Paid out"), _("Carried on"), _("Seal"),
    ])  # fmt: skip
    rows = ClosedSheet.objects.filter(month=month.first).select_related("person", "payout")
    for row in sorted(rows, key=lambda row: row.person.staff_no):
        withheld = row.deductions if row.withheld is None else row.withheld
        write.writerow([
            str(month), _plain(row.person.staff_no), _plain(row.person.name), row.fares, row.subsidy, row.rewards,
            row.deductions, row.total, withheld, row.payout.waits, row.payout.brought, row.payout.later,
            row.payout.paid, row.payout.carried, row.seal[:16],
        ])  # fmt: skip
    return "\ufeff".encode() + out.getvalue().encode()
