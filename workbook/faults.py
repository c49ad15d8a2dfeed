"""What can be wrong with a workbook, and how it is told: where, what, and what is accepted instead.

A fault is kept as a code with its data, never as text, so that everybody reads it in their own language.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from workbook.schema import BY_NAME, SHEETS, Column, Kind, Sheet


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or (as a note) worth knowing.

    `sheet` and `column` are the English names of formats and code, or the file's own where nobody knows them;
    `own_sheet` and `own_column` are what the file calls them. Row 1 is the headings; 0 is the whole sheet.
    """

    sheet: str
    row: int
    column: str
    code: str
    data: dict = field(default_factory=dict)
    own_sheet: str = ""
    own_column: str = ""

    def as_list(self) -> list:
        """The fault as JSON keeps it."""
        return [self.sheet, self.row, self.column, self.code, self.data, self.own_sheet, self.own_column]


# What is wrong. %(value)s is what the cell holds.
WHAT = {
    # the sheets and their headings
    "no_sheets": gettext_lazy("The workbook has none of the sheets that the desk knows."),
    "sheet_twice": gettext_lazy("is there twice, as “%(other)s” and “%(own)s”"),
    "heading_missing": gettext_lazy("the first row holds no column names"),
    "column_missing": gettext_lazy("the column is missing"),
    "column_twice": gettext_lazy("the column is there twice, as “%(other)s” and “%(own)s”"),
    "merged": gettext_lazy("the cells %(value)s are merged"),
    "too_many_rows": gettext_lazy("the workbook has more than %(most)d rows"),
    # single cells
    "empty": gettext_lazy("is empty"),
    "formula": gettext_lazy("holds a formula: %(value)s"),
    "error_cell": gettext_lazy("holds the Excel error %(value)s"),
    "number_form": gettext_lazy("“%(value)s” is no number of a record"),
    "too_long": gettext_lazy("has %(length)d characters; %(most)d are the most"),
    "control": gettext_lazy("holds characters that cannot be shown"),
    "is_date": gettext_lazy("is a date (%(value)s) where text belongs"),
    "is_logical": gettext_lazy("is the logical value %(value)s where text belongs"),
    "digits_lost": gettext_lazy("is a number of more than 15 digits (%(value)s); Excel has lost the last ones"),
    "code": gettext_lazy("“%(value)s” is not known"),
    "date": gettext_lazy("“%(value)s” is no date"),
    "time": gettext_lazy("“%(value)s” is no date with a time"),
    "year": gettext_lazy("%(value)s lies outside the years 1980 to 2100"),
    "ahead": gettext_lazy("%(value)s lies more than %(days)d days ahead"),
    "future": gettext_lazy("%(value)s lies in the future"),
    "yes_no": gettext_lazy("“%(value)s” is neither yes nor no"),
    "money": gettext_lazy("“%(value)s” is no amount of money"),
    "thousands": gettext_lazy("“%(value)s” has commas in it"),
    "negative": gettext_lazy("%(value)s is negative"),
    "decimals": gettext_lazy("%(value)s has more than two decimals"),
    "money_large": gettext_lazy("%(value)s is too large"),
    "whole": gettext_lazy("“%(value)s” is no whole number from 1 to 9999"),
    # records among each other
    "twice": gettext_lazy("“%(value)s” is in row %(first)d already"),
    "unknown": gettext_lazy("“%(value)s” is neither in the sheet %(sheet)s nor in the desk"),
    "agent_kind_missing": gettext_lazy("is empty, but the customer is an agent (T1)"),
    "agent_kind_without_agent": gettext_lazy("“%(value)s”: only an agent has a kind of agent (T1)"),
    "before": gettext_lazy("%(value)s is before %(other)s (%(limit)s)"),
    "after": gettext_lazy("%(value)s is after %(other)s (%(limit)s)"),
    "machine_of_another": gettext_lazy("“%(value)s” is of the customer %(owner)s, not of %(customer)s"),
    "voucher_of_another": gettext_lazy("the voucher “%(value)s” is of the customer %(owner)s, not of %(customer)s"),
    "without_delivery": gettext_lazy("“%(value)s”, but %(other)s is empty"),
    "nobody_named": gettext_lazy("is empty: only a loss can be shared by the station (S-R2)"),
    "amount_missing": gettext_lazy("is empty, but the rulebook has no amount for %(rule)s"),
    "reward_bounds": gettext_lazy("%(value)s is no reward for a suggestion (S13)"),
    "without_revenue": gettext_lazy("%(value)s, but %(other)s is empty"),
    "no_day": gettext_lazy("is empty, and so are the arrival and the departure: the receipt belongs to no day"),
}

