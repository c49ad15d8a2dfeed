"""Titles."""

from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule("A1", "A", pgettext_lazy("rule", "Registering returned goods")),
    Rule("A2", "A", pgettext_lazy("rule", "Solve or explain")),
    Rule("A3", "A", pgettext_lazy("rule", "Who handles which remedy")),
    Rule("A4", "A", pgettext_lazy("rule", "Giving goods back")),
    Rule("A5", "A", pgettext_lazy("rule", "Repairs bought in")),
    Rule("W1", "W", pgettext_lazy("rule", "Refund")),
    Rule("W2", "W", pgettext_lazy("rule", "Exchange for another model")),
    Rule("W3", "W", pgettext_lazy("rule", "Swap for a new one")),
    Rule("W4", "W", pgettext_lazy("rule", "Repair")),
    Rule("W5", "W", pgettext_lazy("rule", "Packaging and resale")),
    Rule("W6", "W", pgettext_lazy("rule", "Refund amount")),
    Rule("W7", "W", pgettext_lazy("rule", "Exchange price for agents")),
    Rule("W8", "W", pgettext_lazy("rule", "Exchange price with wear fee")),
    Rule("W9", "W", pgettext_lazy("rule", "A swap keeps the warranty dates")),
    Rule("W10", "W", pgettext_lazy("rule", "Sent up without accessories")),
    Rule("W11", "W", pgettext_lazy("rule", "Opened screens and input devices")),
    Rule("W12", "W", pgettext_lazy("rule", "A manager may overrule")),
    Rule("W13", "W", pgettext_lazy("rule", "All remedies at a glance")),
)
