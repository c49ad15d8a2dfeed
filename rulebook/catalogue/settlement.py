"""The month-end settlement: part S."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule(
        "S1",
        "S",
        pgettext_lazy("rule", "Fares are reimbursed"),
        _("The fares of every receipt filed are paid back, except on a falsified one."),
    ),
    Rule(
        "S2",
        "S",
        pgettext_lazy("rule", "Subsidy per receipt"),
        _(
            "Each settled receipt earns a subsidy: %(subsidy_ordinary)s for a home, an office or an ordinary "
            "network, %(subsidy_net_cafe)s for a net café."
        ),
        ("subsidy_ordinary", "subsidy_net_cafe"),
    ),
    Rule(
        "S3",
        "S",
        pgettext_lazy("rule", "Receipts that are not settled"),
        _("An incomplete receipt earns no subsidy, nor does one whose verdict is missing or dissatisfied."),
    ),
    Rule(
        "S4",
        "S",
        pgettext_lazy("rule", "Shares of home and software receipts"),
        _(
            "Of all receipts a person filed in the month, at most %(home_share_percent)s may be homes and at most "
            "%(software_share_percent)s software work; what lies above earns no subsidy. Receipts count in the "
            "order in which the visits ended. One that finds a quota it needs used up is unpaid and uses none."
        ),
        ("home_share_percent", "software_share_percent"),
    ),
    Rule(
        "S5",
        "S",
        pgettext_lazy("rule", "Share of service revenue"),
        _("%(revenue_share_percent)s of the service revenue that a person brings in and hands over goes to them."),
        ("revenue_share_percent",),
    ),
    Rule(
        "S6",
        "S",
        pgettext_lazy("rule", "Total of the month"),
        _(
            "Fares, subsidy and rewards less deductions make the total. It may be negative; then it is shown and "
            "carried as such."
        ),
    ),
    Rule(
        "S7",
        "S",
        pgettext_lazy("rule", "Closing the month"),
        _(
            "The service manager closes the month, and the company manager closes the service manager's own "
            "sheet. A closed month stays as it is: what is found later becomes a line of the first open month, "
            "marked with the month it belongs to."
        ),
    ),
    Rule(
        "S8",
        "S",
        pgettext_lazy("rule", "Confirm, waive, object"),
        _(
            "A manager confirms or waives each proposed deduction, with a reason, before the month is closed. The "
            "person concerned may object once in writing and gets an answer."
        ),
    ),
    Rule(
        "S9",
        "S",
        pgettext_lazy("rule", "One cause, one deduction"),
        _(
            "One event is charged once on the same receipt or item: the higher amount counts. At equal amounts an "
            "upheld complaint goes before a verdict, and lateness before dragging out. The other line is shown as "
            "covered by it."
        ),
    ),
    Rule(
        "S10",
        "S",
        pgettext_lazy("rule", "Wage guard"),
        _(
            "Where a monthly wage is on record, a sheet whose deductions pass %(wage_guard_percent)s of it is "
            "flagged with what may be withheld this month; the rest waits for the manager's decision."
        ),
        ("wage_guard_percent",),
    ),
    Rule(
        "S13",
        "S",
        pgettext_lazy("rule", "Reward for a suggestion"),
        _(
            "A suggestion for better rules that is taken up earns from %(suggestion_reward_least)s to "
            "%(suggestion_reward_most)s."
        ),
        ("suggestion_reward_least", "suggestion_reward_most"),
    ),
    Rule(
        "S-V3",
        "S",
        pgettext_lazy("rule", "Dissatisfied customer"),
        _("The customer's verdict is dissatisfied: %(dissatisfied_deduction)s."),
        ("dissatisfied_deduction",),
    ),
    Rule(
        "S-V4",
        "S",
        pgettext_lazy("rule", "Left unfinished and unreported"),
        _(
            "Unsolved work that is left to lie without a report for 24 hours: the month's subsidy is lost, and "
            "%(unreported_deduction)s more. Fares stay."
        ),
        ("unreported_deduction",),
    ),
    Rule(
        "S-V5",
        "S",
        pgettext_lazy("rule", "Beyond one's authority"),
        _("Acting beyond one's authority: the receipt is not settled, and a manager decides on a deduction."),
    ),
    Rule(
        "S-V6",
        "S",
        pgettext_lazy("rule", "Falsified receipt"),
        _(
            "A falsified receipt: the month's subsidy is lost, and %(falsified_deduction)s more. In a grave case "
            "employment and the year's responsibility deposit are at stake."
        ),
        ("falsified_deduction",),
    ),
    Rule(
        "S-V7",
        "S",
        pgettext_lazy("rule", "Upheld complaint"),
        _("Each customer's complaint that proves justified: %(complaint_deduction)s."),
        ("complaint_deduction",),
    ),
    Rule(
        "S-V8",
        "S",
        pgettext_lazy("rule", "Breach of conduct"),
        _("Ate, drank or smoked at the customer's, or wore no shoe covers: %(conduct_deduction)s for each."),
        ("conduct_deduction",),
    ),
    Rule(
        "S-V9",
        "S",
        pgettext_lazy("rule", "Late or missed visit"),
        _(
            "Late for an agreed time, or a promised visit that did not happen, not explained beforehand: "
            "%(late_visit_deduction)s each."
        ),
        ("late_visit_deduction",),
    ),
    Rule(
        "S-R1",
        "S",
        pgettext_lazy("rule", "Goods not registered"),
        _("Goods taken in but not registered: %(unregistered_deduction)s each."),
        ("unregistered_deduction",),
    ),
    Rule(
        "S-R2",
        "S",
        pgettext_lazy("rule", "Goods lost"),
        _(
            "Lost goods cost their value, borne by whoever took them in. If nobody can be named, all active staff "
            "of the station share it equally, to the cent; cents left over go to the first ones by staff number."
        ),
    ),
    Rule(
        "S-R3",
        "S",
        pgettext_lazy("rule", "Handed over unsigned"),
        _("Given back without the signature that could have been had: %(unsigned_deduction)s."),
        ("unsigned_deduction",),
    ),
    Rule(
        "S-R4",
        "S",
        pgettext_lazy("rule", "Goods back too late"),
        _(
            "Not back in %(return_days)s, and not both explained and reported: %(return_late_deduction)s an item. "
            "After %(return_late_days)s, neither explained nor reported: %(return_very_late_deduction)s in all "
            "for that item."
        ),
        ("return_days", "return_late_deduction", "return_late_days", "return_very_late_deduction"),
    ),
    Rule(
        "S-R5",
        "S",
        pgettext_lazy("rule", "Irregular papers"),
        _("Papers that are irregular or unclear: %(papers_deduction)s each."),
        ("papers_deduction",),
    ),
    Rule(
        "S-R6",
        "S",
        pgettext_lazy("rule", "Dragged out"),
        _("Service or repair that was dragged out: %(dragging_deduction)s each."),
        ("dragging_deduction",),
    ),
    Rule(
        "S-O1",
        "S",
        pgettext_lazy("rule", "Private job or money kept"),
        _(
            "A private job, or money taken and not handed in: the month's subsidy is lost, and "
            "%(private_job_deduction)s more. In a grave case employment and the year's responsibility deposit are "
            "at stake."
        ),
        ("private_job_deduction",),
    ),
    Rule(
        "S-O2",
        "S",
        pgettext_lazy("rule", "Other financial breach"),
        _("Any other breach of financial discipline: the amount is decided case by case."),
    ),
)
