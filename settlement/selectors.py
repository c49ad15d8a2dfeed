"""Reading settlements: the sheets of a month as they stand."""

from collections.abc import Collection
from datetime import datetime

from settlement.fact_selectors import facts_of, numbers_of_the_desk
from settlement.policies import Month, Sheet, sheets


def sheets_of(month: Month, *, now: datetime, people: Collection | None = None) -> list[Sheet]:
    """The sheets of a month as they stand, of these people (users) or of everybody, in order of staff number."""
    numbers = numbers_of_the_desk()
    keys = None if people is None else {person.pk for person in people}
    facts = facts_of(month, numbers=numbers, now=now, people=keys)
    found = sheets(month, facts, numbers=numbers, now=now)
    if people is None:
        return found
    wanted = {person.staff_no for person in people}
    return [sheet for sheet in found if sheet.person in wanted]
