"""Returned goods: part A."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule(
        "A1",
        "A",
        pgettext_lazy("rule", "Registering returned goods"),
        _(
            "Every item that comes in is registered: name, specification, serial number, purchase date, fault, "
            "accessories and packaging, and who took it in. The customer gets a numbered repair voucher in three "
            "copies; county and city agents get a list instead."
        ),
    ),
    Rule(
        "A2",
        "A",
        pgettext_lazy("rule", "Solve or explain"),
        _(
            "Goods are dealt with within %(return_days)s; where that fails, the agent is told the reason and an "
            "approximate date (D4)."
        ),
        ("return_days",),
    ),
    Rule(
        "A3",
        "A",
        pgettext_lazy("rule", "Who handles which remedy"),
        _(
            "Refund: intact goods go to finance and warehouse the same day; for faulty ones a voucher is made out "
            "to the company. Exchange: what is in stock changes hands the same day, otherwise purchasing orders "
            "it and the returned goods go to the warehouse the same day. Swap: a voucher is exchanged for the new "
            "item. Repair: the station does it. Every hand-over waits in the receiving role's inbox until a named "
            "person signs."
        ),
    ),
    Rule(
        "A4",
        "A",
        pgettext_lazy("rule", "Giving goods back"),
        _(
            "Local companies and local customers get finished goods delivered the same day and give back the "
            "voucher, or sign on its first copy. A county or city agent is told the same day and chooses: shipped "
            "at once, with carrier and waybill recorded and a packing list enclosed; or sent along with other "
            "goods, for which the warehouse signs."
        ),
    ),
    Rule(
        "A5",
        "A",
        pgettext_lazy("rule", "Repairs bought in"),
        _(
            "A repair bought in from outside is reported to finance, who pays the repairer and collects from the "
            "customer. Technicians handle no cash outside the books."
        ),
    ),
)
