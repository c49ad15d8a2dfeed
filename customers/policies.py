"""What kinds of customers and machines there are (T1), and how they are found."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Tier(StrEnum):
    """The five tiers of T1, in the order of the queue."""

    AGENT = "agent"
    INDUSTRY = "industry"
    NETWORK = "network"
    QUASI_INDUSTRY = "quasi_industry"
    OTHER = "other"


class AgentKind(StrEnum):
    """An agent is a county/city agent or a local company (T1); nobody else is either."""

    COUNTY = "county"
    LOCAL = "local"


class BrandClass(StrEnum):
    BRAND = "brand"
    COMPATIBLE = "compatible"


class Category(StrEnum):
    DESKTOP_HOST = "desktop_host"
    LAPTOP = "laptop"
    TABLET = "tablet"
    MONITOR = "monitor"
    KEYBOARD = "keyboard"
    MOUSE = "mouse"
    CASE = "case"
    SPEAKER = "speaker"
    BOARD = "board"
    CPU = "cpu"
    MEMORY = "memory"
    DISK = "disk"
    GRAPHICS_CARD = "graphics_card"
    POWER_SUPPLY = "power_supply"
    PRINTER = "printer"
    NETWORK = "network"
    OTHER = "other"


MOST_WORDS = 6
_DROPPED = frozenset("-‐‑–—_/()|")


def folded(text: str) -> str:
    """`text` as it is compared in a search: full-width and capital forms made plain, blanks and hyphens dropped."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if not letter.isspace() and letter not in _DROPPED)


def search_words(text: str) -> list[str]:
    """The folded words of a query, the first six of them; what folds to nothing is left out."""
    words = (folded(word) for word in unicodedata.normalize("NFKC", text).split())
    return [word for word in words if word][:MOST_WORDS]


def readings(text: str) -> list[str]:
    """How Chinese text is typed in pinyin: in full and by initials ("zhangli", "zl"), folded; none without Chinese.

    Phrases known to the dictionary decide how a character is read; the first one, often a surname, is also given in
    its other readings (曾: ceng, zeng).
    """
    if not any("\u3400" <= letter <= "\u9fff" or "\U00020000" <= letter <= "\U0003ffff" for letter in text):
        return []
    from pypinyin import Style, lazy_pinyin, pinyin  # a large dictionary, loaded only where somebody writes

    syllables = [folded(syllable) for syllable in lazy_pinyin(text, errors=list)]
    firsts = [syllables[0], *map(folded, pinyin(text[0], style=Style.NORMAL, heteronym=True, errors=list)[0])]
    rest = [syllable for syllable in syllables[1:] if syllable]
    found = []
    for first in dict.fromkeys(firsts):
        found += ["".join([first, *rest]), "".join(syllable[:1] for syllable in [first, *rest])]
    return list(dict.fromkeys(reading for reading in found if reading))


def search_text(*parts: str | None, spoken: Iterable[str] = ()) -> str:
    """The text that a search looks through: every part folded, and `spoken` parts also as they are typed in pinyin.

    A bar stands before and after each part, so "|word|" is a whole part, "|word" the beginning of one, and no match
    runs from one part into the next.
    """
    spoken = [part for part in spoken if part]
    held = [folded(part) for part in (*parts, *spoken) if part]
    held += [reading for part in spoken for reading in readings(part)]
    return "|" + "".join(part + "|" for part in dict.fromkeys(held) if part)


def customer_text(*, customer_no: str, name: str, contact: str = "", phone: str = "", address: str = "") -> str:
    """What finds a customer: number, phone, name and contact (both also in pinyin), and the address."""
    return search_text(customer_no, phone, address, spoken=(name, contact))


def machine_text(*, machine_no: str, serial: str = "", model: str = "") -> str:
    """What finds a machine: its number, serial number and model."""
    return search_text(machine_no, serial, spoken=(model,))


_NAME_ENDINGS = (
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "分公司",
    "总公司",
    "公司",
    "集团",
    "先生",
    "女士",
    "小姐",
    "老师",
)


def core_name(name: str) -> str:
    """The heart of a name, folded: without the endings that many names share (公司, 先生 …), unless nothing remains."""
    heart = folded(name)
    for ending in _NAME_ENDINGS:
        if heart.endswith(ending) and len(heart) > len(ending):
            return heart.removesuffix(ending)
    return heart


EARLIEST_PURCHASE = date(1980, 1, 1)


def purchase_date_is_possible(day: date, *, today: date) -> bool:
    """Whether goods can have been bought on `day`: not after today, and not before there were such machines."""
    return EARLIEST_PURCHASE <= day <= today
