"""Ways to plan changes and mark days in a line."""

from datetime import date

import pytest


@pytest.fixture
def plan(company_manager, now):
    """plan("answer_hours", "12", from_=date(2026, 12, 1)) -> Parameter, planned by the company manager."""

    def make(key, value, *, from_=date(2026, 12, 1), at=None):
        from rulebook.services import number_change

        return number_change(
            key=key, value=value, valid_from=from_, reason="客户等太久", by=company_manager, now=at or now
        )

    return make


@pytest.fixture
def mark(company_manager, now):
    """mark(day, through=None, worked=False, note="盘点") -> days marked, by the company manager."""

    def make(day, through=None, *, worked=False, note="盘点", at=None):
        from rulebook.services import day_mark

        return day_mark(day=day, through=through, is_working=worked, note=note, by=company_manager, now=at or now)

    return make
