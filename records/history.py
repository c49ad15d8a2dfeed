"""The words for the dotted codes of the history. Each app registers its own when it starts."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Phrase:
    """How an entry reads: text with %(name)s for its data, and the labels of coded values by name."""

    text: object
    labels: dict[str, dict] = field(default_factory=dict)


PHRASES: dict[str, Phrase] = {}


def register(code: str, text, **labels: dict):
    """Gives a code its words. `labels` maps a name in the entry's data to the labels of its values."""
    PHRASES[code] = Phrase(text, labels)


def words(code: str, data: dict) -> str:
    """The entry in the reader's language. A code without words is shown as it is: nothing in a history is hidden."""
    phrase = PHRASES.get(code)
    if phrase is None:
        return code
    shown = {name: phrase.labels.get(name, {}).get(value, value) for name, value in data.items()}
    try:
        return str(phrase.text) % shown
    except (KeyError, TypeError, ValueError):
        return _("%(code)s (data of an older version)") % {"code": code}
