"""From what a cell holds to what the desk keeps: one function a kind of column. No guessing."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from unicodedata import category

from servicedesk.clock import from_local
from servicedesk.money import LARGEST, yuan
from workbook.schema import Column, Kind, folded

FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2100, 12, 31)
EXACT_DIGITS = 10**15  # from here on Excel's numbers lose digits

NUMBER = re.compile(r"\w[\w.-]*")
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: +(\d\d):(\d\d)(?::(\d\d))?)?", re.ASCII)
AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
THOUSANDS = re.compile(r"-?\d{1,3}([,，]\d{3})+(\.\d+)?", re.ASCII)
SEPARATORS = re.compile(r"[,，、;；]")
LINE_BREAKS = re.compile(r"[\t\r\n]+")
EDGES = "\ufeff\u200b\u3000\xa0 \t\r\n"  # what is cut off at both ends: blanks of every width, byte order marks


class Bad(Exception):  # noqa: N818 - not an error of the program
    """A cell that cannot be taken: the code of the fault and its data."""

    def __init__(self, code: str, **data):
        super().__init__(code)
        self.code = code
        self.data = data


def shown(value) -> str:
    """A value as a message shows it: short, on one line."""
    if isinstance(value, datetime):
        text = f"{value:%Y-%m-%d %H:%M}" if value.time() != time() else f"{value:%Y-%m-%d}"
    elif isinstance(value, float) and value.is_integer() and abs(value) < EXACT_DIGITS:
        text = str(int(value))
    elif isinstance(value, bool):
        text = str(value).upper()
    else:
        text = str(value)
    text = "".join(letter if letter.isprintable() else " " for letter in text[:200]).strip()
    return text if len(text) <= 60 else text[:59] + "…"


def text_of(value) -> str:
    """The text of a cell. A whole number becomes its digits: 13812345678, not 1.38e10.

    Line breaks become blanks. Dates, logical values and numbers whose digits Excel has lost are refused.
    """
    if isinstance(value, bool):
        raise Bad("is_logical", value=shown(value))
    if isinstance(value, (date, time, timedelta)):
        raise Bad("is_date", value=shown(value))
    if isinstance(value, (int, float)):
        if abs(value) >= EXACT_DIGITS:
            raise Bad("digits_lost", value=shown(value))
        return str(int(value)) if float(value).is_integer() else str(value)
    text = LINE_BREAKS.sub(" ", value.strip(EDGES))
    if not text.isprintable() and any(category(letter) in {"Cc", "Cs"} for letter in text):
        raise Bad("control")
    return text


def _text(column: Column, value) -> str:
    text = text_of(value)
    if len(text) > column.most:
        raise Bad("too_long", length=len(text), most=column.most)
    return text


def _number(column: Column, value) -> str:
    text = text_of(value)
    if len(text) > column.most:
        raise Bad("too_long", length=len(text), most=column.most)
    if text and not NUMBER.fullmatch(text):
        raise Bad("number_form", value=shown(text))
    return text


def _code(column: Column, value) -> str:
    code = column.meant.get(folded(value))
    if code is None or isinstance(value, bool):
        raise Bad("code", value=shown(value))
    return code


def _codes(column: Column, value) -> frozenset[str]:
    parts = [part for part in SEPARATORS.split(str(value)) if part.strip()]
    return frozenset(_code(column, part) for part in parts)


def _yes_no(column: Column, value) -> bool:
    if isinstance(value, bool):
        return value
    code = column.meant.get(folded(value))
    if code is None:
        raise Bad("yes_no", value=shown(value))
    return code == "yes"


def _in_range(day: date):
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Bad("year", value=f"{day:%Y-%m-%d}")


def _date(column: Column, value) -> date:
    """A day: an Excel date (a time of day in it is dropped) or the text YYYY-MM-DD."""
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str) and (parts := DAY.fullmatch(value.strip(EDGES))):
        try:
            day = date(*map(int, parts.groups()))
        except ValueError:
            raise Bad("date", value=shown(value)) from None
    else:
        raise Bad("date", value=shown(value))
    _in_range(day)
    return day


def _time(column: Column, value) -> datetime:
    """A local time as the UTC instant: an Excel date with a time, or the text YYYY-MM-DD HH:MM, seconds allowed.

    A day without a time counts as its beginning, for that is all that many paper books know.
    """
    if isinstance(value, datetime):
        _in_range(value.date())
        # Excel keeps times as fractions of a day, a hair off the second that was typed.
        naive = (value + timedelta(microseconds=500_000)).replace(microsecond=0, tzinfo=None)
    elif isinstance(value, date):
        naive = datetime.combine(value, time())
    elif isinstance(value, str) and (parts := MOMENT.fullmatch(value.strip(EDGES))):
        try:
            naive = datetime(*(int(part or 0) for part in parts.groups()))  # noqa: DTZ001 - the shop's wall clock
        except ValueError:
            raise Bad("time", value=shown(value)) from None
    else:
        raise Bad("time", value=shown(value))
    _in_range(naive.date())
    return from_local(naive)


def _money(column: Column, value) -> Decimal:
    """Yuan to the cent. What a float adds in noise (360.25000000001) is rounded away; a real third decimal is not."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Bad("money", value=shown(value))
    text = value.strip(EDGES) if isinstance(value, str) else f"{value:.9f}" if isinstance(value, float) else str(value)
    if THOUSANDS.fullmatch(text):
        raise Bad("thousands", value=shown(value))
    if not AMOUNT.fullmatch(text):
        raise Bad("money" if isinstance(value, str) else "money_large", value=shown(value))
    exact = Decimal(text)
    amount = yuan(exact)
    if exact < 0:
        raise Bad("negative", value=shown(value))
    noise = Decimal("0.000001") if isinstance(value, float) else 0
    if abs(exact - amount) > noise:
        raise Bad("decimals", value=shown(value))
    if amount > LARGEST:
        raise Bad("money_large", value=shown(value))
    return amount


def _whole(column: Column, value) -> int:
    text = shown(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,4}", text, re.ASCII) or int(text) < 1:
        raise Bad("whole", value=shown(value))
    return int(text)


READERS: dict[Kind, Callable] = {
    Kind.NUMBER: _number,
    Kind.REFERENCE: _number,
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.YES_NO: _yes_no,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.MONEY: _money,
    Kind.WHOLE: _whole,
}


def taken(column: Column, value, data_type: str):
    """The value of a cell as the desk keeps it; None when it is empty. Raises Bad with the code of the fault."""
    if data_type == "f":
        raise Bad("formula", value=shown(getattr(value, "text", value)))
    if data_type == "e":
        raise Bad("error_cell", value=shown(value))
    if value is None or (isinstance(value, str) and not value.strip(EDGES)):
        return None
    found = READERS[column.kind](column, value)
    return None if found == "" or found == frozenset() else found
