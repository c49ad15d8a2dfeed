"""The words for the dotted codes of the history. Each app registers its own when it starts."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Phrase:
    """How an entry reads: text with %(name)s for its data, and by name the labels of coded values, or a function
    that puts a value into words."""

    text: object
    labels: dict[str, dict | Callable] = field(default_factory=dict)


PHRASES: dict[str, Phrase] = {}
# Codes that tell what something cost: only those who may see cost prices read them (staff.policies: see_cost).
ABOUT_COST: set[str] = set()
PICTURE_KINDS: dict[str, object] = {}  # what a picture of each kind is called; each app adds its own when it starts


def register(code: str, text, **labels: dict | Callable):
    """Gives a code its words. `labels` maps a name in the entry's data to the labels of its values, or to a function
    such as `changes(...)` that puts the value into words."""
    PHRASES[code] = Phrase(text, labels)


def _shown(labels: dict | Callable, value):
    """A value in words; an unknown one as a dash, several as a list."""
    if callable(labels):
        return labels(value)
    if isinstance(value, list):
        return _(", ").join(str(_shown(labels, each)) for each in value) or "—"
    if value is None or value == "":
        return "—"
    if isinstance(value, bool) and value not in labels:
        return _("Yes") if value else _("No")
    return labels.get(value, value)


def changes(names: dict, **labels: dict) -> Callable[[dict], str]:
    """For an entry's {column: [old, new]}: a function that writes "Phone: 123 → 456; …" with the columns' `names`."""

    def render(changed: dict) -> str:
        return _("; ").join(
            _("%(what)s: %(old)s → %(new)s")
            % {
                "what": names.get(column, column),
                "old": _shown(labels.get(column, {}), old),
                "new": _shown(labels.get(column, {}), new),
            }
            for column, (old, new) in changed.items()
        )

    return render


def words(code: str, data: dict) -> str:
    """The entry in the reader's language. A code without words is shown as it is: nothing in a history is hidden."""
    phrase = PHRASES.get(code)
    if phrase is None:
        return code
    try:
        return str(phrase.text) % {name: _shown(phrase.labels.get(name, {}), value) for name, value in data.items()}
    except (KeyError, TypeError, ValueError):
        return _("%(code)s (data of an older version)") % {"code": code}
