"""Visits: part V."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rulebook.catalogue.rule import Rule, by_id

RULES = by_id(
    Rule(
        "V1",
        "V",
        pgettext_lazy("rule", "Departure report"),
        _(
            "Before leaving, a technician reports where they go and to which customer. The service manager sees "
            "who is out, where, and since when."
        ),
    ),
    Rule(
        "V2",
        "V",
        pgettext_lazy("rule", "Complete receipt"),
        _(
            "A receipt is complete with customer, contact, address, the machine or how many there were, hardware "
            "or software, the fault found, the work done, the result, times of arrival and departure, the kind of "
            "site, and the customer's verdict and signature."
        ),
    ),
    Rule(
        "V3",
        "V",
        pgettext_lazy("rule", "Verdict and conduct"),
        _(
            "The customer is satisfied, dissatisfied, or gives no verdict. The receipt also notes conduct: shoe "
            "covers, eating, drinking, smoking (H2)."
        ),
    ),
    Rule(
        "V4",
        "V",
        pgettext_lazy("rule", "Report what is not solved"),
        _("A visit that ends unsolved is reported to the service manager; leaving it unreported has its price (S-V4)."),
    ),
    Rule(
        "V5",
        "V",
        pgettext_lazy("rule", "Fares on the receipt"),
        _("Fares there and back are claimed on the receipt, each leg with its means of travel and its amount."),
    ),
    Rule(
        "V6",
        "V",
        pgettext_lazy("rule", "Money taken on a visit"),
        _("Money taken from a customer goes onto the receipt at once, and then to finance, who signs for it."),
    ),
    Rule(
        "V7",
        "V",
        pgettext_lazy("rule", "Loan receipt"),
        _(
            "A spare unit on loan has a loan receipt: the customer's signature, the date by which it is due, and "
            "its return."
        ),
    ),
    Rule(
        "V8",
        "V",
        pgettext_lazy("rule", "Site kinds"),
        _("A site is a home with one machine, an office with one machine, an ordinary network, or a net café."),
    ),
)
