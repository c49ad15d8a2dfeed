"""Sums of a month by person, rule, kind of site and week, from the figures of its sheets. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from settlement.policies.figures import UNPAID, Figure, week_of
from settlement.policies.lines import FORFEIT, Line
from settlement.policies.rules import RULES, Group, Rule

NO_SITE = "none"


@dataclass(frozen=True)
class Filter:
    """What a report and its export look at; empty is everything."""

    person: str = ""
    rule: str = ""
    site: str = ""
    week: str = ""

    def takes(self, person: str, figure: Figure) -> bool:
        """Whether a figure of a person counts. Receipts without subsidy belong to no week or site."""
        if figure.what.startswith(UNPAID):
            return self.person in {"", person}
        return (
            self.person in {"", person}
            and self.rule in {"", _rule(figure)}
            and self.site in {"", figure.site or NO_SITE}
            and self.week in {"", figure.week}
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


def _sums(figures: Iterable[tuple[str, Figure]], by: Callable[[str, Figure], str]) -> list[Sum]:
    counts: dict[str, int] = defaultdict(int)
    sums: dict[str, dict[Group, int]] = defaultdict(lambda: dict.fromkeys(Group, 0))
    for person, figure in figures:
        if figure.what.startswith(UNPAID):
            continue
        key = by(person, figure)
        counts[key] += figure.count
        sums[key][RULES[Rule(_rule(figure))].group] += figure.fen
    return [Sum(key, counts[key], sums[key]) for key in sorted(sums)]


@dataclass(frozen=True)
class Report:
    """A month's figures, filtered, as tables."""

    people: list[Sum]
    rules: list[Sum]
    sites: list[Sum]
    weeks: list[Sum]
    unpaid: list[tuple[str, int]]


def report_of(figures: Iterable[tuple[str, Figure]], wanted: Filter) -> Report:
    """The tables of (person, figure) pairs that the filter takes."""
    taken = [(person, figure) for person, figure in figures if wanted.takes(person, figure)]
    unpaid: dict[str, int] = defaultdict(int)
    for _person, figure in taken:
        if figure.what.startswith(UNPAID):
            unpaid[figure.what.partition(":")[2]] += figure.count
    return Report(
        people=_sums(taken, lambda person, figure: person),
        rules=_sums(taken, lambda person, figure: _rule(figure)),
        sites=_sums(taken, lambda person, figure: figure.site or NO_SITE),
        weeks=_sums(taken, lambda person, figure: figure.week),
        unpaid=sorted(unpaid.items()),
    )
