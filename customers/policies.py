"""What kinds of customers and machines there are (T1), and how they are found."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rulebook.policies import Terms


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


class Left(StrEnum):
    """How a machine ceased to be the customer's."""

    REPLACED = "replaced"
    REFUNDED = "refunded"
    SCRAPPED = "scrapped"
    LOST = "lost"


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
_SEVERAL = re.compile(r"[/／,，、;；]")


def folded(text: str) -> str:
    """`text` as it is compared in a search: full-width and capital forms made plain, blanks and hyphens dropped."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if not letter.isspace() and letter not in _DROPPED)


def plain_phone(text: str) -> str:
    """A telephone number as it is kept: full-width digits and signs made plain, so that it can be dialled and found."""
    return unicodedata.normalize("NFKC", text).strip()


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
    """What finds a customer: number, phone (of several, "138…/0575…", each), name and contact (both also in pinyin),
    and the address."""
    return search_text(customer_no, *_SEVERAL.split(phone), address, spoken=(name, contact))


def machine_text(*, machine_no: str, serial: str = "", model: str = "") -> str:
    """What finds a machine: its number, serial number and model."""
    return search_text(machine_no, serial, spoken=(model,))


def holds_phone(text: str) -> bool:
    """Whether somebody can be rung by what is written, whatever else is: five digits or more."""
    return sum(sign.isdigit() for sign in plain_phone(text)) >= 5


def is_phone(text: str) -> bool:
    """Whether somebody who typed this typed a phone number: five digits or more, and signs that go with them."""
    plain = folded(text).removeprefix("+")
    return len(plain) >= 5 and plain.isascii() and plain.isdigit()


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
    """The heart of a name, folded: without the ending that many names share (公司, 先生 …)."""
    heart = folded(name)
    for ending in _NAME_ENDINGS:
        if heart.endswith(ending):
            return heart.removesuffix(ending)
    return heart


EARLIEST_PURCHASE = date(1980, 1, 1)


def purchase_date_is_possible(day: date, *, today: date) -> bool:
    """Whether goods can have been bought on `day`: not after today, and not before there were such machines."""
    return EARLIEST_PURCHASE <= day <= today


def age(bought: date, today: date) -> tuple[int, int]:
    """Whole years and months since the purchase."""
    months = (today.year - bought.year) * 12 + today.month - bought.month - (today.day < bought.day)
    return divmod(max(0, months), 12)


class Promise(StrEnum):
    """What a machine's warranty rests on (P): the promise for its category or for assembled machines, or its maker."""

    CATEGORY = "category"
    COMPATIBLE = "compatible"
    COMPATIBLE_ASSUMED = "compatible_assumed"
    MAKER = "maker"


@dataclass(frozen=True)
class Warranty:
    """The shop's own promise for a machine. `years` is None where the maker's terms decide, `ends_on` (the last day)
    also while the purchase date is unknown. `days_added` were spent in repair and do not count (L6)."""

    promise: Promise
    years: int | None
    ends_on: date | None
    days_added: int

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the warranty, as far as the desk can tell."""
        return self.ends_on is not None and day <= self.ends_on


_YEARS = {
    Category.DESKTOP_HOST: "warranty_years_desktop_host",
    Category.LAPTOP: "warranty_years_laptop",
    Category.TABLET: "warranty_years_tablet",
    Category.MONITOR: "warranty_years_monitor",
}
_ASSEMBLED = {Category.DESKTOP_HOST, Category.LAPTOP, Category.TABLET}


def warranty(
    *, category: str, brand_class: str, bought: date | None, terms: Terms, in_repair: Iterable[tuple[date, date]] = ()
) -> Warranty:
    """The warranty that the shop promised on the day of purchase (P), whose `terms` are given.

    An assembled machine has the term of compatible machines; one that may be either is counted as compatible, so
    that nobody is promised what nobody sold. The term ends on the matching day of its last year (29 February: on
    the 28th) and moves by the days of `in_repair`, first and last day of each stay, as far as it began in time (L6).
    """
    key = _YEARS.get(category)
    if key is None:
        return Warranty(Promise.MAKER, None, None, 0)
    promise = Promise.CATEGORY
    if category in _ASSEMBLED and brand_class != BrandClass.BRAND:
        key = "warranty_years_compatible"
        promise = Promise.COMPATIBLE if brand_class == BrandClass.COMPATIBLE else Promise.COMPATIBLE_ASSUMED
    years = getattr(terms, key)
    if bought is None:
        return Warranty(promise, years, None, 0)
    end = _years_later(bought, years)
    ends_on = _moved(end, in_repair)
    return Warranty(promise, years, ends_on, (ends_on - end).days)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _moved(end: date, stays: Iterable[tuple[date, date]]) -> date:
    """The end moved by each stay that began by then; days that two stays share move it once."""
    counted_to = date.min
    for first, last in sorted(stays):
        if first > end:
            break
        start = max(first, counted_to)
        if last > start:
            end += last - start
            counted_to = last
    return end
