"""Complaints on the pages of what they are about."""

from django import template

from complaints.models import Complaint
from complaints.policies import STATES, State
from servicedesk.templatetags.desk import badge

register = template.Library()


@register.simple_tag
def complaint_state(complaint: Complaint):
    """Where a complaint stands, as a badge."""
    meta = STATES[State(complaint.state)]
    return badge(complaint.get_state_display(), meta.badge, meta.icon)


@register.inclusion_tag("complaints/_of_thing.html", takes_context=True)
def complaints_panel(context, name: str, thing, number: str):
    """{% complaints_panel "job" job job.job_no %}: what was complained of about it, and the way to log one."""
    user = context["request"].user
    found = list(thing.complaints.order_by("-logged_at", "-pk")[:5]) if user.may("see_complaints") else []
    query = "customer" if name == "customer" else "about"
    return {"complaints": found, "may_log": user.may("log_complaint"), "query": query, "number": number}
