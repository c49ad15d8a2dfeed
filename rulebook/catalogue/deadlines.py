"""Titles."""

from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule("D1", "D", pgettext_lazy("rule", "Definite answer")),
    Rule("D2", "D", pgettext_lazy("rule", "Supplier confirms receipt")),
    Rule("D3", "D", pgettext_lazy("rule", "Spare unit on loan")),
    Rule("D4", "D", pgettext_lazy("rule", "Goods back in time")),
    Rule("D5", "D", pgettext_lazy("rule", "Goods long overdue")),
    Rule("D6", "D", pgettext_lazy("rule", "Hand-over the same day")),
    Rule("D7", "D", pgettext_lazy("rule", "Punctual visit")),
    Rule("D8", "D", pgettext_lazy("rule", "Technician on site")),
    Rule("D9", "D", pgettext_lazy("rule", "Complaints answered")),
    Rule("D10", "D", pgettext_lazy("rule", "Life of a deadline")),
    Rule("D11", "D", pgettext_lazy("rule", "Each effect exactly once")),
)
