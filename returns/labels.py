"""What the words of returned goods are called on the screen."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from returns.policies import Condition, DeliveryKind, PaperKind, Remedy

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
PAPER_LABELS = {
    PaperKind.VOUCHER.value: _("Repair voucher"),
    PaperKind.LIST.value: _("List of returned goods"),
}
