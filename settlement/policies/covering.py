"""One cause, one deduction (S9)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from settlement.policies.facts import Incident
from settlement.policies.lines import Line
from settlement.policies.rules import Rule

# Which rule goes before which at equal amounts, for one receipt or one item.
PAIRS = ((Rule.COMPLAINT, Rule.DISSATISFIED), (Rule.RETURN_LATE, Rule.DRAGGING))


@dataclass(frozen=True, slots=True)
class Covered:
    """A line that is not charged, and the line that is charged instead."""

    line: Line
    by: Line


def cover(lines: Iterable[Line], incidents: Iterable[Incident]) -> tuple[list[Line], list[Covered]]:
    """Parts lines of any months into those that are charged and those that another one on the same receipt or item
    covers. Each complaint is held against the verdict, each dragging against all that the item's lateness costs."""
    named = {incident.number: incident.receipt or incident.item for incident in incidents}
    lines = list(lines)
    about = defaultdict(list)
    for line in lines:
        if line.rule in _PAIRED:
            thing = named.get(line.source, "") if line.rule in _FROM_INCIDENTS else line.source
            if thing:
                about[line.rule, thing].append(line)
    covered: dict[Line, Line] = {}
    for before, after in PAIRS:
        for (rule, thing), strong in list(about.items()):
            if rule == before and (weak := about.get((after, thing))):
                covered.update(_weigh(strong, weak))
    found = [Covered(line, covered[line]) for line in lines if line in covered]
    return [line for line in lines if line not in covered], found


_PAIRED = frozenset(rule for pair in PAIRS for rule in pair)
_FROM_INCIDENTS = frozenset({Rule.COMPLAINT, Rule.DRAGGING})


def _weigh(strong: list[Line], weak: list[Line]) -> dict[Line, Line]:
    """Which lines of one receipt or item the others cover. Lateness counts as one charge however many lines it has."""
    if strong[0].rule == Rule.RETURN_LATE:
        first = min(strong, key=lambda line: line.order)
        heaviest = min(weak, key=lambda line: (line.amount, line.order))
        if heaviest.amount < _sum(strong):
            lighter = {line: heaviest for line in weak if line is not heaviest and line.amount >= _sum(strong)}
            return lighter | dict.fromkeys(strong, heaviest)
        return dict.fromkeys(weak, first)
    verdict = weak[0]
    heavy = [line for line in strong if line.amount <= verdict.amount]
    if heavy:
        return {verdict: min(heavy, key=lambda line: (line.amount, line.order))}
    return dict.fromkeys(strong, verdict)


def _sum(lines: list[Line]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))
