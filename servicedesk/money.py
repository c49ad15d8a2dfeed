"""Money is yuan as `Decimal` with two places; the database keeps whole fen. One helper rounds."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999.99")


def yuan(amount: Decimal | int | str) -> Decimal:
    """`amount` in yuan to the cent, half a cent up (away from zero).

    Raises `decimal.InvalidOperation` on text that is no number.
    """
    return Decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP)


def to_fen(amount: Decimal | int | str) -> int:
    """Whole fen of an amount in yuan, rounded as `yuan` rounds."""
    return int(yuan(amount) * 100)


def from_fen(fen: int) -> Decimal:
    """Yuan of whole fen."""
    return (Decimal(fen) / 100).quantize(CENT)
