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
_SPACED = re.compile(r"\d[\d\s-]+")
_AREA_CODE = re.compile(r"^0(?:10|2\d|[3-9]\d{2})(?=\d{7,8}$)")
_FEWEST_DIGITS = 5  # a shorter number is a model's or a quantity rather than somebody's telephone


def without_person(text: str, names: Iterable[str]) -> str:
    """The text with everything that leads to a person blotted out: telephone numbers, mail addresses, and each of the
    `names` (the customer's name, contact, telephone, address) in any case, also numbers written with other gaps or
    without their area code."""
    text = _REACHED_BY.sub(HIDDEN, text.translate(_PLAIN_DIGITS))
    for name in sorted({each.strip().translate(_PLAIN_DIGITS) for each in names}, key=len, reverse=True):
        for pattern in _spellings(name):
            text = pattern.sub(HIDDEN, text)
    return text


def _spellings(name: str) -> list[re.Pattern]:
    """How a name and each telephone number in it may be written. One sign alone is no name."""
    found = [re.compile(re.escape(name), re.IGNORECASE)] if len(name) > 1 else []
    numbers = {re.sub(r"\D", "", each) for each in (*re.findall(r"\d[\d-]+", name), *_SPACED.findall(name))}
    numbers |= {_AREA_CODE.sub("", number) for number in numbers}
    longest_first = sorted((each for each in numbers if len(each) >= _FEWEST_DIGITS), key=len, reverse=True)
    return [*found, *(re.compile(rf"(?<!\d){_GAP.join(number)}(?!\d)") for number in longest_first)]
