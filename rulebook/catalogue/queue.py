"""Who is who, the tiers and the queue: parts R and T."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule(
        "R1",
        "R",
        pgettext_lazy("rule", "Roles of the shop"),
        _(
            "Seven roles share the work: counter, technician, service manager, company manager, finance, "
            "warehouse and purchasing. A person can hold several of them."
        ),
    ),
    Rule(
        "R2",
        "R",
        pgettext_lazy("rule", "Nobody decides about themself"),
        _(
            "The service manager applies the rules; the company manager watches over this and alone decides what "
            "concerns the service manager. Nobody decides a line that they bear themself: somebody who bears none "
            "of it does, or the company manager, and the page says so. An objection is answered by somebody other "
            "than the person who proposed the line, where there is one."
        ),
    ),
    Rule(
        "R3",
        "R",
        pgettext_lazy("rule", "The rules are provisional"),
        _(
            "Rules and numbers change over time, each from a date on. An idea for a better rule that is taken up "
            "earns from %(suggestion_reward_least)s to %(suggestion_reward_most)s (S13)."
        ),
        ("suggestion_reward_least", "suggestion_reward_most"),
    ),
    Rule(
        "T1",
        "T",
        pgettext_lazy("rule", "Five customer tiers"),
        _(
            "Customers are served in five tiers: agents, industry, network, quasi-industry and other customers. "
            "An agent is either a county or city agent or a local company; remedies and hand-overs treat these "
            "two differently."
        ),
    ),
    Rule(
        "T2",
        "T",
        pgettext_lazy("rule", "Order of the queue"),
        _(
            "Waiting jobs are compared step by step: a manager's expedite first; then the customer's tier; a "
            "machine for work before one for entertainment; a major fault before an ordinary one; tried before "
            "and unsolved before a first attempt; hardware before software; a brand machine before a compatible "
            "one; at last, whoever came earlier."
        ),
    ),
    Rule(
        "T3",
        "T",
        pgettext_lazy("rule", "Every place is explained"),
        _("Each job says in words why it stands where it stands, and what would move it."),
    ),
    Rule(
        "T4",
        "T",
        pgettext_lazy("rule", "Tried before, not solved"),
        _(
            "The desk itself finds the jobs that come back: same machine, same kind of fault, and the earlier job "
            "was closed unsolved, reopened, or repaired at most %(repeat_days)s ago. Staff can set or clear the "
            "mark with a reason."
        ),
        ("repeat_days",),
    ),
    Rule(
        "T5",
        "T",
        pgettext_lazy("rule", "One job, one technician"),
        _(
            "Whoever asks for the next job gets the first one that they may do. Two people who ask at the same "
            "moment never get the same job, and none is skipped or lost. Jobs can also be assigned, handed over "
            "or put back, with a reason."
        ),
    ),
    Rule(
        "T6",
        "T",
        pgettext_lazy("rule", "Low tiers are not forgotten"),
        _(
            "For every waiting job the board shows when its deadline falls and how long the wait will probably "
            "be. Managers see which jobs are going to miss theirs."
        ),
    ),
)
