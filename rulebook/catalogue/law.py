"""The consumer's floor and the public promises: parts L and P."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule(
        "L1",
        "L",
        pgettext_lazy("rule", "Right to a refund at first"),
        _(
            "A fault in use within %(law_refund_days)s of the sale gives the consumer the choice: a full refund "
            "in one payment, an exchange or a repair, free of charge."
        ),
        ("law_refund_days",),
    ),
    Rule(
        "L2",
        "L",
        pgettext_lazy("rule", "Right to an exchange"),
        _(
            "Within %(law_exchange_days)s of the sale the consumer may have a faulty item exchanged for the same "
            "model, or repaired."
        ),
        ("law_exchange_days",),
    ),
    Rule(
        "L3",
        "L",
        pgettext_lazy("rule", "After repeated repairs"),
        _(
            "Repaired %(law_repairs)s for the same fault in the guarantee period and still failing: exchanged for "
            "the same model, or refunded in full if there is none. A consumer who prefers money to that exchange "
            "can agree to it less the wear fee (W8); nobody can impose it."
        ),
        ("law_repairs",),
    ),
    Rule(
        "L4",
        "L",
        pgettext_lazy("rule", "What the guarantee leaves out"),
        _(
            "Damage by the user, opening by strangers, no proof of purchase and force majeure are left out. Such "
            "a repair is paid for, by a quote that the customer accepts first."
        ),
    ),
    Rule(
        "L5",
        "L",
        pgettext_lazy("rule", "Last day not worked"),
        _(
            "If the last day of L1 or L2 is not a working day, the period runs until the next one. Make-up "
            "workdays count as working days."
        ),
    ),
    Rule(
        "L6",
        "L",
        pgettext_lazy("rule", "Repair time does not count"),
        _(
            "Days in repair and days of waiting for parts do not use up the guarantee: its end moves by as many "
            "days, and the machine's page shows the resulting date."
        ),
    ),
    Rule(
        "P",
        "P",
        pgettext_lazy("rule", "Public promises"),
        _(
            "Promises that the company switches on. Warranty: desktop hosts %(warranty_years_desktop_host)s, "
            "monitors %(warranty_years_monitor)s, laptops %(warranty_years_laptop)s, tablets "
            "%(warranty_years_tablet)s, assembled machines %(warranty_years_compatible)s, parts as their makers "
            "give it; the same fault after a repair %(repair_warranty_days)s. Response: first reply "
            "%(promise_reply_minutes)s, on site %(promise_onsite_hours)s, cleared %(promise_cleared_hours)s; an "
            "answer in %(promise_answer_hours)s, a plan in %(promise_plan_hours)s. Inspections: "
            "%(inspections_per_year)s a year. Delivery: %(delivery_working_days)s, or %(delivery_days)s with "
            "installation and acceptance; a delay by force majeure is announced within %(delay_notice_days)s. "
            "Also spare units during a repair, training, quotes before paid work, surveys and call-backs, guides, "
            "and care for customers' privacy."
        ),
        (
            "warranty_years_desktop_host",
            "warranty_years_monitor",
            "warranty_years_laptop",
            "warranty_years_tablet",
            "warranty_years_compatible",
            "repair_warranty_days",
            "promise_reply_minutes",
            "promise_onsite_hours",
            "promise_cleared_hours",
            "promise_answer_hours",
            "promise_plan_hours",
            "inspections_per_year",
            "delivery_working_days",
            "delivery_days",
            "delay_notice_days",
        ),
    ),
)
