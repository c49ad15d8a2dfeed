"""What a rule of the catalogue is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A rule: its id, the part it stands in, a short title, and its text in our own words.

    `text` names the numbers it speaks of as %(key)s; `parameters` are these keys of `rulebook.policies.SPECS`.
    """

    id: str
    part: str
    title: object
    text: object = ""
    parameters: tuple[str, ...] = ()


def by_id(*rules: Rule) -> dict[str, Rule]:
    """The rules of a module under their ids, in the order given."""
    return {rule.id: rule for rule in rules}
