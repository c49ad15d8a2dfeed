"""`manage.py remedies < cases.jsonl`: one decision (W1–W13, L1–L5) a line for one case a line. Writes nothing."""

import dataclasses
import json
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from io import TextIOWrapper

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils.translation import gettext as _

from customers.policies import Category
from returns.policies import Condition
from returns.policies.advice import written
from returns.policies.remedies import Buyer, Case, decide
from rulebook.holidays import built_in
from rulebook.policies import DEFAULTS, Calendar, Terms
from rulebook.selectors import calendar, terms_on
from servicedesk.money import LARGEST

CHOICES: dict[str, type[StrEnum]] = {"customer": Buyer, "category": Category, "condition": Condition}
DAYS = {"purchased_on", "on"}
PRICES = {"sale_price", "price_today", "cost", "new_price"}
MAY_BE_UNKNOWN = {"cost", "new_price"}
COUNTS = {"repairs_done"}
FIELDS = [field.name for field in dataclasses.fields(Case)]


class Command(BaseCommand):
    help = "Decides the remedies of the cases on standard input, one JSON object a line."
    requires_system_checks = []

    def handle(self, *args, **options):
        if isinstance(sys.stdin, TextIOWrapper):
            # Bytes that are no UTF-8 are the fault of their line, not of the file; a mark at its beginning is none.
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
        wrong = 0
        for answer in answers(sys.stdin):
            wrong += "error" in answer
            self.stdout.write(as_line(answer))
        if wrong:
            self.stderr.write(_("%(count)d lines are not cases; each says why.") % {"count": wrong})
            sys.exit(1)


def answers(lines) -> Iterator[dict]:
    """The decision of each line under the numbers in force on the day it asks about.

    A line that is no case is answered by an `error` in its place.
    """
    in_force: dict[date, Terms] = {}
    working_days = None
    for line in lines:
        if not line.strip():
            continue
        given = {}
        try:
            line.encode()
            given = json.loads(line)
            case = read(given)
            if case.on not in in_force:
                in_force[case.on] = _terms(case.on)
            working_days = working_days or _calendar()
            yield {"id": given.get("id"), **written(decide(case, terms=in_force[case.on], calendar=working_days))}
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            yield {"id": given.get("id") if isinstance(given, dict) else None, "error": str(error)}


def as_line(answer: dict) -> str:
    """The answer as readable JSON; escaped where it repeats half a character, which no file can hold."""
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(answer)
    return text


def _terms(day: date) -> Terms:
    """The desk's numbers on that day; those of the rulebook where no desk is set up yet."""
    try:
        return terms_on(day)
    except DatabaseError:
        return DEFAULTS


def _calendar() -> Calendar:
    """The desk's working days; the official ones where no desk is set up yet."""
    try:
        return calendar()
    except DatabaseError:
        return built_in()


def read(given: dict) -> Case:
    """The case that a JSON object describes. Raises ValueError naming the field and what is accepted."""
    if not isinstance(given, dict):
        raise ValueError("a case is a JSON object")
    missing = [name for name in FIELDS if name not in given]
    if missing:
        raise ValueError(f"missing: {', '.join(missing)}")
    return Case(**{name: _value(name, given[name]) for name in FIELDS})


def _value(name: str, value):
    if name in CHOICES:
        if value not in list(CHOICES[name]):
            raise ValueError(f"{name}: one of {', '.join(CHOICES[name])}")
        return value
    if name in DAYS:
        return _day(name, value)
    if name in PRICES:
        return _price(name, value)
    if name in COUNTS:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ValueError(f"{name}: a whole number, not negative")
        return value
    if not isinstance(value, bool):
        raise ValueError(f"{name}: true or false")
    return value


def _day(name: str, value) -> date:
    try:
        day = date.fromisoformat(value)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{name}: a day as YYYY-MM-DD") from error
    if day.isoformat() != value:  # Python also reads 20260311 and 2026-W11-3
        raise ValueError(f"{name}: a day as YYYY-MM-DD")
    return day


def _price(name: str, value) -> Decimal | None:
    if value is None and name in MAY_BE_UNKNOWN:
        return None
    try:
        price = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"{name}: an amount in yuan") from error
    if not price.is_finite() or not 0 <= price <= LARGEST:
        raise ValueError(f"{name}: an amount in yuan, not negative and at most {LARGEST}")
    return price
