"""Every number of the rules, typed, with its rule, its unit and its bounds; and the working-day calendar."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a number counts."""

    YUAN = "yuan"
    PERCENT = "percent"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    MINUTES = "minutes"
    YEARS = "years"
    TIMES = "times"
    CLOCK = "clock"


@dataclass(frozen=True)
class Spec:
    """Where a number belongs and what it may be."""

    rule: str
    unit: Unit
    least: object
    most: object


def _number(default, rule: str, unit: Unit, least, most):
    return field(default=default, metadata={"spec": Spec(rule, unit, least, most)})


def _days(default: int, rule: str):
    return _number(default, rule, Unit.DAYS, 0, 3660)


def _hours(default: int, rule: str):
    return _number(default, rule, Unit.HOURS, 1, 24 * 366)


def _minutes(default: int, rule: str):
    return _number(default, rule, Unit.MINUTES, 0, 24 * 60)


def _years(default: int, rule: str):
    return _number(default, rule, Unit.YEARS, 0, 20)


def _times(default: int, rule: str):
    return _number(default, rule, Unit.TIMES, 1, 100)


def _yuan(default: str, rule: str):
    return _number(Decimal(default), rule, Unit.YUAN, Decimal(0), Decimal(100_000))


def _percent(default: str, rule: str):
    return _number(Decimal(default), rule, Unit.PERCENT, Decimal(0), Decimal(100))


def _clock(default: str, rule: str):
    return _number(time.fromisoformat(default), rule, Unit.CLOCK, time(0, 0), time(23, 59))


@dataclass(frozen=True)
class Terms:
    """All the numbers in force on one day. The defaults are those of the rulebook as it was written."""

    # T: the queue
    repeat_days: int = _days(180, "T4")
    # D: deadlines
    answer_hours: int = _hours(24, "D1")
    supplier_confirm_days: int = _days(3, "D2")
    supplier_confirm_opens: time = _clock("12:00", "D2")
    supplier_confirm_due: time = _clock("18:00", "D2")
    spare_days: int = _days(7, "D3")
    spare_warn_days: int = _days(1, "D3")
    return_days: int = _days(10, "D4")
    return_warn_first_days: int = _days(7, "D4")
    return_warn_second_days: int = _days(9, "D4")
    return_late_days: int = _days(20, "D5")
    handover_days: int = _days(0, "D6")
    visit_grace_minutes: int = _minutes(15, "D7")
    onsite_hours_agent: int = _hours(48, "D8")
    onsite_hours_industry: int = _hours(48, "D8")
    onsite_hours_network: int = _hours(48, "D8")
    onsite_hours_quasi_industry: int = _hours(48, "D8")
    onsite_hours_other: int = _hours(48, "D8")
    complaint_answer_hours: int = _hours(24, "D9")
    complaint_check_days: int = _number(3, "D9", Unit.WORKING_DAYS, 1, 60)
    # W: remedies
    refund_days_county_agent: int = _days(10, "W1")
    refund_days_local_company: int = _days(3, "W1")
    exchange_days_county_agent: int = _days(20, "W2")
    exchange_days_local_company: int = _days(10, "W2")
    swap_days_county_agent: int = _days(30, "W3")
    swap_days_local_company: int = _days(20, "W3")
    swap_days_everyone_else: int = _days(30, "W3")
    wear_percent_per_day: Decimal = _percent("0.25", "W8")
    # L: the consumer's floor
    law_refund_days: int = _days(7, "L1")
    law_exchange_days: int = _days(15, "L2")
    law_repairs: int = _times(2, "L3")
    # S: settlement
    subsidy_ordinary: Decimal = _yuan("2", "S2")
    subsidy_net_cafe: Decimal = _yuan("3", "S2")
    home_share_percent: Decimal = _percent("50", "S4")
    software_share_percent: Decimal = _percent("20", "S4")
    revenue_share_percent: Decimal = _percent("10", "S5")
    wage_guard_percent: Decimal = _percent("20", "S10")
    dissatisfied_deduction: Decimal = _yuan("50", "S-V3")
    unreported_deduction: Decimal = _yuan("100", "S-V4")
    falsified_deduction: Decimal = _yuan("200", "S-V6")
    complaint_deduction: Decimal = _yuan("50", "S-V7")
    conduct_deduction: Decimal = _yuan("10", "S-V8")
    late_visit_deduction: Decimal = _yuan("10", "S-V9")
    unregistered_deduction: Decimal = _yuan("10", "S-R1")
    unsigned_deduction: Decimal = _yuan("5", "S-R3")
    return_late_deduction: Decimal = _yuan("10", "S-R4")
    return_very_late_deduction: Decimal = _yuan("20", "S-R4")
    papers_deduction: Decimal = _yuan("5", "S-R5")
    dragging_deduction: Decimal = _yuan("10", "S-R6")
    private_job_deduction: Decimal = _yuan("100", "S-O1")
    suggestion_reward_least: Decimal = _yuan("10", "S13")
    suggestion_reward_most: Decimal = _yuan("50", "S13")
    # P: public promises that a company switches on
    warranty_years_desktop_host: int = _years(3, "P")
    warranty_years_monitor: int = _years(1, "P")
    warranty_years_laptop: int = _years(3, "P")
    warranty_years_tablet: int = _years(3, "P")
    warranty_years_compatible: int = _years(1, "P")
    repair_warranty_days: int = _days(180, "P")
    promise_reply_minutes: int = _minutes(15, "P")
    promise_onsite_hours: int = _hours(2, "P")
    promise_cleared_hours: int = _hours(12, "P")
    promise_answer_hours: int = _hours(24, "P")
    promise_plan_hours: int = _hours(48, "P")
    inspections_per_year: int = _times(2, "P")
    delivery_working_days: int = _number(7, "P", Unit.WORKING_DAYS, 1, 366)
    delivery_days: int = _days(30, "P")
    delay_notice_days: int = _days(3, "P")


