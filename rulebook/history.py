"""The words of what the rulebook writes into the history."""

from django.utils.translation import gettext_lazy as _

from records.history import register
from rulebook.labels import NUMBER_LABELS


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
    register("calendar.declared", _("The holidays of %(year)s were declared complete."))
    register("calendar.reopened", _("The declaration that %(year)s is complete was taken back."))
