"""The form of the numbers that people read out and type in."""

from datetime import date

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36


def series_key(prefix: str, day: date) -> str:
    """The series that a number of this day belongs to: one for each prefix and month, "G2611"."""
    return f"{prefix}{day:%y%m}"


def number(key: str, count: int) -> str:
    """The `count`-th number of a series, five digits at least, closed by an ISO 7064 check character: "G2611000178"."""
    body = f"{key}{count:05d}"
    return body + mod_37_36.calc_check_digit(body)


def is_well_formed(text: str) -> bool:
    """Whether `text` ends in the check character that its other characters ask for. One wrong or two swapped
    characters never pass. Numbers brought in from older books have no check character and mostly fail."""
    try:
        mod_37_36.validate(text)
    except ValidationError:
        return False
    return True
