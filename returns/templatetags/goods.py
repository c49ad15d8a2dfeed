"""Small words about goods."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from returns.labels import (
    CHASE_BADGES,
    CHASE_LABELS,
    DESK_REASONS,
    DOING_LABELS,
    HANDOVER_BADGES,
    HANDOVER_STATE_LABELS,
    PUBLIC_STATE_BADGES,
    PUBLIC_STATE_LABELS,
    QUOTE_STATE_BADGES,
    QUOTE_STATE_LABELS,
    STATE_LABELS,
    TOLD_BADGES,
    TOLD_LABELS,
    TRIP_BADGES,
    TRIP_STATE_LABELS,
)
from returns.policies.handovers import Doing
from returns.policies.states import STATES, State
from returns.policies.trips import ChaseState
from returns.supplier_selectors import chase_list
from servicedesk import clock
from servicedesk.templatetags.desk import badge
from staff.labels import ROLE_LABELS

register = template.Library()


CARD = 5  # rows on the card of another page


@register.inclusion_tag("returns/_chase_card.html", takes_context=True)
def chase_card(context):
    """D2 in short, for the board of deadlines: the first of what suppliers are to be asked after today."""
    found = chase_list(now=context["request"].now, limit=CARD)
    return {"chase": found, "rows": [row for row in found.rows if row.state != ChaseState.ASKED]}


@register.filter
def days_since(moment: datetime, now: datetime) -> str:
    """How many local calendar days ago, the day after being 1; the same day is "today"."""
    days = clock.days_between(moment, now)
    if days < 1:
        return _("today")
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


@register.simple_tag
def goods_state(item):
    """How far the item is, as a badge; needs its job."""
    state = item.public_state
    return badge(PUBLIC_STATE_LABELS[state], *PUBLIC_STATE_BADGES[state])


@register.simple_tag
def item_state(item):
    """Where the item stands, as a badge."""
    meta = STATES[State(item.state)]
    return badge(STATE_LABELS[item.state], meta.badge, meta.icon)


@register.simple_tag
def handover_state(handover):
    """How a hand-over stands, as a badge."""
    return badge(HANDOVER_STATE_LABELS[handover.state], *HANDOVER_BADGES[handover.state])


@register.simple_tag
def told_state(told):
    """Whether the customer knows that it is ready, as a badge."""
    return badge(TOLD_LABELS[told], *TOLD_BADGES[told])


@register.simple_tag
def quote_state(quote):
    """How a quote stands, as a badge."""
    return badge(QUOTE_STATE_LABELS[quote.state], *QUOTE_STATE_BADGES[quote.state])


@register.simple_tag
def trip_state(trip):
    """How a trip to a supplier stands, as a badge."""
    return badge(TRIP_STATE_LABELS[trip.state], *TRIP_BADGES[trip.state])


@register.simple_tag
def chase_state(owed):
    """How an item stands on the list of whom to ask today, as a badge."""
    return badge(CHASE_LABELS[owed.state], *CHASE_BADGES[owed.state])


@register.filter
def desk_reason(handover) -> str:
    """The reason of a refused or withdrawn hand-over: a person's words, or the desk's own in the reader's language."""
    return DESK_REASONS.get(handover.reason, handover.reason)


@register.filter
def void_reason(paper) -> str:
    """Why a paper is void: a person's words, or the desk's own in the reader's language."""
    return DESK_REASONS.get(paper.void_reason, paper.void_reason)


@register.filter
def last_four(serial: str) -> str:
    """The end of a serial number, enough to recognise it and too little to use it."""
    return f"…{serial[-4:]}" if len(serial) > 4 else "…"


@register.simple_tag
def due_badge(handover, now: datetime):
    """When a hand-over is due, and for an open one whether that is today or over (D6)."""
    day = date_format(clock.local(handover.due_at), "Y-m-d")
    if not handover.is_open or handover.due_at >= now and clock.days_between(now, handover.due_at):
        return format_html('<span class="nowrap">{}</span>', day)
    if handover.due_at >= now:
        return badge(_("Today"), "warning", "hourglass-split")
    late = _("Late: %(span)s") % {"span": days_since(handover.due_at, now)}
    return format_html('<span class="nowrap">{}</span> {}', day, badge(late, "danger", "exclamation-octagon"))


@register.simple_tag
def role_name(role: str):
    """What a role is called."""
    return ROLE_LABELS[role]


@register.filter
def doings(handover, user) -> list[tuple]:
    """What the person may do to the hand-over, each with its words."""
    return [DOING_LABELS[doing] for doing in handover.doings_for(user) if doing != Doing.REFUSE]
