"""The pictures of an item, as a panel of its page."""

from django import template

from records.models import Picture
from returns.picture_forms import PicturesForm

register = template.Library()


@register.inclusion_tag("returns/_pictures.html", takes_context=True)
def item_pictures(context, item):
    """{% item_pictures item %}: what this person may see of its pictures, and the form for more of them."""
    person = context["user"]
    shown = Picture.objects.of("item", item.pk).seen_by(person)
    return {
        "item": item,
        "pictures": shown,
        "form": PicturesForm() if person.may("add_picture") else None,
        "csrf_token": context.get("csrf_token"),
    }
