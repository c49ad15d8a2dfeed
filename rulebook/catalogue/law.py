"""Titles."""

from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule("L1", "L", pgettext_lazy("rule", "Right to a refund at first")),
    Rule("L2", "L", pgettext_lazy("rule", "Right to an exchange")),
    Rule("L3", "L", pgettext_lazy("rule", "After repeated repairs")),
    Rule("L4", "L", pgettext_lazy("rule", "What the guarantee leaves out")),
    Rule("L5", "L", pgettext_lazy("rule", "Last day not worked")),
    Rule("L6", "L", pgettext_lazy("rule", "Repair time does not count")),
    Rule("P", "P", pgettext_lazy("rule", "Public promises")),
)
