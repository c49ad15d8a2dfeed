"""Rules and their numbers on a page."""

import re

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from rulebook.catalogue import RULES, Rule
from rulebook.policies import Terms

register = template.Library()
RULE_ID = re.compile(r"(?<![\w-])[A-Z](?:-[VRO])?\d{1,2}(?!\w)", re.ASCII)


@register.simple_tag
def rule(rule_id: str):
    """{% rule "T2" %}: a link to the rule with its id and short title. An id that no rule has is shown bare."""
    known = RULES.get(rule_id)
    if known is None:
        return format_html('<span class="rule"><b>{}</b></span>', rule_id)
    return format_html(
        '<a class="rule" href="{}#{}"><b>{}</b> {}</a>', reverse("rulebook:rules"), known.id, known.id, known.title
    )


@register.simple_tag
def rule_text(rule: Rule, terms: Terms):
    """{% rule_text rule terms %}: the rule's text; numbers lead to their history, ids to the rules they name."""
    links = {
        key: format_html('<a class="number" href="{}">{}</a>', reverse("rulebook:number", args=[key]), shown)
        for key, shown in rule.numbers(terms).items()
    }
    return mark_safe(RULE_ID.sub(_link, conditional_escape(rule.text)) % links)


def _link(found: re.Match) -> str:
    rule_id = found[0]
    return f'<a href="{reverse("rulebook:rules")}#{rule_id}">{rule_id}</a>' if rule_id in RULES else rule_id
