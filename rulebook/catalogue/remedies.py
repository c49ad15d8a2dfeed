"""Which remedy, at what price: part W."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule(
        "W1",
        "W",
        pgettext_lazy("rule", "Refund"),
        _(
            "Money back: county and city agents within %(refund_days_county_agent)s of the purchase, local "
            "companies within %(refund_days_local_company)s. Everyone else not in principle, unless the law gives "
            "it (L1, L3)."
        ),
        ("refund_days_county_agent", "refund_days_local_company"),
    ),
    Rule(
        "W2",
        "W",
        pgettext_lazy("rule", "Exchange for another model"),
        _(
            "Another model instead: county and city agents within %(exchange_days_county_agent)s of the purchase, "
            "local companies within %(exchange_days_local_company)s. Everyone else may at any time, for a wear "
            "fee (W8)."
        ),
        ("exchange_days_county_agent", "exchange_days_local_company"),
    ),
    Rule(
        "W3",
        "W",
        pgettext_lazy("rule", "Swap for a new one"),
        _(
            "A faulty item is swapped for a new one: county and city agents within %(swap_days_county_agent)s of "
            "the purchase, local companies within %(swap_days_local_company)s, everyone else within "
            "%(swap_days_everyone_else)s."
        ),
        ("swap_days_county_agent", "swap_days_local_company", "swap_days_everyone_else"),
    ),
    Rule(
        "W4",
        "W",
        pgettext_lazy("rule", "Repair"),
        _(
            "Where nothing else applies the item is repaired; that is always possible. In the guarantee period it "
            "is free, unless the user caused the damage."
        ),
    ),
    Rule(
        "W5",
        "W",
        pgettext_lazy("rule", "Packaging and resale"),
        _("Refund and exchange ask for complete packaging and for goods that can be sold again."),
    ),
    Rule(
        "W6",
        "W",
        pgettext_lazy("rule", "Refund amount"),
        _("The refund is the lower of two prices: what the customer paid, and what the item sells for today."),
    ),
    Rule(
        "W7",
        "W",
        pgettext_lazy("rule", "Exchange price for agents"),
        _(
            "Agents and local companies are credited the refund amount (W6) and pay, or are paid, the difference "
            "to the new item."
        ),
    ),
    Rule(
        "W8",
        "W",
        pgettext_lazy("rule", "Exchange price with wear fee"),
        _(
            "Everyone else pays for wear: %(wear_percent_per_day)s of the sale price for each day of use, at most "
            "the sale price. The rest is credited against the new item. A manager may lower the top-up by no more "
            "than was earned on the first sale, and never below zero."
        ),
        ("wear_percent_per_day",),
    ),
    Rule(
        "W9",
        "W",
        pgettext_lazy("rule", "A swap keeps the warranty dates"),
        _(
            "Only the item is swapped; the new packaging stays with us. The warranty keeps its old dates, except "
            "after a swap under the law (L1 to L3), where it starts afresh. Old and new serial number and both "
            "dates stay linked."
        ),
    ),
    Rule(
        "W10",
        "W",
        pgettext_lazy("rule", "Sent up without accessories"),
        _(
            "Goods go up for repair without accessories and packaging where possible. What must go along is "
            "written on the repair list and noted in the box."
        ),
    ),
    Rule(
        "W11",
        "W",
        pgettext_lazy("rule", "Opened screens and input devices"),
        _(
            "Opened monitors, keyboards, mice, cases and speakers are in principle neither refunded nor exchanged "
            "while they work. With a fault they can be refunded, exchanged or swapped once the supplier has "
            "confirmed that it will replace them, and only in complete packaging."
        ),
    ),
    Rule(
        "W12",
        "W",
        pgettext_lazy("rule", "A manager may overrule"),
        _(
            "Where a rule holds in principle, the desk says no and names the rule. A manager may overrule it with "
            "a reason, which is kept."
        ),
    ),
    Rule(
        "W13",
        "W",
        pgettext_lazy("rule", "All remedies at a glance"),
        _(
            "The clerk sees refund, exchange, swap and repair side by side before promising anything: allowed or "
            "not, by which rule, until when and for how much. Nobody has to work it out by hand."
        ),
    ),
)
