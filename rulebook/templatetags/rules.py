"""Rules and their numbers on a page."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from rulebook.catalogue import RULES

register = template.Library()


@register.simple_tag
def rule(rule_id: str):
    """{% rule "T2" %}: a link to the rule with its id and short title. An id that no rule has is shown bare."""
    known = RULES.get(rule_id)
    if known is None:
        return format_html('<span class="rule"><b>{}</b></span>', rule_id)
    return format_html(
        '<a class="rule" href="{}#{}"><b>{}</b> {}</a>', reverse("rulebook:rules"), known.id, known.id, known.title
    )
