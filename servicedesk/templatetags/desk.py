"""The few tags and filters that every template uses."""

from datetime import timedelta
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def icon(name: str):
    """An icon of the Bootstrap set. It never stands alone: a word goes with it."""
    return format_html('<i class="bi bi-{}" aria-hidden="true"></i>', name)


@register.simple_tag
def badge(word: str, colour: str = "secondary", icon_name: str = ""):
    """A state as a badge with icon and word; colour is one of success, info, warning, danger, secondary."""
    mark = icon(icon_name) if icon_name else ""
    return format_html('<span class="badge-state badge-state-{}">{} {}</span>', colour, mark, word)


@register.filter
def may(user, action: str) -> bool:
    """Whether the signed-in person may do the action: {% if user|may:"take_job" %}."""
    return user.is_authenticated and user.may(action)


@register.filter
def money(amount) -> str:
    """Yuan with two places and thousands separated; a dash for an unknown amount."""
    if amount is None or amount == "":
        return "—"
    return f"¥{Decimal(amount):,.2f}"


@register.filter
def dash(value):
    """The value, or a dash where it is unknown."""
    return "—" if value is None or value == "" else value


@register.filter
def yes_no(value) -> str:
    """Yes, no, or a dash for unknown."""
    return "—" if value is None else (_("Yes") if value else _("No"))


@register.filter
def span(duration: timedelta | None) -> str:
    """A duration in its two largest units: 3 d 4 h, 2 h 10 min, 5 min."""
    if duration is None:
        return "—"
    minutes = max(0, int(duration.total_seconds() // 60))
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = []
    if days:
        parts.append(ngettext("%(count)d day", "%(count)d days", days) % {"count": days})
    if hours and days < 10:
        parts.append(ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours})
    if not days and (minutes or not hours):
        parts.append(ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes})
    return " ".join(parts)


@register.simple_tag
def label_of(labels: dict, value):
    """The label of a coded value, a dash for none."""
    return labels.get(value) or "—"
