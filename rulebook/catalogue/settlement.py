"""Titles."""

from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule("S1", "S", pgettext_lazy("rule", "Fares are reimbursed")),
    Rule("S2", "S", pgettext_lazy("rule", "Subsidy per receipt")),
    Rule("S3", "S", pgettext_lazy("rule", "Receipts that are not settled")),
    Rule("S4", "S", pgettext_lazy("rule", "Shares of home and software receipts")),
    Rule("S5", "S", pgettext_lazy("rule", "Share of service revenue")),
    Rule("S6", "S", pgettext_lazy("rule", "Total of the month")),
    Rule("S7", "S", pgettext_lazy("rule", "Closing the month")),
    Rule("S8", "S", pgettext_lazy("rule", "Confirm, waive, object")),
    Rule("S9", "S", pgettext_lazy("rule", "One cause, one deduction")),
    Rule("S10", "S", pgettext_lazy("rule", "Wage guard")),
    Rule("S13", "S", pgettext_lazy("rule", "Reward for a suggestion")),
    Rule("S-V3", "S", pgettext_lazy("rule", "Dissatisfied customer")),
    Rule("S-V4", "S", pgettext_lazy("rule", "Left unfinished and unreported")),
    Rule("S-V5", "S", pgettext_lazy("rule", "Beyond one's authority")),
    Rule("S-V6", "S", pgettext_lazy("rule", "Falsified receipt")),
    Rule("S-V7", "S", pgettext_lazy("rule", "Upheld complaint")),
    Rule("S-V8", "S", pgettext_lazy("rule", "Breach of conduct")),
    Rule("S-V9", "S", pgettext_lazy("rule", "Late or missed visit")),
    Rule("S-R1", "S", pgettext_lazy("rule", "Goods not registered")),
    Rule("S-R2", "S", pgettext_lazy("rule", "Goods lost")),
    Rule("S-R3", "S", pgettext_lazy("rule", "Handed over unsigned")),
    Rule("S-R4", "S", pgettext_lazy("rule", "Goods back too late")),
    Rule("S-R5", "S", pgettext_lazy("rule", "Irregular papers")),
    Rule("S-R6", "S", pgettext_lazy("rule", "Dragged out")),
    Rule("S-O1", "S", pgettext_lazy("rule", "Private job or money kept")),
    Rule("S-O2", "S", pgettext_lazy("rule", "Other financial breach")),
)
