"""What a rule of the catalogue is."""

from dataclasses import dataclass

from rulebook.labels import shown
from rulebook.policies import Terms


@dataclass(frozen=True)
class Rule:
    """A rule: its id, the part it stands in, a short title, and its text in our own words.

    `text` names the numbers it speaks of as %(key)s; `parameters` are these keys of `rulebook.policies.SPECS`.
    """

    id: str
    part: str
    title: object
    text: object
    parameters: tuple[str, ...] = ()

    def numbers(self, terms: Terms) -> dict[str, str]:
        """The rule's numbers with their units, as they stand in `terms`."""
        return {key: shown(key, getattr(terms, key)) for key in self.parameters}

    def words(self, terms: Terms) -> str:
        """The text in the reader's language with the numbers of `terms` filled in."""
        return str(self.text) % self.numbers(terms)

    def answers(self, query: str, terms: Terms) -> bool:
        """Whether every word of a query occurs in the id, the title or the text."""
        where = f"{self.id} {self.title} {self.words(terms)}".casefold()
        return all(word in where for word in query.casefold().split())


def by_id(*rules: Rule) -> dict[str, Rule]:
    """The rules of a module under their ids, in the order given."""
    return {rule.id: rule for rule in rules}
