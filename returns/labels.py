"""What the words of returned goods are called on the screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from returns.policies import Condition, DeliveryKind, PaperKind, Proof, PublicState, Remedy
from returns.policies.remedies import Buyer

CONDITION_LABELS = {
    Condition.INTACT.value: pgettext_lazy("condition", "Intact"),
    Condition.FAULTY.value: pgettext_lazy("condition", "Faulty"),
}
REMEDY_LABELS = {
    Remedy.REFUND.value: pgettext_lazy("remedy", "Refund"),
    Remedy.EXCHANGE.value: pgettext_lazy("remedy", "Exchange for another model"),
    Remedy.SWAP.value: pgettext_lazy("remedy", "Swap for a new one"),
    Remedy.REPAIR.value: pgettext_lazy("remedy", "Repair"),
}
DELIVERY_LABELS = {
    DeliveryKind.DELIVERED.value: pgettext_lazy("giving back", "Delivered"),
    DeliveryKind.COLLECTED.value: pgettext_lazy("giving back", "Collected"),
    DeliveryKind.SHIPPED.value: pgettext_lazy("giving back", "Shipped"),
}
BUYER_LABELS = {
    Buyer.COUNTY_AGENT.value: pgettext_lazy("kind of customer", "County/city agent"),
    Buyer.LOCAL_COMPANY.value: pgettext_lazy("kind of customer", "Local company"),
    Buyer.INDUSTRY.value: pgettext_lazy("kind of customer", "Industry customer"),
    Buyer.NETWORK.value: pgettext_lazy("kind of customer", "Network customer"),
    Buyer.QUASI_INDUSTRY.value: pgettext_lazy("kind of customer", "Quasi-industry customer"),
    Buyer.OTHER.value: pgettext_lazy("kind of customer", "Other customer"),
}
# What lacks for a decision, by the names of `policies.advice.NEEDED`.
MISSING_LABELS = {
    "customer": pgettext_lazy("missing", "customer"),
    "category": pgettext_lazy("missing", "category"),
    "condition": pgettext_lazy("missing", "condition"),
    "packaging_complete": pgettext_lazy("missing", "packaging"),
    "purchased_on": pgettext_lazy("missing", "purchase date"),
    "sale_price": pgettext_lazy("missing", "sale price"),
}
# Why a remedy is refused, by (remedy, rule), else by the rule; W1–W3 after a last day are told with it.
REFUSALS = {
    "L4": _("The user caused the damage: it can only be repaired, at the customer's cost."),
    "W5": _("Refund and exchange need complete packaging and goods that can be sold again."),
    "W11": _("Opened goods of this kind: only with a fault, once the supplier has confirmed, in complete packaging."),
    ("refund", "W1"): _("Not for this kind of customer, and the law does not give it here."),
    ("swap", "W3"): _("Only faulty goods are swapped."),
}
PAPER_LABELS = {
    PaperKind.VOUCHER.value: _("Repair voucher"),
    PaperKind.LIST.value: _("List of returned goods"),
}
PROOF_LABELS = {
    Proof.INVOICE.value: pgettext_lazy("proof of purchase", "Invoice"),
    Proof.CARD.value: pgettext_lazy("proof of purchase", "Warranty card"),
    Proof.BOTH.value: pgettext_lazy("proof of purchase", "Invoice and warranty card"),
    Proof.NONE.value: pgettext_lazy("proof of purchase", "None"),
}
PUBLIC_STATE_LABELS = {
    PublicState.RECEIVED.value: pgettext_lazy("goods", "Received"),
    PublicState.IN_WORK.value: pgettext_lazy("goods", "Being looked at"),
    PublicState.GIVEN_BACK.value: pgettext_lazy("goods", "Given back"),
}
# The three copies of a voucher (A1); the first carries the signature of the customer's responsible person (A4).
COPIES = (
    ("stub", pgettext_lazy("copy of a voucher", "1 Stub")),
    ("customer", pgettext_lazy("copy of a voucher", "2 Customer")),
    ("accounts", pgettext_lazy("copy of a voucher", "3 Stock and accounts")),
)
# Colour and icon of each public state.
PUBLIC_STATE_BADGES = {
    PublicState.RECEIVED.value: ("warning", "box-arrow-in-down"),
    PublicState.IN_WORK.value: ("info", "tools"),
    PublicState.GIVEN_BACK.value: ("success", "check-circle"),
}

# Faults that come in every week: offered while typing, never demanded.
COMMON_FAULTS = (
    _("Does not switch on"),
    _("No picture"),
    _("Picture flickers or shows stripes"),
    _("Restarts by itself"),
    _("Blue screen"),
    _("Beeps at start"),
    _("Disk not found"),
    _("Disk makes noises"),
    _("Very slow"),
    _("Some keys do not work"),
    _("Pointer jumps"),
    _("No sound"),
    _("Fan does not turn or is loud"),
    _("Does not charge"),
    _("No network"),
    _("Paper jams"),
    _("Prints pale or striped"),
    _("System does not start"),
)

# What a registration lacks or has too much of, by the codes of `policies.problems`.
PROBLEMS = {
    "product.missing": _("Say what it is."),
    "category.missing": _("Choose a category."),
    "condition.missing": _("Choose intact or faulty."),
    "fault.missing": _("Faulty goods need their fault written down."),
    "packaging.missing": _("Say whether the packaging is complete."),
    "date.future": _("This date is still to come. Check it."),
    "date.too_early": _("This date lies too far back. Check the year."),
    "money.bounds": _("Enter an amount in yuan that is not negative, such as 120.50."),
    "serial.twice": _("Another item of this paper has the same serial number."),
}
