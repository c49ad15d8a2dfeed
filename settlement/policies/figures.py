"""The sums of a sheet by rule, week and kind of site, which reports add up over people and months."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from servicedesk.money import to_fen
from settlement.policies.lines import FORFEIT
from settlement.policies.sheets import Sheet

UNPAID = "unpaid"


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum: a rule (or UNPAID with its reason), a week, a kind of site, how many, how much in fen."""

    what: str
    week: str
    site: str
    count: int
    fen: int

    def as_list(self) -> list:
        """The figure as JSON keeps it."""
        return [self.what, self.week, self.site, self.count, self.fen]


def week_of(day: date) -> str:
    """The ISO week of a day, "2026-W41"."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def figures_of(sheet: Sheet) -> list[Figure]:
    """A sheet's sums, in a fixed order. What a forfeit takes counts as subsidy taken back, under its own word."""
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in sheet.lines:
        cell = sums[FORFEIT if line.part == FORFEIT else line.rule.value, week_of(line.on), line.site]
        cell[0] += 1
        cell[1] += to_fen(line.amount)
    for unpaid in sheet.unpaid:
        sums[f"{UNPAID}:{unpaid.reason.value}", "", ""][0] += 1
    return [Figure(*key, *cell) for key, cell in sorted(sums.items())]
