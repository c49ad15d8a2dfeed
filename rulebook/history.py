"""The words of what the rulebook writes into the history."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from records.history import register
from rulebook.labels import NUMBER_LABELS
from servicedesk.clock import local

MOST_MOVED = 50


def moved_words(moved: list[list[str]]) -> str:
    """What a change of the calendar moved, kept as [number, rule, old time, new time] each."""
    told = [f"{number} ({rule}) {_minute(old)} → {_minute(new)}" for number, rule, old, new in moved[:MOST_MOVED]]
    return str(_("; ")).join(told) + (" …" if len(moved) > MOST_MOVED else "")


def _minute(text: str) -> str:
    return f"{local(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"


def register_phrases():
    """Called once, when the app starts."""
    register(
        "number.planned",
        _("%(key)s: %(value)s from %(valid_from)s, before it %(before)s. %(reason)s"),
        key=NUMBER_LABELS,
    )
    register(
        "number.withdrawn",
        _("%(key)s: the change to %(value)s on %(valid_from)s was withdrawn. %(reason)s"),
        key=NUMBER_LABELS,
    )
    register("calendar.off", _("Off: %(days)s. %(note)s"))
    register("calendar.worked", _("Worked: %(days)s. %(note)s"))
    register("calendar.moved", _("%(count)s deadlines counted in working days moved: %(moved)s"), moved=moved_words)
    register("calendar.declared", _("The holidays of %(year)s were declared complete."))
    register("calendar.reopened", _("The declaration that %(year)s is complete was taken back."))