# What is accepted instead, where the column's kind does not say it.
ACCEPTED = {
    "no_sheets": gettext_lazy("sheets called %(names)s"),
    "sheet_twice": gettext_lazy("one sheet of each kind"),
    "heading_missing": gettext_lazy("column names in row 1, such as %(names)s"),
    "column_missing": gettext_lazy("a column called %(names)s"),
    "column_twice": gettext_lazy("each column once"),
    "merged": gettext_lazy("a value of its own in each cell"),
    "too_many_rows": gettext_lazy("several files, one after the other, each with fewer rows"),
    "formula": gettext_lazy("the value itself: copy the cells and paste them as values"),
    "digits_lost": gettext_lazy("text: format the column as text, then type the value again"),
    "thousands": gettext_lazy("the amount without commas, such as 1200.50"),
    "ahead": gettext_lazy("a time that has been, or lies at most %(days)d days ahead"),
    "future": gettext_lazy("today or earlier"),
    "twice": gettext_lazy("each number once"),
    "unknown": gettext_lazy("a number of the sheet %(sheet)s or of the desk"),
    "agent_kind_without_agent": gettext_lazy("empty, unless the tier is agent"),
    "before": gettext_lazy("%(limit)s or later"),
    "after": gettext_lazy("%(limit)s or earlier"),
    "machine_of_another": gettext_lazy("a machine of the customer %(customer)s"),
    "voucher_of_another": gettext_lazy("one voucher for the goods of one customer"),
    "without_delivery": gettext_lazy("empty, or a time in %(other)s"),
    "without_revenue": gettext_lazy("empty, or an amount in %(other)s"),
    "no_day": gettext_lazy("at least one of agreed_at, arrived_at and left_at"),
    "nobody_named": gettext_lazy("a number of the sheet %(sheet)s or of the desk"),
    "amount_missing": gettext_lazy("the amount that was decided, in yuan"),
    "reward_bounds": gettext_lazy("from %(least)s to %(most)s yuan"),
}

NOTES = {
    "sheet_unknown": gettext_lazy("The sheet is not known; it was left aside."),
    "column_unknown": gettext_lazy("The column is not known; it was left aside."),
    "differs": gettext_lazy("The file says “%(value)s”, the desk “%(desk)s”. The desk was left as it is."),
    "amount_of_rulebook": gettext_lazy("“%(value)s” was not used: the rulebook has the amount for %(rule)s."),
    "machine_decides": gettext_lazy("The machine says “%(desk)s”; the file's “%(value)s” was not used."),
}

KINDS = {
    Kind.NUMBER: gettext_lazy("up to 20 letters, digits, hyphens, dots and underscores"),
    Kind.TEXT: gettext_lazy("text of up to %(most)d characters"),
    Kind.CODE: gettext_lazy("one of %(codes)s"),
    Kind.CODES: gettext_lazy("one or several, with commas between, of %(codes)s"),
    Kind.YES_NO: pgettext_lazy("accepted", "yes or no"),
    Kind.DATE: gettext_lazy("an Excel date, or text such as 2026-10-15"),
    Kind.TIME: gettext_lazy("an Excel date with a time, or text such as 2026-10-15 14:30"),
    Kind.MONEY: gettext_lazy("an amount in yuan such as 120.50, not negative"),
    Kind.WHOLE: gettext_lazy("a whole number such as 12"),
}

STAGES = {
    "reading": pgettext_lazy("import", "Reading the rows"),
    "checking": pgettext_lazy("import", "Checking them against each other"),
    "writing": pgettext_lazy("import", "Taking them in"),
}


def called(thing: Sheet | Column) -> str:
    """A sheet or column by its name in the reader's language; both are accepted."""
    return thing.name if is_english() else thing.label


def is_english() -> bool:
    """Whether the reader reads English; everybody else gets the Chinese labels."""
    return (get_language() or "").startswith("en")


def listed(words: Iterable[str]) -> str:
    """Words in a row, with the comma of the reader's language."""
    return pgettext("between the items of a list", ", ").join(words)


def codes_of(column: Column) -> str:
    """All codes of a column, as codes or as labels; both are accepted."""
    return listed(column.codes.keys() if is_english() else column.codes.values())


def accepted_by(column: Column) -> str:
    """What the cells of a column may hold, in words."""
    if column.kind == Kind.REFERENCE and column.refers:
        text = str(ACCEPTED["unknown"]) % {"sheet": called(BY_NAME[column.refers])}
    else:
        kind = Kind.NUMBER if column.kind == Kind.REFERENCE else column.kind
        text = str(KINDS[kind]) % {"most": column.most, "codes": codes_of(column)}
    return text if column.required else _("%(values)s, or empty") % {"values": text}


def _data(fault: Fault) -> dict:
    """The data of a fault, the sheets and columns it names in the reader's language."""
    data = dict(fault.data)
    if "refers" in data:
        data["sheet"] = called(BY_NAME[data["refers"]])
    if "columns" in data:
        columns = BY_NAME[fault.sheet].by_name
        data["names"] = listed(called(columns[name]) for name in data["columns"])
    if fault.code == "no_sheets":
        data["names"] = listed(called(sheet) for sheet in SHEETS)
    return data


def what(fault: Fault) -> str:
    """What is wrong, in the reader's language."""
    return str(WHAT[fault.code]) % _data(fault)


def accepted(fault: Fault) -> str:
    """What is accepted instead, in the reader's language."""
    if fault.code in ACCEPTED:
        return str(ACCEPTED[fault.code]) % _data(fault)
    return accepted_by(BY_NAME[fault.sheet].by_name[fault.column])


def note(fault: Fault) -> str:
    """The note in the reader's language."""
    return str(NOTES[fault.code]) % fault.data


def place(own: str, name: str) -> str:
    """A sheet or column as the file calls it, with its English name where that is another."""
    return f"{name} ({own})" if own and own != name else name
