"""The desk's clock: UTC in the database, the shop's local time at every edge of a day or month.

`now()` is called once, at the door of a request, task or command; everything below is handed the value.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present instant, aware, in UTC, without microseconds."""
    return datetime.now(UTC).replace(microsecond=0)


def local(moment: datetime) -> datetime:
    """The same instant as the shop's clock shows it."""
    return moment.astimezone(ZONE)


def local_date(moment: datetime) -> date:
    """The calendar day at the shop on which `moment` falls."""
    return local(moment).date()


def from_local(naive: datetime) -> datetime:
    """The UTC instant of a wall-clock time at the shop, as people type it."""
    return naive.replace(tzinfo=ZONE).astimezone(UTC)


def day_start(day: date) -> datetime:
    """The first instant of a local day, in UTC."""
    return from_local(datetime.combine(day, time.min))


def day_end(day: date) -> datetime:
    """23:59:59 of a local day in UTC: where a day-based deadline falls."""
    return from_local(datetime.combine(day, time(23, 59, 59)))


def days_between(start: datetime, end: datetime) -> int:
    """Local calendar days from `start` to `end`; the day after `start` is day 1."""
    return (local_date(end) - local_date(start)).days


def month_edges(year: int, month: int) -> tuple[datetime, datetime]:
    """First instant of a local month and of the month after it, in UTC."""
    first = date(year, month, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return day_start(first), day_start(following)
