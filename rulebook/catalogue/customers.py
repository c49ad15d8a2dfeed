"""How the tiers are served: parts B and H."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule(
        "B1",
        "B",
        pgettext_lazy("rule", "Service on site"),
        _(
            "Industry, network and quasi-industry customers are served at their own site. A site outside the "
            "urban area is flagged, and scheduled and priced on its own."
        ),
    ),
    Rule(
        "B2",
        "B",
        pgettext_lazy("rule", "A receipt for every visit"),
        _("For every visit a visit receipt is filled in carefully and completely (V2)."),
    ),
    Rule(
        "B3",
        "B",
        pgettext_lazy("rule", "Taken back or second visit"),
        _(
            "What cannot be solved on the spot is taken back, or a second visit is agreed for a set time. Taking "
            "a machine back starts the clock of D1."
        ),
    ),
    Rule(
        "B4",
        "B",
        pgettext_lazy("rule", "Spare unit for a damaged part"),
        _(
            "A damaged part still unsolved after %(spare_days)s: a spare unit is lent against a signed loan "
            "receipt (D3)."
        ),
        ("spare_days",),
    ),
    Rule(
        "B5",
        "B",
        pgettext_lazy("rule", "Remedies run as for agents"),
        _("Refunds, exchanges, swaps and repairs pass through the same hands as for agents (A3)."),
    ),
    Rule(
        "H1",
        "H",
        pgettext_lazy("rule", "Visit, phone or bring it in"),
        _(
            "A brand machine may be visited, a compatible one not; a hardware fault may, a software fault not. "
            "Help by phone comes first, then asking the customer to bring the machine in; a visit is for those "
            "who are well placed for it or truly need it. The intake screen advises, with the reason; staff may "
            "decide otherwise, with a reason."
        ),
    ),
    Rule(
        "H2",
        "H",
        pgettext_lazy("rule", "Conduct at the customer's"),
        _(
            "A visit has its receipt, shoe covers are worn, and nobody eats, drinks or smokes at the customer's; "
            "one's own water is fine."
        ),
    ),
    Rule(
        "H3",
        "H",
        pgettext_lazy("rule", "Brought back by agreement"),
        _("What is not solved on site is taken back by agreement with the customer; that starts the clock of D1."),
    ),
    Rule(
        "H4",
        "H",
        pgettext_lazy("rule", "Remedies run as for agents"),
        _("Refunds, exchanges, swaps and repairs pass through the same hands as for agents (A3)."),
    ),
)
