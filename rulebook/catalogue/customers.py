"""Titles."""

from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule("B1", "B", pgettext_lazy("rule", "Service on site")),
    Rule("B2", "B", pgettext_lazy("rule", "A receipt for every visit")),
    Rule("B3", "B", pgettext_lazy("rule", "Taken back or second visit")),
    Rule("B4", "B", pgettext_lazy("rule", "Spare unit for a damaged part")),
    Rule("B5", "B", pgettext_lazy("rule", "Remedies as for agents")),
    Rule("H1", "H", pgettext_lazy("rule", "Visit, phone or bring it in")),
    Rule("H2", "H", pgettext_lazy("rule", "Conduct at the customer's")),
    Rule("H3", "H", pgettext_lazy("rule", "Brought back by agreement")),
    Rule("H4", "H", pgettext_lazy("rule", "Remedies as for agents")),
)
