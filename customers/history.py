"""The words for what happens to customers and machines."""

from django.utils.translation import gettext_lazy as _

from customers.labels import AGENT_KIND_LABELS, BRAND_CLASS_LABELS, CATEGORY_LABELS, LEFT_LABELS, TIER_LABELS
from records.history import ABOUT_COST, changes, register

CUSTOMER_NAMES = {
    "name": _("Name"),
    "tier": _("Tier"),
    "agent_kind": _("Kind of agent"),
    "contact": _("Contact"),
    "phone": _("Phone"),
    "address": _("Address"),
    "in_urban_area": _("In the urban area"),
    "note": _("Note"),
}
MACHINE_NAMES = {
    "category": _("Category"),
    "brand_class": _("Brand or compatible"),
    "model": _("Model"),
    "serial": _("Serial number"),
    "purchased_on": _("Purchase date"),
    "sale_price": _("Sale price"),
    "cost": _("Cost"),
    "note": _("Note"),
}


def register_phrases():
    """Tells the history how to say it."""
    ABOUT_COST.add("machine.cost_changed")
    register("customer.created", _("Customer created: %(tier)s"), tier=TIER_LABELS)
    register("customer.imported", _("Customer taken over from a workbook"))
    register(
        "customer.changed",
        _("Customer corrected. %(changed)s"),
        changed=changes(CUSTOMER_NAMES, tier=TIER_LABELS, agent_kind=AGENT_KIND_LABELS),
    )
    register("customer.machine_went", _("Machine %(machine)s (%(machine_no)s) went to %(new)s"))
    register("customer.machine_came", _("Machine %(machine)s (%(machine_no)s) came from %(old)s"))
    register("machine.created", _("Machine entered for %(name)s %(customer)s"))
    register("machine.imported", _("Machine taken over from a workbook"))
    told = changes(MACHINE_NAMES, category=CATEGORY_LABELS, brand_class=BRAND_CLASS_LABELS)
    register("machine.changed", _("Machine corrected. %(changed)s"), changed=told)
    register("machine.cost_changed", _("Machine corrected. %(changed)s"), changed=told)
    register("machine.replaced", _("Replaced by %(machine)s (%(machine_no)s), item %(item_no)s"))
    register("machine.replaces", _("Came in the place of %(machine)s (%(machine_no)s), item %(item_no)s"))
    register("machine.left", _("The customer's no more: %(left)s, item %(item_no)s"), left=LEFT_LABELS)
    register("machine.back", _("The customer's again, item %(item_no)s"))
    register("machine.moved", _("Went from %(old)s to %(new)s"))
