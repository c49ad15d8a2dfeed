"""The chain of serial numbers in which a machine or an item stands, as a panel of its page."""

from django import template

from returns.chain_selectors import chain_of
from returns.labels import WHERE_LABELS

register = template.Library()


@register.inclusion_tag("returns/_chain.html", takes_context=True)
def machine_chain(context, machine):
    """{% machine_chain machine %}: which number followed which, and where each is now."""
    return {"chain": chain_of(machine.serial, machine), "user": context["user"]}


@register.inclusion_tag("returns/_chain.html", takes_context=True)
def item_chain(context, item):
    """{% item_chain item %}: the same for goods that came in, also where their customer has no machine on record."""
    return {"chain": chain_of(item.serial), "user": context["user"]}


@register.filter
def where(place) -> str:
    """Who has the goods, in words."""
    return WHERE_LABELS[place.where]
