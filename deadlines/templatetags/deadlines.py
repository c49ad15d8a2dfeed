"""Deadlines on the pages of their things."""

from datetime import datetime

from django import template

from deadlines.history import cause_words
from deadlines.labels import STAGE_LABELS, STANDING_BADGES
from deadlines.models import Deadline
from deadlines.policies import STATES, State
from deadlines.selectors import Row, deadlines_of, done_since
from rulebook.labels import NUMBER_LABELS
from servicedesk.templatetags.desk import badge

register = template.Library()


@register.simple_tag
def standing_badge(row: Row):
    """How near a deadline is, or how it ended, as a badge."""
    deadline = row.deadline
    if deadline.ended_at and deadline.state != State.RUNNING:
        meta = STATES[State(deadline.state)]
        return badge(deadline.get_state_display(), meta.badge, meta.icon)
    return badge(*STANDING_BADGES[row.standing])


@register.simple_tag
def standing_word(standing) -> str:
    """The word of a part of the board."""
    return STANDING_BADGES[standing][0]


@register.simple_tag
def stage_word(stage: str) -> str:
    return STAGE_LABELS[stage]


@register.simple_tag
def number_word(key: str) -> str:
    """What a number of the rulebook is called."""
    return NUMBER_LABELS[key]


@register.inclusion_tag("deadlines/_of_thing.html")
def deadlines_panel(subject: str, subject_id: int, now: datetime):
    """{% deadlines_panel "job" job.pk now %}: every deadline of a thing, each leading to its explanation."""
    return {"rows": deadlines_of(subject, subject_id, now=now)}


@register.simple_tag
def todo_address(deadline: Deadline) -> str:
    """The page on which a deadline is met."""
    return deadline.meta.address(deadline.number, deadline.subject_id)


@register.simple_tag
def dealt_with(notices) -> set[int]:
    """The ids of those notices whose deadline has ended since: there is nothing to do about them any more."""
    return done_since(notices)


@register.simple_tag
def cause_word(text: str) -> str:
    """A cause in the reader's language, where it is the desk's own."""
    return cause_words(text)
