"""The form of the numbers that people read out and type in."""

from datetime import date

from stdnum.iso7064 import mod_37_36

# Digits and letters that nobody mistakes for one another: no I, O, S, B, U, V. ISO 7064's hybrid system takes any
# alphabet; 30 characters make it MOD 31,30.
ALPHABET = "0123456789ACDEFGHJKLMNPQRTWXYZ"


def series_key(prefix: str, day: date) -> str:
    """The series that a number of this day belongs to: one for each prefix and month, "G2611"."""
    return f"{prefix}{day:%y%m}"


def number(key: str, count: int) -> str:
    """The `count`-th number of a series, five digits at least, closed by an ISO 7064 check character."""
    body = f"{key}{count:05d}"
    return body + mod_37_36.calc_check_digit(body, ALPHABET)


def is_well_formed(text: str) -> bool:
    """Whether `text` ends in the check character that its other characters ask for.

    One wrong character never passes, two swapped neighbours at most twice in a thousand swaps. Numbers brought in
    from older books have no check character and mostly fail.
    """
    return mod_37_36.is_valid(text, ALPHABET)
