"""What the numbers of the rulebook are called and how they are written, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rulebook.policies import SPECS, Unit

NUMBER_LABELS = {
    "repeat_days": _("A repaired machine counts as tried before for"),
    "answer_hours": _("Definite answer to the customer within"),
    "supplier_confirm_days": _("Supplier's receipt is confirmed after shipping, on day"),
    "supplier_confirm_opens": _("Reminder to confirm with the supplier opens at"),
    "supplier_confirm_due": _("Confirmation with the supplier is due at"),
    "spare_days": _("Spare unit is lent after"),
    "spare_warn_days": _("Warning before a spare unit is due"),
    "return_days": _("Returned goods are back within"),
    "return_warn_first_days": _("First warning about returned goods after"),
    "return_warn_second_days": _("Second warning about returned goods after"),
    "return_late_days": _("Returned goods count as long overdue after"),
    "handover_days": _("Hand-overs are signed within"),
    "visit_grace_minutes": _("Grace for an agreed visit"),
    "onsite_hours_agent": _("On site at an agent within"),
    "onsite_hours_industry": _("On site at an industry customer within"),
    "onsite_hours_network": _("On site at a network customer within"),
    "onsite_hours_quasi_industry": _("On site at a quasi-industry customer within"),
    "onsite_hours_other": _("On site at any other customer within"),
    "complaint_answer_hours": _("Complaint is answered within"),
    "complaint_check_days": _("Complaint is checked within"),
    "refund_days_county_agent": _("Refund for county and city agents within"),
    "refund_days_local_company": _("Refund for local companies within"),
    "exchange_days_county_agent": _("Exchange for county and city agents within"),
    "exchange_days_local_company": _("Exchange for local companies within"),
    "swap_days_county_agent": _("Swap for county and city agents within"),
    "swap_days_local_company": _("Swap for local companies within"),
    "swap_days_everyone_else": _("Swap for everyone else within"),
    "wear_percent_per_day": _("Wear fee for each day of use, of the sale price"),
    "law_refund_days": _("Consumer's right to a refund within"),
    "law_exchange_days": _("Consumer's right to an exchange within"),
    "law_repairs": _("Repairs of one fault before the consumer may exchange"),
    "subsidy_ordinary": _("Subsidy for a home, office or ordinary network"),
    "subsidy_net_cafe": _("Subsidy for a net café"),
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
    "warranty_years_desktop_host": _("Warranty on desktop hosts"),
    "warranty_years_monitor": _("Warranty on monitors"),
    "warranty_years_laptop": _("Warranty on laptops"),
    "warranty_years_tablet": _("Warranty on tablets"),
    "warranty_years_compatible": _("Warranty on assembled machines"),
    "repair_warranty_days": _("Warranty on a repair of the same fault"),
    "promise_reply_minutes": _("Promised first reply within"),
    "promise_onsite_hours": _("Promised arrival on site within"),
    "promise_cleared_hours": _("Promised end of the fault within"),
    "promise_answer_hours": _("Promised answer within"),
    "promise_plan_hours": _("Promised plan within"),
    "inspections_per_year": _("Preventive inspections a year"),
    "delivery_working_days": _("Delivery within"),
    "delivery_days": _("Delivery with installation and acceptance within"),
    "delay_notice_days": _("Notice of a delay by force majeure within"),
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
