"""Months in addresses and on pages."""

from datetime import datetime

from django.http import Http404

from servicedesk.clock import local_date
from settlement.policies import Month
from settlement.selectors import closed_months

OLDEST, NEWEST = Month(2000, 1), Month(2099, 12)


def month_or_404(text: str) -> Month:
    """The month of an address such as /settlement/2026-10/."""
    try:
        month = Month.named(text)
    except ValueError as error:
        raise Http404 from error
    if not OLDEST <= month <= NEWEST:
        raise Http404
    return month


def this_month(now: datetime) -> Month:
    return Month.of(local_date(now))


def month_to_close(now: datetime) -> Month:
    """The first open month, or, while nothing was ever closed, the one before this."""
    return closed_months().first_open(manager=False) or this_month(now).before
