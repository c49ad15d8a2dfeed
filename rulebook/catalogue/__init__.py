"""Every rule by its id, in the order of the rulebook's parts."""

from django.utils.translation import gettext_lazy as _

from rulebook.catalogue import customers, deadlines, goods, law, queue, remedies, settlement, visits
from rulebook.catalogue.rule import Rule

PARTS = {
    "R": _("Who is who"),
    "T": _("Tiers and the queue"),
    "D": _("Deadlines"),
    "A": _("Returned goods"),
    "B": _("Industry, network and quasi-industry customers"),
    "H": _("Other customers"),
    "W": _("Which remedy, at what price"),
    "V": _("Visits"),
    "S": _("Month-end settlement"),
    "L": _("The consumer's floor"),
    "P": _("Public promises"),
}

_MODULES = (queue, deadlines, goods, customers, remedies, visits, settlement, law)
RULES: dict[str, Rule] = {
    rule.id: rule for part in PARTS for module in _MODULES for rule in module.RULES.values() if rule.part == part
}
