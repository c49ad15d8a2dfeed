"""What kinds of customers and machines there are (T1), and how they are found."""

import unicodedata
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


def folded(text: str) -> str:
    """`text` as it is compared in a search: full-width and capital forms made plain, blanks and hyphens dropped."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if not letter.isspace() and letter not in "-‐‑–—_/()")


def search_text(*parts: str | None) -> str:
    """The parts that a search looks through, each folded, with a bar between so that no match runs across."""
    return "|".join(folded(part) for part in parts if part)
