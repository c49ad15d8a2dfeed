"""Titles."""

from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule("R1", "R", pgettext_lazy("rule", "Roles of the shop")),
    Rule("R2", "R", pgettext_lazy("rule", "Nobody decides about themself")),
    Rule("R3", "R", pgettext_lazy("rule", "The rules are provisional")),
    Rule("T1", "T", pgettext_lazy("rule", "Five customer tiers")),
    Rule("T2", "T", pgettext_lazy("rule", "Order of the queue")),
    Rule("T3", "T", pgettext_lazy("rule", "Every place is explained")),
    Rule("T4", "T", pgettext_lazy("rule", "Tried before, not solved")),
    Rule("T5", "T", pgettext_lazy("rule", "One job, one technician")),
    Rule("T6", "T", pgettext_lazy("rule", "Low tiers are not forgotten")),
)
