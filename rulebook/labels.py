"""What the numbers of the rulebook are called and how they are written, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from rulebook.policies import SPECS, Unit

NUMBER_LABELS = {
    "repeat_days": _("Time limit: a repaired machine counts as tried before"),
    "answer_hours": _("Time limit: definite answer to the customer"),
    "supplier_confirm_days": _("Time limit: supplier's receipt is confirmed"),
    "supplier_confirm_opens": _("Time of day: reminder to confirm with the supplier"),
    "supplier_confirm_due": _("Time of day: confirmation with the supplier is due"),
    "spare_days": _("Time limit: spare unit is lent"),
    "spare_warn_days": _("Warning before a spare unit is due"),
    "return_days": _("Time limit: returned goods are back"),
    "return_warn_first_days": _("First warning about returned goods"),
    "return_warn_second_days": _("Second warning about returned goods"),
    "return_late_days": _("Time limit: returned goods are long overdue"),
    "handover_days": _("Time limit: hand-overs are signed"),
    "visit_grace_minutes": _("Grace for an agreed visit"),
    "onsite_hours_agent": _("Time limit on site: agents"),
    "onsite_hours_industry": _("Time limit on site: industry customers"),
    "onsite_hours_network": _("Time limit on site: network customers"),
    "onsite_hours_quasi_industry": _("Time limit on site: quasi-industry customers"),
    "onsite_hours_other": _("Time limit on site: other customers"),
    "complaint_answer_hours": _("Time limit: complaint is answered"),
    "complaint_check_days": _("Time limit: complaint is checked"),
    "refund_days_county_agent": _("Refund period: county and city agents"),
    "refund_days_local_company": _("Refund period: local companies"),
    "exchange_days_county_agent": _("Exchange period: county and city agents"),
    "exchange_days_local_company": _("Exchange period: local companies"),
    "swap_days_county_agent": _("Swap period: county and city agents"),
    "swap_days_local_company": _("Swap period: local companies"),
    "swap_days_everyone_else": _("Swap period: everyone else"),
    "wear_percent_per_day": _("Wear fee for each day of use, of the sale price"),
    "law_refund_days": _("Consumer's refund period"),
    "law_exchange_days": _("Consumer's exchange period"),
    "law_repairs": _("Repairs of one fault before a consumer may exchange"),
    "subsidy_ordinary": _("Subsidy: home, office or ordinary network"),
    "subsidy_net_cafe": _("Subsidy: net café"),
    "home_share_percent": _("Home receipts subsidised, at most"),
    "software_share_percent": _("Software receipts subsidised, at most"),
    "revenue_share_percent": _("Share of service revenue"),
    "wage_guard_percent": _("Deductions flagged above this share of the wage"),
    "dissatisfied_deduction": _("Deduction: dissatisfied customer"),
    "unreported_deduction": _("Deduction: left unfinished and unreported"),
    "falsified_deduction": _("Deduction: falsified receipt"),
    "complaint_deduction": _("Deduction: upheld complaint"),
    "conduct_deduction": _("Deduction: each breach of conduct"),
    "late_visit_deduction": _("Deduction: late or missed visit"),
    "unregistered_deduction": _("Deduction: goods not registered"),
    "unsigned_deduction": _("Deduction: handed over unsigned"),
    "return_late_deduction": _("Deduction: goods back too late"),
    "return_very_late_deduction": _("Deduction in all: goods long overdue"),
    "papers_deduction": _("Deduction: irregular papers"),
    "dragging_deduction": _("Deduction: dragged out"),
    "private_job_deduction": _("Deduction: private job or money kept"),
    "suggestion_reward_least": _("Reward for a suggestion, at least"),
    "suggestion_reward_most": _("Reward for a suggestion, at most"),
    "warranty_years_desktop_host": _("Warranty: desktop hosts"),
    "warranty_years_monitor": _("Warranty: monitors"),
    "warranty_years_laptop": _("Warranty: laptops"),
    "warranty_years_tablet": _("Warranty: tablets"),
    "warranty_years_compatible": _("Warranty: assembled machines"),
    "repair_warranty_days": _("Warranty: same fault after a repair"),
    "promise_reply_minutes": _("Promise: first reply"),
    "promise_onsite_hours": _("Promise: arrival on site"),
    "promise_cleared_hours": _("Promise: fault cleared"),
    "promise_answer_hours": _("Promise: answer"),
    "promise_plan_hours": _("Promise: plan for the repair"),
    "inspections_per_year": _("Promise: preventive inspections a year"),
    "delivery_working_days": _("Promise: delivery"),
    "delivery_days": _("Promise: delivery with installation and acceptance"),
    "delay_notice_days": _("Promise: notice of a delay by force majeure"),
}

UNIT_LABELS = {
    Unit.YUAN: _("yuan"),
    Unit.PERCENT: _("percent"),
    Unit.DAYS: _("days"),
    Unit.WORKING_DAYS: _("working days"),
    Unit.HOURS: _("hours"),
    Unit.MINUTES: _("minutes"),
    Unit.YEARS: _("years"),
    Unit.TIMES: _("times"),
    Unit.CLOCK: _("time of day"),
}

# What became of a change: its word, the colour and the icon of its badge.
CHANGE_STATES = {
    "in_force": (pgettext_lazy("change", "In force"), "success", "check-circle"),
    "planned": (pgettext_lazy("change", "Planned"), "info", "clock"),
    "past": (pgettext_lazy("change", "Past"), "secondary", "clock-history"),
    "withdrawn": (pgettext_lazy("change", "Withdrawn"), "secondary", "x-circle"),
}

# Heads of a month's columns from Monday: what fits in, and the whole word.
WEEKDAYS = (
    (pgettext_lazy("weekday", "Mo"), _("Monday")),
    (pgettext_lazy("weekday", "Tu"), _("Tuesday")),
    (pgettext_lazy("weekday", "We"), _("Wednesday")),
    (pgettext_lazy("weekday", "Th"), _("Thursday")),
    (pgettext_lazy("weekday", "Fr"), _("Friday")),
    (pgettext_lazy("weekday", "Sa"), _("Saturday")),
    (pgettext_lazy("weekday", "Su"), _("Sunday")),
)

# By the names that chinesecalendar gives them.
HOLIDAY_LABELS = {
    "New Year's Day": pgettext_lazy("holiday", "New Year's Day"),
    "Spring Festival": pgettext_lazy("holiday", "Spring Festival"),
    "Tomb-sweeping Day": pgettext_lazy("holiday", "Tomb-sweeping Day"),
    "Labour Day": pgettext_lazy("holiday", "Labour Day"),
    "Dragon Boat Festival": pgettext_lazy("holiday", "Dragon Boat Festival"),
    "National Day": pgettext_lazy("holiday", "National Day"),
    "Mid-autumn Festival": pgettext_lazy("holiday", "Mid-autumn Festival"),
    "Anti-Fascist 70th Day": pgettext_lazy("holiday", "70th anniversary of the victory of 1945"),
}


def shown(key: str, value) -> str:
    """A typed number with its unit, as people read it: "10 days", "0.25%", "¥50.00", "18:00"."""
    unit = SPECS[key].unit
    if unit == Unit.CLOCK:
        return f"{value:%H:%M}"
    if unit == Unit.YUAN:
        return f"¥{value:,.2f}"
    if unit == Unit.PERCENT:
        return f"{value.normalize():f}%"
    return _counted(unit, value) % {"count": value}


def _counted(unit: Unit, count: int) -> str:
    if unit == Unit.WORKING_DAYS:
        return ngettext("%(count)d working day", "%(count)d working days", count)
    if unit == Unit.HOURS:
        return ngettext("%(count)d hour", "%(count)d hours", count)
    if unit == Unit.MINUTES:
        return ngettext("%(count)d minute", "%(count)d minutes", count)
    if unit == Unit.YEARS:
        return ngettext("%(count)d year", "%(count)d years", count)
    if unit == Unit.TIMES:
        return ngettext("%(count)d time", "%(count)d times", count)
    return ngettext("%(count)d day", "%(count)d days", count)
