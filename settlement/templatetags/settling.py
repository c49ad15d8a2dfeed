"""Lines of a month on a page."""

from decimal import Decimal

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from rulebook.labels import shown
from settlement.labels import BAR_WORDS, PART_LABELS, REASON_LABELS, REST_LABELS, RULE_LABELS, STANDING_LABELS
from settlement.policies import Line, Numbers, Reason, Record, Rule
from settlement.policies.decisions import BADGES, Bar, Standing
from settlement.policies.payout import RestVerdict

register = template.Library()

PAGES = {
    Record.VISIT: ("visits:visit", "see_visits"),
    Record.ITEM: ("returns:item", "see_goods"),
    Record.INCIDENT: ("settlement:incident", None),
    Record.COMPLAINT: ("complaints:complaint", "see_complaints"),
}


@register.simple_tag(takes_context=True)
def source_of(context, line: Line):
    """The record that a line stands on, as a link for those who may open it."""
    url_name, action = PAGES.get(line.record, ("", ""))
    if not url_name:
        return format_html('<span class="code">{}</span>', line.source)
    return record_link(context, url_name, action, line.source)


@register.simple_tag(takes_context=True)
def record_link(context, page: str, action: str | None, number: str):
    """A record by its number, as a link for those who may open it; `action` is None where everybody may."""
    if action is None or context["user"].may(action):
        return format_html('<a class="code" href="{}">{}</a>', reverse(page, args=[number]), number)
    return format_html('<span class="code">{}</span>', number)


@register.simple_tag(takes_context=True)
def receipt_of(context, receipt_no: str):
    """A receipt by its number, as a link for those who may open it."""
    return record_link(context, "visits:visit", "see_visits", receipt_no)


@register.simple_tag
def behind(line: Line, numbers: Numbers):
    """The number of the rulebook that an amount stands on, and since when it has been so."""
    if not line.number:
        return ""
    value = shown(line.number, getattr(numbers.on(line.on), line.number))
    since = numbers.since(line.number, line.on)
    link = format_html('<a href="{}">{}</a>', reverse("rulebook:number", args=[line.number]), value)
    if since is None:
        return link
    return format_html("{} <span>{}</span>", link, _("since %(day)s") % {"day": since.isoformat()})


@register.simple_tag
def standing_badge(standing: str):
    """How a line stands, with icon and word."""
    standing = Standing(standing)
    colour, icon = BADGES[standing]
    return format_html(
        '<span class="badge-state badge-state-{}"><i class="bi bi-{}" aria-hidden="true"></i> {}</span>',
        colour,
        icon,
        STANDING_LABELS[standing],
    )


@register.filter
def part(line: Line) -> str:
    """What tells a line from others of its rule and record, in words."""
    return PART_LABELS.get(line.part, line.part)


@register.filter
def reason_words(reason: str):
    """Why a receipt earns no subsidy, in words."""
    return REASON_LABELS[Reason(reason)]


@register.filter
def reason_rule(reason: str) -> str:
    """The rule behind a reason."""
    return Reason(reason).rule


@register.filter
def rest_words(verdict: str):
    """What was decided on a rest, in words."""
    return REST_LABELS[RestVerdict(verdict)]


@register.filter
def rule_words(rule: str):
    """The short title of a rule."""
    return RULE_LABELS[Rule(rule)]


@register.filter
def yuan(amount) -> str:
    """An amount with its sign, two places, thousands separated."""
    return f"{Decimal(amount):,.2f}".replace("-", "−")


@register.filter
def get(mapping, key):
    """A value of a mapping by a key that only the page knows."""
    return mapping.get(key)


@register.filter
def bar_words(bar: str):
    """Why somebody may not decide."""
    return BAR_WORDS[Bar(bar)]
