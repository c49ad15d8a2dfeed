"""What the coded values of settlements are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from field_visits.labels import CONDUCT_LABELS
from rulebook.catalogue import RULES as CATALOGUE
from settlement.policies import FORFEIT, Group, Reason, Rule
from settlement.policies.decisions import Bar, Standing
from settlement.policies.lines import FIRST, SECOND
from settlement.policies.payout import RestVerdict
from settlement.policies.runs import RunKind, RunState

RULE_LABELS = {rule: CATALOGUE[rule.value].title for rule in Rule}
TO_ANSWER = "objection_answer"  # what a notice asks for
TODO_LABELS = {TO_ANSWER: pgettext_lazy("to do", "Answer")}
RUN_STATE_LABELS = {
    RunState.WAITING.value: pgettext_lazy("settlement", "Waiting"),
    RunState.RUNNING.value: pgettext_lazy("settlement", "Running"),
    RunState.DONE.value: pgettext_lazy("settlement", "Done"),
    RunState.REFUSED.value: pgettext_lazy("settlement", "Not possible"),
    RunState.FAILED.value: pgettext_lazy("settlement", "Broken off"),
}
RUN_LABELS = {
    RunKind.PREVIEW.value: pgettext_lazy("settlement", "Preview"),
    RunKind.CLOSE.value: pgettext_lazy("settlement", "Closing"),
    RunKind.EXPORT.value: pgettext_lazy("settlement", "Excel workbook"),
}
STANDING_LABELS = {
    Standing.PLAIN: pgettext_lazy("line", "Counts"),
    Standing.PROPOSED: pgettext_lazy("line", "Proposed"),
    Standing.CONFIRMED: pgettext_lazy("line", "Confirmed"),
    Standing.WAIVED: pgettext_lazy("line", "Waived"),
    Standing.CLOSED: pgettext_lazy("line", "Closed"),
}
REST_LABELS = {
    RestVerdict.WITHHOLD: _("to be withheld from the next pay-outs"),
    RestVerdict.LET_GO: _("let go"),
}
REASON_LABELS = {
    Reason.FALSIFIED: _("falsified: not a receipt"),
    Reason.AUTHORITY: _("beyond one's authority"),
    Reason.INCOMPLETE: _("the receipt is incomplete"),
    Reason.BLANK: _("the customer's verdict is missing"),
    Reason.DISSATISFIED: _("the customer was dissatisfied"),
    Reason.HOME: _("the share of homes is used up"),
    Reason.SOFTWARE: _("the share of software work is used up"),
}
PART_LABELS = {
    FORFEIT: _("the month's subsidy is lost"),
    FIRST: _("first limit"),
    SECOND: _("second limit"),
    **CONDUCT_LABELS,
}
GROUP_LABELS = {
    Group.FARES: _("Fares"),
    Group.SUBSIDY: _("Subsidy"),
    Group.REWARDS: _("Rewards"),
    Group.DEDUCTIONS: _("Deductions"),
}
BAR_WORDS = {
    Bar.NO_MANAGER: _("Only managers decide on deductions (S8)."),
    Bar.OWN: _("Nobody decides on a line of their own (R2)."),
    Bar.OF_A_MANAGER: _("What concerns the service manager is decided by the company manager (R2)."),
    Bar.NOBODY: _(
        "Nobody here may decide on this: nobody decides on a line of their own, and what concerns the service manager "
        "is the company manager's (R2). Give somebody who bears no part of it the company manager's role; they decide."
    ),
    Bar.PROPOSER: _("An objection is answered by somebody other than who proposed the line (R2)."),
}
