"""Deadlines: part D."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule(
        "D1",
        "D",
        pgettext_lazy("rule", "Definite answer"),
        _(
            "Within %(answer_hours)s of logging a request the customer gets a definite answer; what was said, by "
            "whom and how is recorded. The clock starts again when a machine is taken away from the customer's "
            "site. A missed answer goes up to the service manager."
        ),
        ("answer_hours",),
    ),
    Rule(
        "D2",
        "D",
        pgettext_lazy("rule", "Supplier confirms receipt"),
        _(
            "%(supplier_confirm_days)s after goods were sent to a supplier the desk reminds from "
            "%(supplier_confirm_opens)s, and by %(supplier_confirm_due)s somebody has confirmed that they "
            "arrived. Whatever the supplier still owes us is chased every day until it is back."
        ),
        ("supplier_confirm_days", "supplier_confirm_opens", "supplier_confirm_due"),
    ),
    Rule(
        "D3",
        "D",
        pgettext_lazy("rule", "Spare unit on loan"),
        _(
            "A faulty part of an industry, network or quasi-industry customer that is not solved within "
            "%(spare_days)s is bridged by a spare unit, lent against a signed loan receipt. The desk warns "
            "%(spare_warn_days)s before."
        ),
        ("spare_days", "spare_warn_days"),
    ),
    Rule(
        "D4",
        "D",
        pgettext_lazy("rule", "Goods back in time"),
        _(
            "Returned goods are back with the customer within %(return_days)s of receipt; or the customer has "
            "been told why not and roughly when, and the service manager knows. Otherwise a deduction is proposed "
            "(S-R4). Warnings come after %(return_warn_first_days)s and %(return_warn_second_days)s."
        ),
        ("return_days", "return_warn_first_days", "return_warn_second_days"),
    ),
    Rule(
        "D5",
        "D",
        pgettext_lazy("rule", "Goods long overdue"),
        _(
            "Goods that are not back %(return_late_days)s after receipt, neither explained nor reported, raise "
            "the deduction (S-R4), and the company manager is told."
        ),
        ("return_late_days",),
    ),
    Rule(
        "D6",
        "D",
        pgettext_lazy("rule", "Hand-over the same day"),
        _(
            "When goods change hands for a remedy, or new or repaired goods come in, finance and warehouse sign "
            "for them and the customer is served or told within %(handover_days)s, by 23:59:59 (0 days means the "
            "same day)."
        ),
        ("handover_days",),
    ),
    Rule(
        "D7",
        "D",
        pgettext_lazy("rule", "Punctual visit"),
        _(
            "Whoever agreed a time is there at most %(visit_grace_minutes)s after it, or explained the delay to "
            "the customer beforehand. Otherwise a deduction is proposed (S-V9)."
        ),
        ("visit_grace_minutes",),
    ),
    Rule(
        "D8",
        "D",
        pgettext_lazy("rule", "Technician on site"),
        _(
            "After a request for a visit is accepted, a technician is on site within: agents "
            "%(onsite_hours_agent)s, industry %(onsite_hours_industry)s, network %(onsite_hours_network)s, "
            "quasi-industry %(onsite_hours_quasi_industry)s, others %(onsite_hours_other)s."
        ),
        (
            "onsite_hours_agent",
            "onsite_hours_industry",
            "onsite_hours_network",
            "onsite_hours_quasi_industry",
            "onsite_hours_other",
        ),
    ),
    Rule(
        "D9",
        "D",
        pgettext_lazy("rule", "Complaints answered"),
        _(
            "A complaint is answered within %(complaint_answer_hours)s and checked within "
            "%(complaint_check_days)s. If it is justified, a solution is agreed or a timetable given."
        ),
        ("complaint_answer_hours", "complaint_check_days"),
    ),
    Rule(
        "D10",
        "D",
        pgettext_lazy("rule", "Life of a deadline"),
        _(
            "A deadline ends met, missed, explained (late, but reported in time) or cancelled with its cause. It "
            "pauses only while we wait for the customer, with a reason, and the paused time stays visible. When "
            "tier or facts change, the due time is worked out anew and the change is kept in the history."
        ),
    ),
    Rule(
        "D11",
        "D",
        pgettext_lazy("rule", "Each effect exactly once"),
        _(
            "Each warning, each miss and each proposed deduction happens exactly once, even if the desk was down "
            "or ran twice. What fell due during an outage is caught up and carries the time at which it was "
            "really due."
        ),
    ),
)
