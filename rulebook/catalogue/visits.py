"""Titles."""

from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule("V1", "V", pgettext_lazy("rule", "Departure report")),
    Rule("V2", "V", pgettext_lazy("rule", "Complete receipt")),
    Rule("V3", "V", pgettext_lazy("rule", "Verdict and conduct")),
    Rule("V4", "V", pgettext_lazy("rule", "Report what is not solved")),
    Rule("V5", "V", pgettext_lazy("rule", "Fares on the receipt")),
    Rule("V6", "V", pgettext_lazy("rule", "Money taken on a visit")),
    Rule("V7", "V", pgettext_lazy("rule", "Loan receipt")),
    Rule("V8", "V", pgettext_lazy("rule", "Site kinds")),
)
