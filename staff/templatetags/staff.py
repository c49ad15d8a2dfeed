"""Roles in words."""

from django import template
from django.utils.translation import gettext as _

from staff.labels import ACTION_LABELS, ROLE_LABELS
from staff.models import User
from staff.policies import actions_of

register = template.Library()


@register.filter
def role_pairs(person: User) -> list[tuple]:
    """The person's roles with their labels, in the order of R1."""
    return [(role, label) for role, label in ROLE_LABELS.items() if role in person.roles]


@register.simple_tag
def role_names(person: User) -> str:
    """{% role_names person %}: the labels of the person's roles."""
    return _(", ").join(str(label) for _role, label in role_pairs(person)) or "—"


@register.simple_tag
def role_actions(role: str) -> str:
    """{% role_actions "counter" %}: what somebody of the role may do."""
    return _("; ").join(str(ACTION_LABELS[action]) for action in actions_of([role]))
