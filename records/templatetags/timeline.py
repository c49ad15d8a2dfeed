"""The history of a thing as a list."""

from django import template

from records.history import words

register = template.Library()


@register.inclusion_tag("records/_timeline.html")
def timeline(entries):
    """{% timeline entries %}: entries with `by` joined, in the order given."""
    return {"lines": [(entry.at, entry.by, words(entry.code, entry.data)) for entry in entries]}