# Numbers of which the first may not exceed the second: a warning after its deadline would warn of nothing.
IN_ORDER = (
    ("supplier_confirm_opens", "supplier_confirm_due"),
    ("spare_warn_days", "spare_days"),
    ("return_warn_first_days", "return_warn_second_days"),
    ("return_warn_second_days", "return_days"),
    ("return_days", "return_late_days"),
    ("return_late_deduction", "return_very_late_deduction"),
    ("suggestion_reward_least", "suggestion_reward_most"),
)

SPECS: dict[str, Spec] = {entry.name: entry.metadata["spec"] for entry in fields(Terms)}
DEFAULTS = Terms()


def encoded(value) -> str:
    """A number as it is kept in the database."""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def typed(key: str, text: str):
    """The number that the text of a key means, whatever its bounds. Raises ValueError when it means none."""
    unit = SPECS[key].unit
    if unit in {Unit.YUAN, Unit.PERCENT}:
        return _two_places(text)
    if unit == Unit.CLOCK:
        return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    return int(text)


def _two_places(text: str) -> Decimal:
    try:
        value = Decimal(text)
        if value.is_finite() and value == value.quantize(Decimal("0.01")):
            return value
    except ArithmeticError as error:
        raise ValueError(text) from error
    raise ValueError(text)


def within_bounds(key: str, value) -> bool:
    """Whether the typed number lies within what its spec allows, both ends included."""
    spec = SPECS[key]
    return spec.least <= value <= spec.most


def decoded(key: str, text: str):
    """The typed number of a key. Raises ValueError when the text is none, or lies outside the bounds of its spec."""
    value = typed(key, text)
    if not within_bounds(key, value):
        raise ValueError(text)
    return value


def terms_with(changes: Iterable[tuple[str, str]]) -> Terms:
    """The defaults with the changes laid over them, later ones winning. Keys that are no longer known are skipped.

    Bounds are not asked again: a number that was allowed when it was set keeps its word when the bounds change.
    """
    return Terms(**{key: typed(key, text) for key, text in changes if key in SPECS})


def out_of_order(terms: Terms) -> tuple[str, str] | None:
    """The first pair of `IN_ORDER` whose smaller number exceeds the larger one; None when all stand in order."""
    for smaller, larger in IN_ORDER:
        if getattr(terms, smaller) > getattr(terms, larger):
            return smaller, larger
    return None


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: Monday to Friday but for `days_off`, and the `make_up_days` at weekends.

    `valid_through` is the last day for which the holiday notice is known; after it Monday to Friday is assumed.
    """

    days_off: frozenset[date]
    make_up_days: frozenset[date]
    valid_through: date

    def is_working(self, day: date) -> bool:
        """Whether the shop's calendar counts the day as a working day."""
        return day in self.make_up_days or (day.weekday() < 5 and day not in self.days_off)

    def next_working(self, day: date) -> date:
        """`day` itself when it is worked, else the next day that is."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day` (`day` itself is not counted)."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day


YEARS_AHEAD = 2


def last_year_shown(today: date) -> int:
    """The last year whose calendar can be opened and marked."""
    return today.year + YEARS_AHEAD


def days_from(first: date, last: date) -> list[date]:
    """Every day from `first` through `last`."""
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def overlaid(base: Calendar, *, marks: Iterable[tuple[date, bool]], valid_through: date) -> Calendar:
    """The base calendar with the shop's own (day, is worked) marks laid over it."""
    days_off, make_up_days = set(base.days_off), set(base.make_up_days)
    for day, is_worked in marks:
        days_off.discard(day)
        make_up_days.discard(day)
        if is_worked != (day.weekday() < 5):
            (make_up_days if is_worked else days_off).add(day)
    return Calendar(frozenset(days_off), frozenset(make_up_days), valid_through)


def declared_through(last_year: int, declared: Collection[int]) -> date:
    """31 December of the last year that is known without a gap: `last_year`, then declared years that follow on."""
    while last_year + 1 in declared:
        last_year += 1
    return date(last_year, 12, 31)
