"""What of a text may leave the house (P; privacy): no supplier learns whose goods they are. Pure."""

import re
from collections.abc import Iterable

HIDDEN = "＊＊＊"
_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９－＋＠．", "0123456789-+@.")
_GAP = r"[\s\-·.]{0,2}"
_MOBILE = rf"(?:\+?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"
_LANDLINE = rf"(?:\(0\d{{2,3}}\)|0\d{{2,3}}){_GAP}\d{{3,4}}{_GAP}\d{{4}}"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_REACHED_BY = re.compile(rf"(?<!\d)(?:{_MOBILE}|{_LANDLINE})(?!\d)|{_MAIL}")
_FEWEST_DIGITS = 5  # a shorter number is a model's or a quantity rather than somebody's telephone


def without_person(text: str, names: Iterable[str]) -> str:
    """The text with everything that leads to a person blotted out: telephone numbers, mail addresses, and each of the
    `names` (the customer's name, contact, telephone, address) in any case, also numbers written with other gaps."""
    text = text.translate(_PLAIN_DIGITS)
    for name in sorted({each.strip() for each in names}, key=len, reverse=True):
        for pattern in _spellings(name):
            text = pattern.sub(HIDDEN, text)
    return _REACHED_BY.sub(HIDDEN, text)


def _spellings(name: str) -> list[re.Pattern]:
    """How a name or each of its telephone numbers may be written. One sign alone is no name."""
    found = []
    if len(name) > 1:
        found.append(re.compile(re.escape(name.translate(_PLAIN_DIGITS)), re.IGNORECASE))
    for number in re.split(r"[^\d\s\-]+", name.translate(_PLAIN_DIGITS)):
        digits = re.sub(r"\D", "", number)
        if len(digits) >= _FEWEST_DIGITS:
            found.append(re.compile(rf"(?<!\d){_GAP.join(digits)}(?!\d)"))
    return found
