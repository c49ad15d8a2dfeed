"""Sums of a month by person, rule, kind of site and week, from the figures of its sheets. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from settlement.policies.figures import UNPAID, Figure, week_of
from settlement.policies.lines import FORFEIT, Line
from settlement.policies.rules import RULES, Group, Rule

NO_SITE = "none"
GROUP_OF = {rule.value: meta.group for rule, meta in RULES.items()}
PLACE_OF = {rule.value: place for place, rule in enumerate(Rule)}  # as the rulebook has them: S5 before S13


@dataclass(frozen=True)
class Filter:
    """What a report and its export look at; empty is everything."""

    person: str = ""
    rule: str = ""
    site: str = ""
    week: str = ""
    group: str = ""

    @property
    def takes_whole_sheets(self) -> bool:
        """Whether nothing of a sheet is left out."""
        return not (self.rule or self.site or self.week or self.group)

    def takes(self, person: str, figure: Figure) -> bool:
        """Whether a figure of a person counts. Receipts without subsidy belong to no week or site."""
        if figure.what.startswith(UNPAID):
            return self.person in {"", person}
        return (
            self.person in {"", person}
            and self.rule in {"", _rule(figure)}
            and self.site in {"", figure.site or NO_SITE}
            and self.week in {"", figure.week}
            and self.group in {"", GROUP_OF[_rule(figure)]}
        )

    def takes_line(self, line: Line) -> bool:
        """The same of a line."""
        what = FORFEIT if line.part == FORFEIT else line.rule.value
        return self.takes(line.person, Figure(what, week_of(line.on), line.site, 1, 0))

    def as_dict(self) -> dict[str, str]:
        """What is not empty, for addresses and runs."""
        return {name: value for name, value in vars(self).items() if value}


def _rule(figure: Figure) -> str:
    return Rule.SUBSIDY.value if figure.what == FORFEIT else figure.what


@dataclass(frozen=True)
class Sum:
    """One row of a table: what it is of, how many lines, and fen by group."""

    key: str
    count: int
    groups: dict[Group, int]

    @property
    def fen(self) -> int:
        return sum(self.groups.values())


class _Cell:
    """A row of a table while it is added up."""

    __slots__ = ("count", "groups")

    def __init__(self):
        self.count, self.groups = 0, dict.fromkeys(Group, 0)


@dataclass(frozen=True)
class Report:
    """A month's figures, filtered, as tables."""

    people: list[Sum]
    rules: list[Sum]
    sites: list[Sum]
    weeks: list[Sum]
    unpaid: list[tuple[str, int]]


def report_of(figures: Iterable[tuple[str, Sequence]], wanted: Filter) -> Report:
    """The tables of (person, figure as its JSON) that the filter takes, in one pass: a month has a hundred thousand."""
    tables: list[dict[str, _Cell]] = [{}, {}, {}, {}]
    unpaid: dict[str, int] = defaultdict(int)
    for person, (what, week, site, count, fen) in figures:
        if wanted.person not in ("", person):
            continue
        if what.startswith(UNPAID):
            unpaid[what.partition(":")[2]] += count
            continue
        rule, site = Rule.SUBSIDY.value if what == FORFEIT else what, site or NO_SITE
        if wanted.rule not in ("", rule) or wanted.site not in ("", site) or wanted.week not in ("", week):
            continue
        if wanted.group not in ("", GROUP_OF[rule]):
            continue
        for table, key in zip(tables, (person, rule, site, week), strict=True):
            cell = table.get(key)
            if cell is None:
                cell = table[key] = _Cell()
            cell.count += count
            cell.groups[GROUP_OF[rule]] += fen
    people, rules, sites, weeks = (
        [Sum(key, table[key].count, table[key].groups) for key in sorted(table)] for table in tables
    )
    rules.sort(key=lambda row: PLACE_OF[row.key])
    return Report(people, rules, sites, weeks, sorted(unpaid.items()))
